"""The errors that newsextract raises. Each message is one line and says what to do."""

from __future__ import annotations


class NewsextractError(Exception):
    """Base of every error that newsextract raises on purpose."""


class InputError(NewsextractError):
    """An input cannot be read as an article: missing, empty, binary, in an unknown encoding, or malformed."""
