"""Commune of a residence, from its Insee code, name and postal code."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from labelling.path.stock.files.issues import Findings, Issue
from labelling.path.stock.files.sentences import quote_value
from labelling.territories import (
    Commune,
    communes_named,
    communes_of,
    current_commune,
    fold_name,
    former_commune,
    former_communes_of,
    other_postal_codes,
)
from portal.spreadsheets.sheets import is_blank

WELL_FORMED = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
WITH_ARRONDISSEMENTS = ("Paris", "Lyon", "Marseille")
ARRONDISSEMENT = re.compile(r"(paris|lyon|marseille) (0?\d|1\d|20)(er|e|eme)?( arrondissement)?")


def usual_departements(towns: Iterable[object]) -> frozenset[str]:
    """Where these names of communes leave no doubt."""
    named = (communes_named(str(town)) for town in set(towns))
    return frozenset(found[0].departement for found in named if len(found) == 1)


@dataclass(frozen=True, slots=True)
class Place:
    commune: Commune | None
    issues: tuple[Issue, ...]

    @property
    def values(self) -> dict[str, object]:
        if (one := self.commune) is None:
            return {}
        return {
            "commune": one.name,
            "insee": one.insee,
            "departement": one.departement,
            "region": one.region,
        }

    @property
    def is_sure(self) -> bool:
        return self.commune is not None and not any(issue.is_doubtful for issue in self.issues)


def place_of(
    raw: str | int | float | None,
    name: str | None,
    postcode: str | None,
    has_name_column: bool,
    departements: Container[str] = (),
) -> Place:
    """`departements`: those of the other lines, where a name that several communes bear is looked for."""
    text = "" if is_blank(raw) else re.sub(r"\s", "", quote_value(raw)).upper()
    code = f"0{text}" if re.fullmatch(r"[0-9]{4}", text) else text
    search = _Search(raw, text, code, name, postcode, departements)
    current = search.find()
    if current:
        search.tell_name(current, has_name_column)
        search.tell_postcode(current)
    return Place(current, tuple(search.found))


@dataclass(slots=True)
class _Search:
    """`raw` as read, `text` without spaces, `code` with the zero that a spreadsheet may have lost."""

    raw: object
    text: str
    code: str
    name: str | None
    postcode: str | None
    departements: Container[str] = ()
    found: Findings = field(default_factory=Findings)

    def find(self) -> Commune | None:
        current = current_commune(self.code) if WELL_FORMED.fullmatch(self.code) else None
        where = self.by_name()
        if current and where and where is not current and self.code == self.postcode:
            return self.postcode_instead(where)
        if current:
            self.tell_code(current)
            return self.agreed(current, where)
        if not self.text:
            return self.code_missing(where)
        if not WELL_FORMED.fullmatch(self.code):
            return self.code_unreadable(where)
        return self.code_unknown(where)

    def by_name(self) -> Commune | None:
        """The only commune of that name, in the department of the postal code if there is one."""
        candidates = _named(self.name) if self.name else ()
        if self.postcode:
            candidates = tuple(one for one in candidates if _is_near(one, self.postcode))
        if len(candidates) > 1 and self.postcode:
            served = [one for one in candidates if _is_served(one, self.postcode)]
            return served[0] if len(served) == 1 else None
        return candidates[0] if len(candidates) == 1 else None

    def code_missing(self, where: Commune | None) -> Commune | None:
        if where:
            code = where.insee
            self.found.tell("insee", "INSEE_RETROUVE", code, where.name, after=code)
        elif self.name and (where := self.elsewhere()):
            code = where.insee
        elif self.name and not _named(self.name):
            self.found.tell("commune", "COMMUNE_INCONNUE", self.name, before=self.name)
        elif self.name:
            self.found.tell("insee", "OBLIGATOIRE.insee_named", self.name)
        else:
            self.found.tell("insee", "OBLIGATOIRE.insee")
        return where

    def elsewhere(self) -> Commune | None:
        """A commune to confirm: the only one of its name about here, or in France, or of nearly its name."""
        named = _named(self.name or "")
        if not self.postcode:
            named = tuple(one for one in named if one.departement in self.departements)
        if len(named) == 1:
            told = ("INSEE_RETROUVE.named", named[0].insee, named[0].name)
            if not self.postcode:  # else `tell_postcode` says that they do not go together
                self.found.tell("insee", *told, after=named[0].insee)
            return named[0]
        return self.renamed() or self.misspelt() if self.postcode and not named else None

    def renamed(self) -> Commune | None:
        """The commune of today of a name of yesterday, in the département of the postal code."""
        name = fold_name(self.name)
        found = [
            one
            for one in communes_of(_departement(self.postcode))
            if any(fold_name(former.name) == name for former in former_communes_of(one.insee))
        ]
        return found[0] if len(found) == 1 else None

    def misspelt(self) -> Commune | None:
        name = fold_name(self.name)
        near = communes_of(_departement(self.postcode)) if len(name) > 4 else ()
        near = [one for one in near if _is_a_letter_apart(name, fold_name(one.name))]
        if len(near) != 1:
            return None
        (one,) = near
        self.found.tell(
            "commune", "COMMUNE_PROPOSEE", self.name, one.name, before=self.name, after=one.name
        )
        return one

    def code_unreadable(self, where: Commune | None) -> Commune | None:
        """The name of the commune and the postal code together leave no doubt."""
        if where:
            told, kept = (self.raw, where.insee, where.name), {"after": where.insee}
            is_proven = bool(self.postcode)
            self.found.tell(
                "insee", "INSEE_LU_AILLEURS", *told, before=self.raw, is_proven=is_proven, **kept
            )
        else:
            self.found.tell("insee", "INSEE_ILLISIBLE", self.raw, before=self.raw)
        return where

    def code_unknown(self, where: Commune | None) -> Commune | None:
        if where:
            if self.code == self.postcode:
                return self.postcode_instead(where)
            told = (self.code, where.name, where.insee)
            self.found.tell("insee", "INSEE_INCONNU.named", *told, before=self.raw)
            return None
        self.found.tell("insee", "INSEE_INCONNU", self.code, before=self.raw)
        if self.name and not communes_named(self.name):
            self.found.tell("commune", "COMMUNE_INCONNUE", self.name, before=self.name)
        return None

    def postcode_instead(self, where: Commune) -> Commune:
        told = (self.code, where.name, where.insee)
        self.found.tell("insee", "CP_POUR_INSEE", *told, before=self.raw, after=where.insee)
        return where

    def tell_code(self, current: Commune) -> None:
        if self.code != self.text:
            kept = {"before": self.raw, "after": self.code}
            self.found.tell("insee", "INSEE_ZERO_PERDU", self.text, self.code, **kept)
        if former := former_commune(self.code):
            what = "ARRONDISSEMENT" if former.kind == "M" else "ANCIENNE_COMMUNE"
            told = (self.code, former.name, current.name, current.insee)
            self.found.tell("insee", what, *told, before=self.raw, after=current.insee)

    def agreed(self, current: Commune, where: Commune | None) -> Commune | None:
        """None when the name is another commune's: which of the two is wrong is not ours to guess."""
        if not self.name or self.is_name_of(current) or self.is_former_name_of(current):
            return current
        others = communes_named(self.name)
        if not others or _is_part(fold_name(self.name), fold_name(current.name)):
            return current
        if self.postcode and where is None and _is_near(current, self.postcode):
            return current  # a namesake far away: `tell_name` asks to confirm
        other = where or others[0]
        told = (self.code, current.name, other.name, other.insee)
        self.found.tell("insee", "INSEE_COMMUNE_DISCORDANTS", *told, before=self.raw)
        return None

    def is_name_of(self, current: Commune) -> bool:
        folded = _spelt(self.name)
        if folded == fold_name(current.name):
            return True
        if current.name in WITH_ARRONDISSEMENTS and ARRONDISSEMENT.fullmatch(folded):
            return folded.startswith(current.name.lower())
        former = former_commune(self.code)
        return former is not None and folded == fold_name(former.name)

    def is_former_name_of(self, current: Commune) -> bool:
        formers = former_communes_of(current.insee)
        return any(fold_name(former.name) == fold_name(self.name) for former in formers)

    def tell_name(self, current: Commune, has_name_column: bool) -> None:
        kept = {"before": self.name, "after": current.name}
        if not self.name:
            if has_name_column:
                self.found.tell("commune", "COMMUNE_COMPLETEE", current.name, **kept)
        elif self.is_name_of(current):
            is_same = fold_name(self.name) == fold_name(current.name)
            if is_same and _plain(self.name) != _plain(current.name):
                self.found.tell("commune", "COMMUNE_NORMALISEE", self.name, current.name, **kept)
        elif any(issue.code == "COMMUNE_PROPOSEE" for issue in self.found):
            return
        elif self.is_former_name_of(current):
            told = (self.name, current.name, current.name)
            self.found.tell("commune", "COMMUNE_RENOMMEE", *told, **kept)
        else:
            told = (current.insee, current.name, self.name, current.name)
            self.found.tell("commune", "COMMUNE_DIFFERENTE", *told, **kept)

    def tell_postcode(self, current: Commune) -> None:
        if self.postcode and current.postal_code and not _is_near(current, self.postcode):
            told = (self.postcode, current.name, current.postal_code)
            self.found.tell("postcode", "CP_DISCORDANT", *told, before=self.postcode)


