"""Members' directory in a space: its tab, and the first steps of a new member."""

from django.db.models import Count
from django.urls import reverse

from community.people.models import Expertise, Profile
from community.spaces import figures, tabs
from community.spaces.figures import register_counts
from community.spaces.members.roles import place
from community.spaces.members.steps import Step, register_step
from portal.access import affiliations

affiliations.register_affiliation(
    "profile", lambda user: Profile.objects.filter(person=user), word="state"
)


def is_introduced(user):
    """In the directory: read with the person's affiliations, without a query."""
    return any(
        state == "shown" for _key, state, _flag in affiliations.list_affiliations(user, "profile")
    )


@register_counts
def counted(space, crowd):
    """Profiles of all those whom the space is open to."""
    rows = Profile.objects.filter(state="shown", person__in=crowd.standings)
    return {"profiles": (rows, Count("pk"))}


def writing_url(user, space):
    """The charter first, while it is not accepted; else the form."""
    mine = place(user, space)
    return reverse("community:profile_edit", args=[space.slug]) if mine and mine.writes else ""


def introduced(user, space):
    return Step("Se présenter dans l’annuaire", is_introduced(user), writing_url(user, space))


def knowing(user, space):
    done = Expertise.objects.filter(profile__person=user).exists()
    return Step("Dire ce que l’on sait faire", done, writing_url(user, space))


def list_figures(space, known):
    yield figures.Figure("Profils dans l’annuaire", known["profiles"], is_main=True)


tabs.register_tab(tabs.Tab("Annuaire", "community:people", order=70))
register_step(introduced, order=20)
register_step(knowing, order=30)
figures.register_figure(list_figures, order=20)
