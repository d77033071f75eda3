"""Voting rules of the committee as dated data; the arithmetic is in votes.py."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from labelling.parties.framework.versions import Version
from labelling.parties.framework.votes import QUESTIONS

AT_LEAST_ONE = [MinValueValidator(1)]


def valid_special(value):
    """Validates « label.refuse », « withdrawal.yes »: a question and one of its answers."""
    known = {
        f"{kind}.{option}" for kind, question in QUESTIONS.items() for option in question.options
    }
    if not isinstance(value, list) or not set(value) <= known:
        raise ValidationError(
            "Une liste de « question.réponse » est attendue, par exemple label.refuse."
        )


def refusals_and_withdrawal():
    return ["label.refuse", "accreditation.refuse", "withdrawal.yes"]


class CommitteeRulesVersion(Version):
    """Quorum, majorities, casting vote and motivation. All defaults are ours, none is the label's."""

    quorum_num = models.PositiveSmallIntegerField(
        "quorum, numérateur", default=1, validators=AT_LEAST_ONE
    )
    quorum_den = models.PositiveSmallIntegerField(
        "quorum, dénominateur", default=2, validators=AT_LEAST_ONE
    )
    majority_num = models.PositiveSmallIntegerField(
        "majorité, numérateur", default=1, validators=AT_LEAST_ONE
    )
    majority_den = models.PositiveSmallIntegerField(
        "majorité, dénominateur", default=2, validators=AT_LEAST_ONE
    )
    special_num = models.PositiveSmallIntegerField(
        "majorité renforcée, numérateur", default=2, validators=AT_LEAST_ONE
    )
    special_den = models.PositiveSmallIntegerField(
        "majorité renforcée, dénominateur", default=3, validators=AT_LEAST_ONE
    )
    special_answers = models.JSONField(
        "réponses à majorité renforcée",
        default=refusals_and_withdrawal,
        blank=True,
        validators=[valid_special],
    )
    casting_vote = models.BooleanField("voix prépondérante du président", default=True)
    motivation_min = models.PositiveSmallIntegerField(
        "motivation minimale (caractères)", default=50
    )
    written_consultation_days = models.PositiveSmallIntegerField(
        "consultation écrite (jours)", default=15
    )
    rule_text = models.TextField("règle affichée")

    class Meta(Version.Meta):
        verbose_name = "règles du comité"
        verbose_name_plural = "règles du comité"
        constraints = (
            *Version.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(quorum_num__lte=models.F("quorum_den"), quorum_num__gte=1),
                name="committee_quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    majority_num__lt=models.F("majority_den"),
                    special_num__lte=models.F("special_den"),
                ),
                name="committee_majorities_are_shares",
            ),
        )

    @property
    def kind_label(self):
        return "Règles du comité"

    @property
    def quorum_share(self):
        return Fraction(self.quorum_num, self.quorum_den)

    @property
    def majority(self):
        """To be exceeded by the votes cast: more than one half."""
        return Fraction(self.majority_num, self.majority_den)

    @property
    def special_majority(self):
        """To be reached by the votes cast: two thirds or more."""
        return Fraction(self.special_num, self.special_den)

    def is_special(self, item_kind, option):
        return f"{item_kind}.{option}" in self.special_answers
