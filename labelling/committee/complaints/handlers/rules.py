"""Handlers of a complaint or an appeal, as affiliations."""

from django.db import models

from portal.access import Visibility, affiliations, rule
from portal.models import User
from portal.notifications.recipients import Capacity

affiliations.register_affiliation("handled_complaint", lambda user: user.complaints_handled)
affiliations.register_affiliation("handled_appeal", lambda user: user.appeals_handled)


HANDLER = Capacity(
    "handler",
    "Chargé d’une demande ou d’un recours",
    order=320,
    holds=lambda user: any(
        affiliations.list_affiliations(user, f"handled_{kind}") for kind in ("complaint", "appeal")
    ),
)


def handled(kind):
    """`ties` of a visibility: the keys of the things of that kind that a person handles."""
    return lambda user: [key for key, _, _ in affiliations.list_affiliations(user, kind)]


def visibility(kind):
    return Visibility(
        "les personnes chargées de l’instruction",
        "parce qu’elles instruisent, sans avoir pris part à ce qui est contesté",
        path="handlers",
        ties=handled(kind),
        by="pk",
    )


def handlers_field(related_name):
    return models.ManyToManyField(
        User, related_name=related_name, blank=True, verbose_name="chargés de l’instruction"
    )


class Handled:
    """Mixed in what somebody must handle: until they are named, the ball is with who names them."""

    @property
    def hand(self):
        if self.state == self.State.ACKNOWLEDGED and not self.handlers.all():
            return self.workflow.hands[self.State.RECEIVED]
        return super().hand


@rule("une personne chargée de l’instruction")
def handler(user, thing):
    return any(person.pk == user.pk for person in thing.handlers.all())


@rule("une personne du collège qui n’a pas encore donné son accord")
def undecided(user, appeal):
    return any(person.pk == user.pk for person in missing(appeal))


@rule("une personne du collège dont on attend quelque chose")
def awaited(user, appeal):
    """Once a decision is proposed, those alone who have not agreed to it."""
    is_proposed = appeal.state == appeal.State.PROPOSED
    return undecided(user, appeal) if is_proposed else handler(user, appeal)


def missing(appeal):
    """The members of the college who have not agreed to the decision proposed."""
    agreed = {person.pk for person in appeal.agreed_by.all()}
    return [person for person in appeal.handlers.all() if person.pk not in agreed]
