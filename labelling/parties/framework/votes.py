"""Voting arithmetic: quorum, majorities, ties (BR-52, BR-54, BR-55), and the sentences that tell them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from portal.ui import words

ABSTAIN, ADJOURN = "abstain", "adjourn"
OPTION_LABELS = {
    "grant": "Accorder le label",
    "grant_with_recommendations": "Accorder le label avec recommandations",
    "refuse": "Refuser",
    "validate": "Valider l’agrément",
    "yes": "Oui",
    "no": "Non",
    ADJOURN: "Ajourner",
    ABSTAIN: "S’abstenir",
}


DECIDED = {  # what « oui », then « non », decide of each question
    "extension": ("Proroger le label", "Ne pas proroger le label"),
    "suspension": ("Suspendre le label", "Ne pas suspendre le label"),
    "reinstatement": ("Lever la suspension", "Maintenir la suspension"),
    "withdrawal": ("Retirer le label", "Ne pas retirer le label"),
}


def decision_label(kind, option):
    """What was decided of a question, as the minutes and the agenda say it: never « Oui » alone."""
    if option in ("yes", "no"):
        return DECIDED[kind][option == "no"]
    return OPTION_LABELS.get(option, option)


@dataclass(frozen=True)
class Question:
    """What is put to the vote. `favourable` answers count together, the first being the fullest.

    Without a majority the point is adjourned. `short_of_special` is the outcome when an answer had the
    simple majority and missed the special one: a withdrawal is rejected, a refusal is adjourned.
    """

    label: str
    favourable: tuple
    against: str
    short_of_special: str = "no"

    @property
    def options(self):
        return (*self.favourable, ADJOURN, self.against, ABSTAIN)

    @property
    def camps(self):
        """In the order in which they are looked at: for, against, adjourn."""
        return (self.favourable, (self.against,), (ADJOURN,))


QUESTIONS = {
    "label": Question("Label", ("grant", "grant_with_recommendations"), "refuse", ADJOURN),
    "accreditation": Question("Agrément d’un auditeur", ("validate",), "refuse", ADJOURN),
    "extension": Question("Prorogation du label", ("yes",), "no"),
    "suspension": Question("Suspension du label", ("yes",), "no"),
    "reinstatement": Question("Fin de la suspension", ("yes",), "no"),
    "withdrawal": Question("Retrait du label", ("yes",), "no"),
}


@dataclass(frozen=True)
class Outcome:
    """What the vote says. `carried`: an answer got the majority it needs; otherwise adjourned or rejected.

    `option` is None when there was no ballot at all. The président validates (BR-56).
    """

    option: str | None
    carried: bool
    sentence: str


def quorum_needed(seats: int, recused: int, rules) -> int | None:
    """Seats that must be present: the share of non-recused seats, rounded up. None: nobody may decide."""
    eligible = seats - recused
    if eligible <= 0:
        return None
    return max(1, ceil(eligible * rules.quorum_share))


def has_quorum(present: int, seats: int, recused: int, rules) -> bool:
    """BR-54: `present` counts the non-recused seats in the room for this very item."""
    needed = quorum_needed(seats, recused, rules)
    return needed is not None and present >= needed


def count_ballots(ballots: Iterable[tuple], recused=frozenset()) -> Counter:
    """Counts (seat, option) pairs. A recused seat's ballot is rejected before counting (BR-52)."""
    return Counter(option for seat, option in ballots if seat not in recused)


def outcome(
    ballots: Mapping[str, int], *, item_kind: str, rules, chair_option: str | None = None
) -> Outcome:
    """The outcome of a vote by option counts. ValueError for an option that the question does not offer.

    Votes cast are ballots without abstentions; « ajourner » is a vote cast. An answer carries when
    it exceeds the simple majority, or reaches the special one where the rules ask for it. When an
    answer has exactly half, the président's own vote decides, never against a special majority.
    """
    question = QUESTIONS[item_kind]
    if unknown := [
        option for option, count in ballots.items() if count and option not in question.options
    ]:
        raise ValueError(
            f"réponse inconnue pour « {question.label} » : {', '.join(sorted(unknown))}"
        )
    if not any(ballots.values()):
        return Outcome(None, False, "Aucun bulletin n’a été déposé.")
    tallies = _tallies(question, item_kind, ballots, chair_option, rules)
    for tally in tallies:
        if tally.carries or tally.carries_by_chair:
            option = _variant(tally.camp, ballots, chair_option)
            return Outcome(option, True, f"{_counts(question, ballots)} {tally.sentence}")
    option, why = _not_carried(question, tallies)
    return Outcome(option, False, f"{_counts(question, ballots)} {why}")


