"""Table block: a caption, headed columns, rows whose first cell is their header."""

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from home.blocks.base import FACTS


class Grid(TypedTable):
    """A table for its template; `head` is the column headings."""

    template = "home/blocks/table.html"

    @property
    def head(self):
        return [column["heading"] for column in self.columns]

    @property
    def lines(self):
        """[[(heading, cell)]], for narrow screens."""
        return [list(zip(self.head, row["values"], strict=True)) for row in self.row_data]


class Table(TypedTableBlock):
    """Texts by columns; also accepts a plain {caption, head, rows}."""

    text = CharBlock(label="texte", required=False, max_length=400)

    def to_python(self, value):
        if value and "head" in value:
            value = {
                "caption": value["caption"],
                "columns": [{"type": "text", "heading": heading} for heading in value["head"]],
                "rows": [{"values": row} for row in value["rows"]],
            }
        table = super().to_python(value)
        return Grid(table.columns, table.row_data, table.caption)

    def value_from_datadict(self, data, files, prefix):
        table = super().value_from_datadict(data, files, prefix)
        return Grid(table.columns, table.row_data, table.caption)

    def clean(self, table):
        table = super().clean(table)
        faults = [] if self.is_deferred_validation else list(_faults(table))
        if faults:
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(sentence) for sentence in faults]
            )
        return Grid(table.columns, table.row_data, table.caption)

    class Meta:
        label, icon, group = "Tableau", "table", FACTS
        description = "Un tableau simple, lisible sur un téléphone."
        preview_value = {
            "caption": "Ce qui change d’un cycle à l’autre",
            "head": ["Étape", "Premier cycle", "Renouvellement"],
            "rows": [
                ["Diagnostic", "sur place", "sans objet"],
                ["Audit", "de mise en œuvre", "de vérification"],
            ],
        }


def _faults(table):
    """Missing caption, headings or cells."""
    if not table.caption.strip():
        yield "Donnez un titre au tableau\u00a0: il dit ce qu’on y lit."
    if not table.columns or not table.row_data:
        yield "Un tableau a au moins une colonne et une ligne."
    if any(not column["heading"].strip() for column in table.columns):
        yield "Donnez un titre à chaque colonne."
