"""Training of the tagger: labelled sentences in, a weights file out. Needs PyTorch (`pip install 'newsextract[train]'`).

sentences ─augmentation→ sentences ─examples→ tokens with the tags that each may have ─trainer→ network ─export→ weights
"""
