"""Void documents: the sentence served in place of a file that a later decision cancels (BR-69)."""

_reasons = {}


def register_void(kind, reason):
    """`reason(stored)` is the sentence told in place of a file of this kind, "" while it holds."""
    _reasons[kind] = reason


def void_reason(stored):
    """Why this file is not served any more, or ""; nothing is asked for kinds that never fall."""
    found = _reasons.get(stored.kind)
    return found(stored) if found else ""
