"""Home of a member: long lists stay readable, an empty one says what comes next."""

from datetime import date, datetime

import pytest
from django.template.loader import render_to_string

from portal.core import clock
from portal.web import worklist
from portal.web.worklist import DO, WAIT, Task


def task(number, url="/espace/dossiers/x/", due_on=None):
    return Task(WAIT, f"Ligne {number}", "", url, "vous", due_on)


def test_a_short_list_is_shown_row_by_row():
    tasks = [task(n) for n in range(8)]
    assert worklist.fold(WAIT, tasks) == worklist.FoldedList(tasks, [])


def test_a_long_list_folds_what_follows_under_the_space_s_own_words():
    addresses = ["/espace/dossiers/a/", "/espace/audits/b/", "/espace/dossiers/c/", "/ailleurs/"]
    tasks = [task(n) for n in range(6)] + [task(n, url) for n, url in enumerate(addresses, 6)]

    found = worklist.fold(WAIT, tasks)

    assert found.rows == tasks[:6]
    assert [(label, [t.url for t in rows]) for label, rows in found.folds] == [
        ("Dossiers", ["/espace/dossiers/a/", "/espace/dossiers/c/"]),
        ("Audits", ["/espace/audits/b/"]),
        ("Autres", ["/ailleurs/"]),
    ]
    assert found.count == 10


def test_an_empty_list_of_decisions_tells_the_next_date():
    with clock.at(datetime(2026, 11, 24, 9)):
        rows = {
            DO: [],
            WAIT: [task(1, due_on=date(2026, 11, 20)), task(2, due_on=date(2026, 11, 27))],
        }
        assert worklist.next_date(rows) == date(2026, 11, 27)
        assert worklist.next_date({DO: [task(1)]}) is None


def drawn(tasks, **more):
    page = {"id": "en-attente", "title": "En attente", "list": worklist.fold(WAIT, tasks)}
    return render_to_string("portal/worklist.html", page | more)


@pytest.mark.django_db
def test_the_home_draws_the_nearest_rows_and_leads_to_all_of_them(signed_in, alice):
    tasks = [task(n) for n in range(9)]

    home, whole = drawn(tasks), drawn(tasks, is_whole=True)

    assert [one.title in home for one in tasks] == [True] * 6 + [False] * 3
    assert '<a href="/espace/?tout=1#en-attente">Voir les 3 autres' in home
    assert "(dossiers 3)" in home
    assert all(one.title in whole for one in tasks)
    assert "tout=1" not in whole
    asked = {path: signed_in(alice).get(path) for path in ("/espace/", "/espace/?tout=1")}
    assert [page.context["is_whole"] for page in asked.values()] == [False, True]
