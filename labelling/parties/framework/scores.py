"""Scoring arithmetic: scores, gates and flag, with the steps that a page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from portal.ui import words

TOP = 3
NA = "na"  # sans objet, as `{% rating %}` writes it; None is « pas encore coté »
FLAGS = {
    "green": "Tous les repères sont atteints",
    "amber": "Un repère n’est pas atteint",
    "red": "Plusieurs repères ne sont pas atteints",
    "": "Rien n’est encore coté",
}


@dataclass(frozen=True)
class Score:
    """A percentage and how it comes: `points` over `maximum`, or the weighted mean `points / maximum`.

    `value` is None when nothing applies. `terms` are (weight, value) pairs, as summed.
    """

    value: Decimal | None
    points: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    terms: tuple = ()

    @property
    def shown(self):
        """« 66,7 % », or « sans score »."""
        if self.value is None:
            return "sans score"
        return f"{words.number(self.value, 1)}{words.NBSP}%"

    @property
    def arithmetic(self):
        """« (1×3 + 1×2 + 1×1) / 9 = 66,7 % »."""
        if self.value is None:
            return "aucun critère ne s’applique"
        terms = " + ".join(f"{weight}×{words.number(value)}" for weight, value in self.terms)
        return f"({terms}) / {words.number(self.maximum)} = {self.shown}"


def rating_of(answer):
    """The rating that an answer or an audit's rating holds: 0 to 3, NA, or None."""
    return NA if answer.is_na else answer.rating


def theme_score(pairs: Iterable[tuple]) -> Score:
    """Σ(weight × rating) / Σ(weight × 3), in %, over (weight, rating) pairs that have a rating."""
    terms = tuple((weight, _valid(rating)) for weight, rating in pairs if rating not in (NA, None))
    points = sum(weight * rating for weight, rating in terms)
    maximum = sum(weight * TOP for weight, _ in terms)
    if not maximum:
        return Score(None)
    return Score(_percent(Fraction(points, maximum)), Decimal(points), Decimal(maximum), terms)


def global_score(pairs: Iterable[tuple]) -> Score:
    """Σ(weight × theme score) / Σ weight, over (weight, score) pairs whose score is not None.

    The scores are those shown (one decimal), so that anybody can do the sum again.
    """
    terms = tuple((weight, value) for weight, value in pairs if value is not None)
    weights = sum(weight for weight, _ in terms)
    if not weights:
        return Score(None)
    points = sum((weight * value for weight, value in terms), Decimal(0))
    share = Fraction(points) / weights / 100
    return Score(_percent(share), Decimal(points), Decimal(weights), terms)


@dataclass(frozen=True)
class ThemeResult:
    """A theme with its score and its lines: (criterion, rating) in the order of the framework."""

    theme: object
    score: Score
    lines: tuple


@dataclass(frozen=True)
class Gate:
    """A marker shown to the committee; it decides nothing. `faults` are what misses it."""

    code: str
    label: str
    is_met: bool
    faults: tuple = ()


@dataclass(frozen=True)
class Evaluation:
    """Everything that a page shows of ratings on a framework."""

    themes: tuple
    score: Score
    gates: tuple
    open_major: int

    @property
    def flag(self):
        """green: all met; amber: one missed; red: two or more, or an open major; "": nothing rated."""
        if self.score.value is None:
            return ""
        missed = sum(not gate.is_met for gate in self.gates)
        if self.open_major or missed > 1:
            return "red"
        return "amber" if missed else "green"

    @property
    def flag_label(self):
        if self.open_major and self.flag:
            return "Une non-conformité majeure est ouverte"
        return FLAGS[self.flag]


def evaluate(framework, criteria, ratings: Mapping, *, open_major: int = 0) -> Evaluation:
    """Score `ratings` (criterion code → 0 to 3, NA or None) on the criteria in scope."""
    groups = {}
    for criterion in criteria:
        groups.setdefault(criterion.theme, []).append((criterion, ratings.get(criterion.code)))
    themes = tuple(
        ThemeResult(theme, theme_score((c.weight, rating) for c, rating in lines), tuple(lines))
        for theme, lines in groups.items()
    )
    total = global_score((result.theme.weight, result.score.value) for result in themes)
    return Evaluation(themes, total, _gates(framework, themes, total, open_major), open_major)


def _gates(framework, themes, total, open_major):
    own = [result for result in themes if result.theme.gate is not None]
    names = ", ".join(f"{result.theme.code} {result.theme.gate}{words.NBSP}%" for result in own)
    gates = [
        _mandatory_gate(framework.gate_mandatory, themes),
        _score_gate(
            "themes",
            f"Aucun thème sous {framework.gate_theme}{words.NBSP}%",
            [(result, framework.gate_theme) for result in themes],
        ),
        Gate(
            "global",
            f"Score global d’au moins {framework.gate_global}{words.NBSP}%",
            total.value is not None and total.value >= framework.gate_global,
            (total.shown,),
        ),
        Gate(
            "major",
            "Aucune non-conformité majeure ouverte",
            not open_major,
            (words.count(open_major, "ouverte", "ouvertes"),) if open_major else (),
        ),
    ]
    if own:
        pairs = [(result, result.theme.gate) for result in own]
        gates.append(_score_gate("key_themes", f"Thèmes clés : au moins {names}", pairs))
    return tuple(gates)


def _mandatory_gate(least, themes):
    """A mandatory criterion that is not rated yet misses the gate as one rated too low."""
    faults = tuple(
        f"{criterion.code} : {'non coté' if rating is None else rating}"
        for result in themes
        for criterion, rating in result.lines
        if criterion.mandatory and rating != NA and (rating is None or rating < least)
    )
    label = f"Aucun critère obligatoire sous {least}"
    return Gate("mandatory", label, not faults, faults)


def _score_gate(code, label, pairs):
    faults = tuple(
        f"{result.theme.code} : {result.score.shown}"
        for result, least in pairs
        if result.score.value is not None and result.score.value < least
    )
    return Gate(code, label, not faults, faults)


def _valid(rating):
    if type(rating) is not int or not 0 <= rating <= TOP:
        raise ValueError(f"une cotation va de 0 à {TOP} : {rating}")
    return rating


def _percent(share: Fraction) -> Decimal:
    """In %, half-up to one decimal."""
    return Decimal(floor(share * 1000 + Fraction(1, 2))) / 10
