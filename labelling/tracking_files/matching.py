"""Matching said by the user: kinds of sheets, columns and values, kept from one file to the next."""

from dataclasses import asdict, dataclass, field


@dataclass(slots=True)
class SheetMatching:
    """What the user says of one sheet; `columns`: letters → word, empty for a column left out."""

    kind: str = ""
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Matching:
    """`titles`: kind → folded title → word, for any sheet. `values`: word → folded text → value.

    The words of `values` are those of the vocabulary, and « colour » (« #B7E1A1 » → status),
    « organism » (spelling → name) and « auditor » (spelling → name).
    """

    sheets: dict[str, SheetMatching] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def of_sheet(self, name: str) -> SheetMatching:
        return self.sheets.get(name) or SheetMatching()

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Matching":
        sheets = {name: SheetMatching(**said) for name, said in data.get("sheets", {}).items()}
        return cls(sheets, data.get("titles", {}), data.get("values", {}))
