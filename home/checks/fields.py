"""Validation of fields and blocks that no form has run (a draft, a bulk action on pages)."""

from django.core.exceptions import ValidationError
from wagtail.fields import StreamField

EMPTY = "Renseignez «\u00a0{}\u00a0» avant de publier."


def problems(page):
    """[(field, sentence)]: fields left empty in a draft, then blocks with their place."""
    found = []
    for field in page._meta.fields:
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            found += [(field.name, sentence) for sentence in _of_stream(value)]
        elif field.editable and not field.blank and field.name not in ("slug", "title"):
            found += [(field.name, sentence) for sentence in _of_field(page, field, value)]
    return found


def _of_field(page, field, value):
    if value in field.empty_values or (isinstance(value, str) and not value.strip()):
        return [EMPTY.format(field.verbose_name)]
    try:
        field.clean(value, page)
    except ValidationError as error:
        return error.messages
    return []


def _of_stream(stream):
    try:
        stream.stream_block.clean(stream)
    except ValidationError as error:
        errors = getattr(error, "block_errors", {}) or {}
        named = [
            f"Bloc {position + 1}, {stream[position].block.label}\u00a0: {sentence}"
            for position, one in errors.items()
            for sentence in _sentences(one, stream[position].block)
        ]
        return [*named, *_of_all(error)] or error.messages
    return []


def _of_all(error):
    """Sentences about the blocks together: one too many of a kind."""
    return [str(sentence) for sentence in getattr(error, "non_block_errors", ())]


def _sentences(error, block):
    """A field's sentence comes after its label; a list says which of its items."""
    named = getattr(error, "block_errors", None)
    if not named:
        own = getattr(error, "non_block_errors", None) or ()
        return [str(m) for one in own for m in getattr(one, "messages", [one])] or error.messages
    found = []
    rows = named.items() if isinstance(named, dict) else enumerate(named)
    for key, inner in rows:
        if inner is None:
            continue
        child = block.child_blocks[key] if hasattr(block, "child_blocks") else block.child_block
        label = child.label if hasattr(block, "child_blocks") else f"n\u00a0{int(key) + 1}"
        found += [f"{label}\u00a0: {sentence}" for sentence in _sentences(inner, child)]
    return found
