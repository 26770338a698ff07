"""Who holds which title: people, titles and bodies joined into links by what stands between them.

Works on settled mentions alone, so it does not matter which recognizer found them.
"""

from newsextract.linking.definite import find_definite_titles
from newsextract.linking.links import Link, find_links

__all__ = ["Link", "find_definite_titles", "find_links"]
