"""Files of any kind → articles: what an input is, what it is packed in, and the articles that it holds.

    path ─open, unpack→ items (a file, or each member of an archive) ─kind→ text, page, mail, rows ─read→ articles

Everything is read as a stream; what must be read as a whole (a text, a page, a mail) has a limit. `kinds`, `limits` and `options` are
light, since the command line needs them before anything is read.
"""
