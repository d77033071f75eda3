"""Home page of a member: what the whole portal has to say to them, then the three lists of tasks (`?tout=1`)."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import path

from portal.access.roles import CMS_ROLES
from portal.web import navigation, worklist

BLOCKS = []


@dataclass(frozen=True)
class Block:
    """What stands above the lists: a template, and what it says (`block.said`)."""

    template: str
    said: object = None


def register_home_block(function):
    """Register `function(user)`: the Block that stands above the lists, or None where nothing does."""
    BLOCKS.append(function)
    return function


def home(request):
    lists = worklist.lists(request.user)
    page = {name: worklist.fold(name, tasks) for name, tasks in lists.items()}
    page |= {
        "is_empty": not any(lists.values()),
        "is_whole": "tout" in request.GET,
        "next_date": worklist.next_date(lists),
        "blocks": [found for block in BLOCKS if (found := block(request.user))],
        "greeting": f"Bonjour {request.user.first_name}",
    }
    return render(request, "portal/space.html", page)


def enters_the_cms(user):
    return user.is_authenticated and any(user.has_role(role) for role in CMS_ROLES)


navigation.register_entry(
    navigation.SPACE,
    navigation.Entry("Accueil", "space", order=0),
    navigation.Entry("Calendrier", "calendar", order=5, root="/espace/calendrier/"),
    navigation.Entry("Gestion", "wagtailadmin_home", enters_the_cms, order=950),
)
navigation.register_entry(
    navigation.PUBLIC,
    navigation.Entry("Espace membre", "space", order=900, root="/espace/"),
)
urlpatterns = [path("espace/", home, name="space")]
