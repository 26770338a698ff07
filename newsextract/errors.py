"""The errors that newsextract raises. Each message is one line and says what to do."""

from __future__ import annotations


class NewsextractError(Exception):
    """Base of every error that newsextract raises on purpose."""


class InputError(NewsextractError):
    """An input cannot be read as an article: missing, empty, binary, in an unknown encoding, or malformed."""


def explain(error: OSError) -> str:
    """What is wrong with a file that cannot be opened or read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; make it readable or run as a user who may read it"
    return f"{error.strerror or type(error).__name__}; check the path and the disk"