def _is_near(one: Commune, postcode: str) -> bool:
    """Some communes are served from the next department: their own first postal code says so."""
    departement = "20" if one.departement in ("2A", "2B") else one.departement
    return postcode.startswith(departement) or postcode[:2] == one.postal_code[:2] != "97"


def _is_served(one: Commune, postcode: str) -> bool:
    return postcode in (one.postal_code, *other_postal_codes().get(one.insee, ()))


def _departement(postcode: str) -> str:
    return postcode[:3] if postcode.startswith("97") else postcode[:2]


def _named(name: str) -> tuple[Commune, ...]:
    """Communes of this name, else of what it is without its arrondissement or with « sur » for « s/ »."""
    if found := communes_named(name):
        return found
    arrondissement = ARRONDISSEMENT.fullmatch(folded := _spelt(name))
    return communes_named(arrondissement[1] if arrondissement else folded)


def _spelt(name: str) -> str:
    """Folded; no commune has « s » for a word."""
    return fold_name(name).replace(" s ", " sur ").replace(" ss ", " sous ")


def _is_a_letter_apart(one: str, other: str) -> bool:
    """One letter missing, doubled or changed."""
    shorter, longer = sorted((one, other), key=len)
    start = next(
        (n for n, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]),
        len(shorter),
    )
    return len(longer) - len(shorter) < 2 and longer[start + 1 :] in (
        shorter[start:],
        shorter[start + 1 :],
    )


def _is_part(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return f" {longer} ".startswith(f" {shorter} ") and len(shorter) > 3


def _plain(name: str) -> str:
    """What typography alone changes is not worth a remark."""
    return name.replace("’", "'").replace("œ", "oe").replace("Œ", "Oe").replace("‑", "-")
