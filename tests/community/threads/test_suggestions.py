"""Similar questions, while typing and after a first submission without scripts; only those one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Space, Thread
from community.threads import words
from portal.web.submissions.once import new_key
from tests.community.factories import club, make_thread, make_writer

pytestmark = pytest.mark.django_db
ASK = "/espace/club/questions/poser/"


@pytest.fixture
def zoe(db):
    return make_writer()


def titles(title, user, space=None):
    return [one.title for one in words.near(space or club(), title, user)]


def test_words_are_those_that_people_mean(zoe):
    make_thread(zoe, "Nettoyage des halls le lundi")
    make_thread(zoe, "Pannes d’ascenseurs")
    make_thread(zoe, "Charges de chauffage")

    assert titles("Qui nettoie le hall ?", zoe) == ["Nettoyage des halls le lundi"]
    assert titles("ASCENSEUR en panne", zoe) == ["Pannes d’ascenseurs"]
    assert titles("Le jardin", zoe) == titles("de la", zoe) == titles("", zoe) == []


def test_the_nearest_comes_first_and_five_are_told(zoe):
    for rank in range(7):
        make_thread(zoe, f"Ascenseur numéro {rank}")
    make_thread(zoe, "Ascenseur en panne le dimanche")

    found = titles("Panne d’ascenseur, dimanche", zoe)
    assert (found[0], len(titles("Ascenseur", zoe))) == ("Ascenseur en panne le dimanche", 5)


def test_only_what_one_sees_is_told(signed_in, zoe, bob):
    group = Space.objects.create(slug="secret", kind="group", name="Secret")
    thread = make_thread(zoe, "Ascenseur en panne")
    Thread.objects.filter(pk=thread.pk).update(space=group)
    thread.words.update(space=group)

    assert (titles("Ascenseur", zoe, group), titles("Ascenseur", zoe)) == ([], [])
    make_thread(zoe, "Ascenseur bloqué")
    assert titles("Ascenseur", bob) == []
    assert signed_in(bob).get("/espace/club/questions/proches/?title=Ascenseur").status_code == 404


def test_typing_gets_a_part_of_page(signed_in, zoe):
    make_thread(zoe, "Ascenseur en panne")
    said = signed_in(zoe).get("/espace/club/questions/proches/", {"title": "mon ascenseur"})

    assert ("Ascenseur en panne" in said.text, "<html" in said.text) == (True, False)


def test_without_scripts_the_first_submit_tells_and_the_second_asks(signed_in, zoe):
    make_thread(zoe, "Ascenseur en panne")
    client = signed_in(zoe)
    sent = {"title": "Mon ascenseur", "source": "Texte gardé", "once": new_key()}
    told = client.post(ASK, sent)
    assert (told.status_code, Thread.objects.count()) == (200, 1)
    for words_ in (
        "Une question proche existe",
        "Ascenseur en panne",
        "Poser quand même",
        "Texte gardé",
    ):
        assert words_ in told.text
    done = client.post(ASK, sent | {"quand_meme": "1"})

    assert (done.status_code, Thread.objects.count()) == (302, 2)


def test_three_queries_at_most_whatever_there_is(zoe):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            titles("Panne d’ascenseur, dimanche", zoe)
        return len(queries)

    make_thread(zoe, "Panne d’ascenseur")
    titles("x y", zoe)
    one = cost()
    for rank in range(30):
        make_thread(zoe, f"Panne d’ascenseur {rank}")
    assert (cost(), one <= 3) == (one, True)
