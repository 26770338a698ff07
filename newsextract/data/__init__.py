"""Tables of names, one entry a line, and the scripts that build them. `newsextract.gazetteer` reads the tables."""
