"""Extraction of a page's content, whatever its fields: rich texts, blocks and the lists inside them."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.utils.functional import cached_property
from wagtail.blocks import ListBlock, StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

WORD = re.compile(r"\w+(?:[’'@.+-]\w+)*")


@dataclass
class Piece:
    """A value and its place: `place` is what an editor reads (« Bloc 3, Citation »)."""

    field: str
    place: str
    value: object

    def problem(self, sentence):
        place = f"{self.place}\u00a0: " if self.place else ""
        return self.field, f"{place}{sentence}"

    @property
    def is_rich(self):
        return isinstance(self.value, RichText)

    @property
    def is_group(self):
        """Several named values (a picture with its text, a video with its transcript)."""
        return hasattr(self.value, "items") and hasattr(self.value, "get")

    @cached_property
    def html(self):
        """The stored HTML, in which links are numbers."""
        return BeautifulSoup(self.value.source or "", "html.parser")


def pieces(page):
    """Every piece of the page in reading order: a group before its content, a table cell by cell."""
    for field in page._meta.fields:
        value = getattr(page, field.attname)
        if isinstance(field, RichTextField):
            yield Piece(field.name, "", RichText(value or ""))
        elif isinstance(field, StreamField):
            yield from _pieces_of_stream(field.name, value, "")
        elif isinstance(value, str) and field.editable:
            yield Piece(field.name, "", value)


def _pieces_of_stream(field, stream, above):
    for position, child in enumerate(stream or (), 1):
        place = f"{above}Bloc {position}, {child.block.label}"
        yield from _pieces_of_value(field, place, child.block, child.value)


def _pieces_of_value(field, place, block, value):
    if isinstance(block, StreamBlock):
        yield from _pieces_of_stream(field, value, f"{place}, ")
    elif isinstance(block, ListBlock):
        for position, item in enumerate(value or (), 1):
            yield from _pieces_of_value(
                field, f"{place}, n\u00a0{position}", block.child_block, item
            )
    elif hasattr(value, "row_data"):
        said = [value.caption, *(column["heading"] for column in value.columns)]
        said += [cell for row in value.row_data for cell in row["values"]]
        yield from (Piece(field, place, one) for one in said if isinstance(one, str))
    else:
        yield Piece(field, place, value)
        for name, child in getattr(block, "child_blocks", {}).items():
            if hasattr(value, "get"):
                yield from _pieces_of_value(field, place, child, value.get(name))


def rich(page):
    return (piece for piece in pieces(page) if piece.is_rich)


def groups(page, *names):
    """Groups that have all these names."""
    return (
        piece
        for piece in pieces(page)
        if piece.is_group and all(name in piece.value for name in names)
    )


def text(page):
    """Every word of the page, without markup."""
    said = []
    for piece in pieces(page):
        if piece.is_rich:
            said.append(piece.html.get_text(" "))
        elif isinstance(piece.value, str):
            said.append(piece.value)
    return " ".join(said)


def words(page):
    return WORD.findall(text(page))
