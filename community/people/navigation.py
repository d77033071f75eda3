"""The directory among the parts of a space; the first steps that it asks."""

from django.urls import reverse

from community.people.models import Expertise, Profile
from community.spaces import figures, tabs
from community.spaces.standing import readers
from community.spaces.welcome import Step, add_step


def introduced(user, space):
    done = Profile.objects.filter(person=user.pk, state="shown").exists()
    return Step(
        "Se présenter dans l’annuaire", done, reverse("community:profile_edit", args=[space.slug])
    )


def knowing(user, space):
    done = Expertise.objects.filter(profile__person=user.pk).exists()
    return Step(
        "Dire ce que l’on sait faire", done, reverse("community:profile_edit", args=[space.slug])
    )


def shown(space):
    rows = Profile.objects.filter(state="shown", person__in=readers(space))
    yield figures.Figure("Profils dans l’annuaire", rows.count(), is_main=True)


tabs.add(tabs.Tab("Annuaire", "community:people", order=70))
add_step(introduced, order=20)
add_step(knowing, order=30)
figures.add(shown, order=20)
