"""Arithmetic on half-open spans `[start, end)`, and the one place where overlapping mentions are settled."""

from __future__ import annotations
