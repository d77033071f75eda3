"""Organisms of a tracking file, found again under their numbers, identifiers and spellings."""

import re
from collections import Counter

from labelling.cells import fold, squeezed
from labelling.steering.history_import.reader.facts import Draft, Organism
from labelling.steering.history_import.reader.tables.base import Record, Table
from labelling.steering.history_import.reader.tables.titles import IDENTIFIER
from labelling.steering.history_import.reader.texts.identity import Identity
from labelling.steering.history_import.reader.texts.names import Names, is_near

IDENTITY = ("siren", "family", "region", "departement", "homes")
TRIAL = re.compile(
    r"^annule|erreur de saisie|^(?:test|essai|exemple|modele)\b|ne pas supprimer|\btest$"
)


class Organisms:
    """Those of all sheets, in the order they are met; `trials`: identifiers of rows that are none."""

    def __init__(self):
        self.found: list[Organism] = []
        self.trials: set[str] = set()
        self.names = Names()
        self.by_key: dict[str, Organism] = {}
        self.by_siren: dict[str, Organism] = {}
        self.by_reference: dict[str, Organism] = {}
        self.bears_references: dict[tuple[str, int], bool] = {}  # (sheet, column) → whether

    def find(self, identity: Identity) -> Organism | None:
        """The organism of the same number, else of the same name, a slip or an abbreviation apart."""
        if identity.siren and identity.siren in self.by_siren:
            return self.by_siren[identity.siren]
        for name in filter(None, (identity.name, *identity.former_names)):
            match = self.names.find(name)
            found = self.by_key[match.name] if match.name else None
            if found and self._may_be(identity, name, found):
                return found
        return None

    def _may_be(self, identity: Identity, name: str, found: Organism) -> bool:
        """Two numbers are two organisms; a near name only where nothing else differs."""
        if _differ(identity, found.identity, "siren"):
            return False
        if squeezed(name) in found.spellings:
            return True
        return not _differ(identity, found.identity, "departement") and any(
            _begin_alike(name, other) for other in found.written
        )

    def place(self, known: Organism | None, draft: Draft) -> Organism:
        """The organism of a draft, new or completed."""
        identity = draft.identity
        if known is None:
            key = f"{len(self.found)} {identity.name}"
            known = Organism(draft.sheet, draft.row, identity, key=key)
            self.found.append(known)
        elif known.identity is not identity:
            self._complete(known, draft)
        for name in filter(None, (identity.name, *identity.former_names)):
            self._spell(known, name)
        if identity.siren:
            self.by_siren.setdefault(identity.siren, known)
        if draft.reference:
            self.by_reference.setdefault(draft.reference, known)
        known.drafts.append(draft)
        known.facts += draft.facts
        return known

    def _spell(self, known: Organism, name: str) -> None:
        self.by_key[known.key] = known
        if squeezed(name) not in known.spellings:
            self.names.add(known.key, name)
            known.spellings.add(squeezed(name))
            known.written.append(name)

    def _complete(self, known: Organism, draft: Draft) -> None:
        identity = draft.identity
        for name in IDENTITY:
            if getattr(known.identity, name) is None:
                setattr(known.identity, name, getattr(identity, name))
        if not identity.name or squeezed(identity.name) in known.spellings:
            return
        if known.identity.name in identity.former_names:
            known.identity.former_names.append(known.identity.name)
            known.identity.name = identity.name
        elif is_abbreviation(known.identity.name, identity.name):
            known.identity.name = identity.name
        elif not (
            identity.name in self.by_reference
            or is_abbreviation(identity.name, known.identity.name)
            or (identity.siren and identity.siren == known.identity.siren)
        ):
            draft.tell(
                None,
                f"«\u00a0{identity.name}\u00a0»\u00a0: sans doute «\u00a0{known.identity.name}\u00a0».",
            )

    def take_former(self, draft: Draft) -> Organism | None:
        """The organism of a row that does not count, under its former name or identifier."""
        known = self.by_siren.get(draft.identity.siren or "")
        if known:
            self.by_reference.setdefault(draft.reference, known)
            self._spell(known, draft.identity.name)
        return known

    def knows_most(self, texts: list[str]) -> bool:
        """Whether half of these texts name organisms."""
        known = sum(self.names.find(text).name is not None for text in texts)
        return bool(texts) and known >= 0.5 * len(texts)

    def reference_of(self, table: Table, record: Record, own: int | None) -> str | None:
        """The identifier of another sheet's organism that a row bears, also in the place of its name."""
        for column in table.with_role("name"):
            for cell in record.cells.get(column.index, ())[:1]:
                if cell.text in self.by_reference:
                    return cell.text
        for column in table.with_role("id"):
            cells = record.cells.get(column.index)
            if column.index != own and cells and self._bears_references(table, column.index):
                return cells[0].text
        return None

    def _bears_references(self, table: Table, index: int) -> bool:
        key = (table.sheet, index)
        if key not in self.bears_references:
            values = table.texts(index)
            known = sum(value in self.by_reference for value in values)
            self.bears_references[key] = known >= 0.5 * len(values)
        return self.bears_references[key]


def _differ(one: Identity, other: Identity, name: str) -> bool:
    values = {getattr(one, name), getattr(other, name)} - {None}
    return len(values) == 2


def is_abbreviation(short: str, whole: str) -> bool:
    """« Hab. Vervière » of « Habitat Vervière »."""
    parts, words = fold(short).split(), fold(whole).split()
    return (
        len(parts) == len(words)
        and parts != words
        and all(_shortens(part, word) for part, word in zip(parts, words, strict=True))
    )


def _shortens(part: str, word: str) -> bool:
    """By more than a letter, which would be a slip."""
    return part == word or (word.startswith(part) and len(word) > len(part) + 1)


def _begin_alike(one: str, other: str) -> bool:
    """A slip does not change the first letter of a word, « Sorvaine » is not « Morvaine »; it may lose it."""
    first, second = squeezed(one), squeezed(other)
    if len(first) != len(second) and is_near(first, second):
        return True
    return [word[0] for word in fold(one).split()] == [word[0] for word in fold(other).split()]


def own_reference(table: Table) -> int | None:
    """The column of identifiers whose values are all there and all different."""
    for column in table.columns:
        if IDENTIFIER.match(fold(column.title)):
            texts = table.texts(column.index)
            if texts and len(set(texts)) >= 0.98 * len(table.records):
                return column.index
    return None


def cut_at(table: Table) -> int | None:
    """The length at which an export cut the names, if it did: a round one that several reach."""
    names = {text for column in table.with_role("name") for text in table.texts(column.index)}
    lengths = Counter(map(len, names))
    longest = max(lengths, default=0)
    is_cut = longest >= 20 and longest % 5 == 0 and lengths[longest] >= 3
    return longest if is_cut else None