@dataclass(frozen=True)
class Tally:
    """One camp's votes against what it needs."""

    kind: str
    camp: tuple
    votes: int
    cast: int
    chair_option: str | None
    rules: object

    @property
    def is_special(self):
        return any(self.rules.is_special(self.kind, option) for option in self.camp)

    @property
    def simple(self):
        return floor(self.cast * self.rules.majority) + 1

    @property
    def needed(self):
        """Votes needed: above the simple majority, or at least the special one."""
        return (
            max(1, ceil(self.cast * self.rules.special_majority))
            if self.is_special
            else self.simple
        )

    @property
    def is_short_of_special(self):
        return self.is_special and self.simple <= self.votes < self.needed

    @property
    def carries(self):
        return self.votes >= self.needed

    @property
    def is_tie(self):
        return self.votes > 0 and 2 * self.votes == self.cast

    @property
    def carries_by_chair(self):
        """Exactly half of the votes cast, under a rule of one half, with the président's vote."""
        chair_decides = self.rules.casting_vote and self.chair_option in self.camp
        return (
            self.is_tie
            and chair_decides
            and self.rules.majority == Fraction(1, 2)
            and not self.is_special
        )

    @property
    def rule(self):
        share = self.rules.special_majority if self.is_special else self.rules.majority
        return f"{'au moins' if self.is_special else 'plus de'} {share_in_words(share)}"

    @property
    def share(self):
        """« 7 voix sur 11, soit 63,6 % »."""
        votes = words.count(self.votes, "voix", "voix")
        return f"{votes} sur {words.number(self.cast)}, soit {percent(self.votes, self.cast)}"

    @property
    def sentence(self):
        if not self.carries:
            return f"Égalité : {self.share} ; la voix du président l’emporte."
        return f"{self.share} ; il en faut {self.rule} ({words.number(self.needed)}) : majorité atteinte."


def share_in_words(share: Fraction) -> str:
    known = {
        Fraction(1, 2): "la moitié",
        Fraction(2, 3): "les deux tiers",
        Fraction(3, 5): "les trois cinquièmes",
        Fraction(3, 4): "les trois quarts",
        Fraction(1): "la totalité",
    }
    return known.get(share, f"{share.numerator}/{share.denominator}")


def percent(part: int, whole: int) -> str:
    """« 63,6 % », half-up to one decimal."""
    tenths = floor(Fraction(part * 1000, whole) + Fraction(1, 2))
    text = f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return f"{text}{words.NBSP}%"


def _variant(camp, ballots, chair_option):
    """Inside a camp the larger variant; equal, the président's, else the more demanding (the last)."""
    best = max(ballots.get(option, 0) for option in camp)
    leaders = [option for option in camp if ballots.get(option, 0) == best]
    return chair_option if chair_option in leaders else leaders[-1]


def _counts(question, ballots):
    """« Pour : 6. Contre : 5. Ajourner : 0. Abstentions : 1. »"""
    camps = (
        ("Pour", question.favourable),
        ("Contre", (question.against,)),
        ("Ajourner", (ADJOURN,)),
        ("Abstentions", (ABSTAIN,)),
    )
    sums = ((label, sum(ballots.get(option, 0) for option in camp)) for label, camp in camps)
    return " ".join(f"{label} : {count}." for label, count in sums)


def _tallies(question, item_kind, ballots, chair_option, rules):
    cast = sum(count for option, count in ballots.items() if option != ABSTAIN)
    sums = ((camp, sum(ballots.get(option, 0) for option in camp)) for camp in question.camps)
    return [Tally(item_kind, camp, votes, cast, chair_option, rules) for camp, votes in sums]


def _not_carried(question, tallies):
    """(option, sentence) when no answer has the majority it needs."""
    best = max(tallies, key=lambda tally: tally.votes)
    if not best.cast:
        return ADJOURN, "Aucun suffrage exprimé : le point est ajourné."
    if best.is_tie:
        return (
            ADJOURN,
            f"Égalité : {best.share}, que le président n’a pas départagée : le point est ajourné.",
        )
    option = question.short_of_special if best.is_short_of_special else ADJOURN
    end = "le point est ajourné" if option == ADJOURN else "la proposition est rejetée"
    return option, f"{best.share} ; il en faut {best.rule} ({words.number(best.needed)}) : {end}."
