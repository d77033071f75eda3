"""The directory among the parts of a space; the first steps that it asks."""

from django.urls import reverse

from community.people.models import Expertise, Profile
from community.spaces import figures, tabs
from community.spaces.standing import place, readers
from community.spaces.welcome import Step, add_step


def writing_url(user, space):
    """Nothing to follow before the charter is accepted: the first step leads there."""
    mine = place(user, space)
    return reverse("community:profile_edit", args=[space.slug]) if mine and mine.writes else ""


def introduced(user, space):
    done = Profile.objects.filter(person=user.pk, state="shown").exists()
    return Step("Se présenter dans l’annuaire", done, writing_url(user, space))


def knowing(user, space):
    done = Expertise.objects.filter(profile__person=user.pk).exists()
    return Step("Dire ce que l’on sait faire", done, writing_url(user, space))


def shown(space):
    rows = Profile.objects.filter(state="shown", person__in=readers(space))
    yield figures.Figure("Profils dans l’annuaire", rows.count(), is_main=True)


tabs.add(tabs.Tab("Annuaire", "community:people", order=70))
add_step(introduced, order=20)
add_step(knowing, order=30)
figures.add(shown, order=20)
