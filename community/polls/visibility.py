"""Visibility of surveys: the space once open, its animators from the draft; named answers, once closed."""

from dataclasses import dataclass

from django.db.models import Q

from community.spaces.members.roles import current, places, readers
from community.spaces.visibility import OFFICE
from portal.access import NONE, Visibility
from portal.models import Role, User

SHOWN = ("open", "closed", "published")
ENDED = ("closed", "published")


@dataclass(frozen=True)
class InSpace(Visibility):
    """Whom the space is open to today (BR-88); `to` is the path from the thing to its survey."""

    to: str = ""
    only_animators: bool = False

    def condition(self, model, user):
        if not user.is_authenticated or not user.is_active:
            return NONE
        mine = places(user).items()
        keys = [key for key, one in mine if self._takes(one)]
        if not keys:
            return NONE
        return Q(**{f"{self.to}space__in": keys}) & (self.when() if self.when else Q())

    def _takes(self, place):
        return not self.only_animators or (place.is_animator and place.writes)

    def people(self, thing):
        space = (thing.survey if self.to else thing).space
        chosen = User.objects.filter(is_active=True, pk__in=readers(space))
        if not self.only_animators:
            return chosen
        animators = space.people.filter(current(), function="animator")
        return chosen.filter(pk__in=animators.values("person"))


ANIMATORS = "les personnes qui co-animent l’espace"
SURVEY = (
    InSpace(
        "les membres de l’espace",
        "parce que l’enquête leur est posée",
        when=lambda: Q(state__in=SHOWN),
    ),
    InSpace(ANIMATORS, "parce qu’elles composent l’enquête", only_animators=True),
    *OFFICE,
)
NAMED = (
    Visibility("la personne", "parce que c’est sa réponse", path="person"),
    InSpace(
        ANIMATORS,
        "parce que l’enquête est nominative et close",
        to="survey__",
        only_animators=True,
        when=lambda: Q(survey__state__in=ENDED),
    ),
    *(
        Visibility(who, why, role=role, when=lambda: Q(survey__state__in=ENDED))
        for who, why, role in (
            ("le référent label", "parce qu’il anime les communautés", Role.REFERENT),
            ("le suppléant du référent", "parce qu’il le remplace", Role.DEPUTY),
        )
    ),
)
