"""The directory among the parts of a space; the first steps that it asks."""

from django.db.models import Count, Exists
from django.urls import reverse

from community.people.models import Expertise, Profile
from community.spaces import figures, tabs
from community.spaces.facts import add_facts, facts
from community.spaces.life import add_counts
from community.spaces.standing import place
from community.spaces.welcome import Step, add_step
from portal.access import affiliations

affiliations.register("profile", lambda user: Profile.objects.filter(person=user), word="state")


def is_introduced(user):
    """Somebody who is in the directory: read with what binds them, without a query."""
    return any(state == "shown" for _key, state, _flag in affiliations.of(user, "profile"))


@add_facts
def told(person, space):
    return {
        "says_expertise": Exists(Expertise.objects.filter(profile__person=person)),
    }


@add_counts
def counted(space, crowd):
    """Of all those whom the space opens to."""
    rows = Profile.objects.filter(state="shown", person__in=crowd.standings)
    return {"profiles": (rows, Count("pk"))}


def writing_url(user, space):
    """Nothing to follow before the charter is accepted: the first step leads there."""
    mine = place(user, space)
    return reverse("community:profile_edit", args=[space.slug]) if mine and mine.writes else ""


def introduced(user, space):
    return Step("Se présenter dans l’annuaire", is_introduced(user), writing_url(user, space))


def knowing(user, space):
    done = facts(user, space)["says_expertise"]
    return Step("Dire ce que l’on sait faire", done, writing_url(user, space))


def shown(space, known):
    yield figures.Figure("Profils dans l’annuaire", known["profiles"], is_main=True)


tabs.add(tabs.Tab("Annuaire", "community:people", order=70))
add_step(introduced, order=20)
add_step(knowing, order=30)
figures.add(shown, order=20)
