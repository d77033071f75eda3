"""Law of the scenario: each object that it can create or change, a screen can, by the right persona."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from labelling.models import AuditorStatement, LabelDossier
from portal import access
from portal.scenario import ACTS, SCREENS
from portal.scenario.registry import PEOPLE, Screen
from portal.workflow import WORKFLOWS
from tests.access.lines import OK, closed, public, seen
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, EVERYBODY, MEMBERS, OFFICE, OWN
from tests.access.worlds.assignments import OFFICERS
from tests.access.worlds.labelling.follow_up import BUREAU

# Whom the words of `who=` name among the personas of the access matrix.
WHO = {
    "l’organisme": OWN,
    "la personne signataire": ("alice",),
    "un autre organisme": ("bob",),
    "le référent label": OFFICE,
    "le bureau du label": BUREAU,
    "l’auditeur": ("ali",),
    "le secrétariat du comité": ("nora",),
    "la présidence du comité": ("carla",),
    "un membre du comité": MEMBERS,
    "la Dircom": ("dircom",),
    "la technique": ("tech",),
    "l’animation de l’espace": ("alice", "chloe"),
    "la technique et le référent label": ("tech", "sonia"),
    "un membre de l’espace": (*OWN, "ali"),
    "toute personne connectée": EVERYBODY,
    "qui tient une fonction": OFFICERS,
    "tout le monde, sans compte": (ANONYMOUS,),
    "une instance, par son accès": (ANONYMOUS,),  # opened in its session by the matrix
    "un agent, par son code": (ANONYMOUS,),
}
# Steps of a dossier that another act does, on its own page: the agenda, a point of it, a merger of organisms.
ON_ANOTHER_PAGE = {
    "inscrire-au-comite": "session_agenda",
    "retirer-de-lordre-du-jour": "item_act",
    "accorder-le-label": "item_act",
    "refuser-le-label": "item_act",
    "ajourner": "item_act",
    "arreter-le-dossier": "organism_merge",
    "rouvrir-apres-annulation": "item_act",
    "reexaminer-l-ajournement": "request_act",
}


def lines_of(screen, lines):
    """The lines of the matrix that ask this page, or this step of it."""
    name, _, address = screen.name.partition(" ")
    return [
        line
        for line in lines
        if line.name == screen.name
        or (line.name == name and (not address or address in line.literal))
    ]


def fault(name, screen, lines=LINES, who=WHO):
    """What is wrong with the screen of an act, in a sentence; "" otherwise."""
    said = [bool(one) for one in (screen.name, screen.why, screen.to_do)]
    if said.count(True) != 1:
        return f"{name}: a screen, or why there is none, or that it is to do: one of them"
    if not screen.name:
        return ""
    if screen.who not in who:
        return f"{name}: nobody is named « {screen.who} »"
    found = lines_of(screen, lines)
    if not found:
        return f"{name}: the access matrix has no line for {screen.name}"
    if not any(line.wanted(one) == OK for line in found for one in who[screen.who]):
        return f"{name}: no line of {screen.name} lets {screen.who} write"
    return ""


def test_what_an_act_does_its_person_does_on_a_screen():
    screens = SCREENS | {"people": PEOPLE}

    assert sorted(SCREENS) == sorted(ACTS)
    assert [said for name, one in screens.items() if (said := fault(name, one))] == []


def step_fault(thing, step, lines=LINES):
    """What is wrong with the page of a step that a person does, in a sentence; "" otherwise."""
    page = f"{urlsplit(thing.get_absolute_url()).path}{step.address}/"
    view = re.split(r"[.:]", resolve(page).view_name)[-1]
    if view == "wagtail_serve":  # what no page of the portal takes
        view = ON_ANOTHER_PAGE.get(step.address, "") if isinstance(thing, LabelDossier) else ""
    if not view:
        return f"{page}: no page"
    found = [line for line in lines if line.name.partition(" ")[0].rpartition(":")[2] == view]
    if any(line.wanted(one) == OK for line in found for one in EVERYBODY):
        return ""
    return f"{page}: nobody of the access matrix may write on {view}"


@pytest.mark.django_db
def test_each_step_of_a_table_that_a_person_does_has_its_page(world):
    """A scenario plays the steps too: each is a page of its thing, which somebody of the matrix opens."""
    tables = [one for model, one in WORKFLOWS.items() if model._meta.app_label != "tests"]
    found = []
    for table in tables:
        steps = [one for one in table.transitions.values() if one.by is not access.clock]
        thing = table.model._base_manager.order_by("pk").first()
        found += [said for step in steps if (said := step_fault(thing, step))]

    assert (found, len(tables) > 40) == ([], True)


@pytest.mark.django_db
def test_control_a_step_without_page_or_that_nobody_opens_is_told(world):
    thing = AuditorStatement.objects.first()
    step = thing.workflow.transitions["confirm"]

    assert "no page" in step_fault(thing, replace(step, slug="a/b"))
    assert "nobody of the access matrix" in step_fault(thing, step, ())


def test_acts_that_lack_a_screen_are_listed_in_one_place():
    """À faire: none today."""
    assert [name for name in ACTS if SCREENS[name].to_do] == []


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        (Screen(), "one of them"),
        (Screen("x:page", "l’auditeur", why="rien"), "one of them"),
        (Screen("x:page", "la voisine"), "nobody is named"),
        (Screen("x:absente", "l’auditeur"), "has no line"),
        (Screen("x:page", "la Dircom"), "lets la Dircom write"),
        (Screen("x:nobody", "l’auditeur"), "lets l’auditeur write"),
        (Screen("x:page tourner", "l’auditeur"), "has no line"),
        (Screen("x:page ouvrir", "l’auditeur"), ""),
        (Screen("x:open", "tout le monde, sans compte"), ""),
        (Screen(why="il nomme"), ""),
    ],
)
def test_control_an_act_without_screen_or_whose_person_may_not_write_is_told(screen, said):
    lines = (
        seen("x:page", by=("ali", "dircom"), write=("ali",), literal=("ouvrir",)),
        closed("x:nobody"),
        public("x:open"),
    )

    told = fault("act", screen, lines)

    assert (said in told, bool(told)) == (True, bool(said))
