"""Corrections of a reading of a tracking file: what somebody said of its sheets, columns, titles and words."""

from dataclasses import asdict, dataclass, field

from labelling.cells import fold
from labelling.steering.history_import.reader.tables.base import Table
from labelling.steering.history_import.reader.tables.roles import ROLES, SEVERAL
from labelling.steering.history_import.reader.tables.titles import Column


@dataclass(slots=True)
class SheetMatching:
    """`grain`: what one row is; `columns`: key of a column → role, empty for one left out."""

    grain: str = ""
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Matching:
    """`titles`: folded title → role, for any sheet. `values`: role → folded text → value.

    The roles of `values` are those of words.py, and « colour » (« #B7E1A1 » → status).
    """

    sheets: dict[str, SheetMatching] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def of_sheet(self, name: str) -> SheetMatching:
        return self.sheets.get(name) or SheetMatching()

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Matching":
        """What an older portal kept in other words is left: it is asked again."""
        sheets = {
            name: SheetMatching(
                said.get("grain", ""), said.get("header_row"), _roles(said.get("columns", {}))
            )
            for name, said in data.get("sheets", {}).items()
        }
        return cls(sheets, _roles(data.get("titles", {})), data.get("values", {}))


def _roles(said: dict) -> dict[str, str]:
    return {
        key: role
        for key, role in said.items()
        if isinstance(role, str) and (role == "" or role in ROLES)
    }


def correct_columns(columns: list[Column], said: SheetMatching, titles: dict[str, str]) -> None:
    """What is said of this sheet, then of titles in files before it; a role that is said is nobody else's."""
    for column in columns:
        key, title = column.key, fold(column.title)
        if key in said.columns:
            _give(column, said.columns[key], "Choisi par vous.")
        elif title in titles:
            _give(column, titles[title], "Choisi par vous pour un fichier précédent.")
    taken = {column.role for column in columns if column.is_said} - SEVERAL - {None}
    for column in columns:
        if column.role in taken and not column.is_said:
            column.role, column.also = None, None
            column.reason = "Une autre colonne dit déjà cela, à votre demande."


def _give(column: Column, role: str, reason: str) -> None:
    column.role, column.also, column.is_said = role or None, None, True
    column.reason = reason


def share_roles(tables: list[Table]) -> None:
    """A column that one sheet understands is understood in the others that bear its title."""
    known = {fold(c.title): c.role for table in tables for c in table.columns if c.role and c.title}
    for table in tables:
        for column in table.columns:
            role = known.get(fold(column.title))
            if column.is_said:
                continue
            if column.role is None and role and role != "period" and not table.with_role(role):
                column.role, column.reason = role, "Comme sur une autre feuille."
