"""Charter of ethics of auditors: a dated text, read on its page, its version kept by who accepts it."""

from datetime import date, datetime, time

import pytest

from labelling.parties.accreditation.auditors import charter
from labelling.parties.accreditation.models import AuditorAccreditation
from portal.core import clock
from portal.ui import words
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.labelling.accreditation.factories import make_accreditation
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOT_YET = {"ethics_accepted_on": None, "ethics_version": ""}


def door(accreditation):
    return f"{accreditation.get_absolute_url()}charte/"


def kept(accreditation):
    names = "ethics_accepted_on", "ethics_version"
    return AuditorAccreditation.objects.values_list(*names).get(pk=accreditation.pk)


def next_version(monkeypatch, starts_on=date(2026, 1, 1)):
    """As a file of tomorrow would say it: the text is data."""
    text = charter.versions()["2025.1"] | {"version": "2026.1", "starts_on": starts_on}
    monkeypatch.setattr(charter, "versions", lambda: {"2025.1": FIRST, "2026.1": text})


FIRST = charter.versions()["2025.1"]


def test_the_text_says_the_rules_that_bind_an_auditor():
    titles = [article["title"] for article in FIRST["articles"]]

    assert titles == [
        "Indépendance",
        "Liens déclarés",
        "Impartialité, mission par mission",
        "Ni cadeau ni avantage",
        "Confidentialité",
        "Constats fondés",
        "Compétence et assurance",
        "Nom et marque",
        "Manquements",
    ]
    assert [one for one in FIRST["articles"] if not one["lines"]] == []


def test_a_version_says_by_which_it_was_replaced(signed_in, bob):
    former, present = charter.versions().values()
    page = signed_in(bob).get(charter.address_of(former["version"])).content.decode()

    assert (charter.after(former["version"]), charter.after(present["version"])) == (present, None)
    assert f"version {present['version']}" in page


def test_every_version_has_its_page_and_an_unknown_one_none(signed_in, bob):
    client = signed_in(bob)
    page = client.get("/espace/agrements/charte/2025.1/")

    assert page.status_code == 200
    for said in ("Version de démonstration", FIRST["intro"], FIRST["articles"][1]["lines"][0]):
        assert said in page.text
    assert client.get("/espace/agrements/charte/1999.1/").status_code == 404


def test_the_auditor_reads_the_whole_charter_where_they_accept_it(signed_in):
    one = make_accreditation(**NOT_YET)
    client = signed_in(one.auditor.user)
    assert f'href="{door(one)}"' in client.get(one.get_absolute_url()).text
    page = client.get(door(one))
    lines = [line for article in FIRST["articles"] for line in article["lines"]]
    assert [line for line in lines if line not in page.text] == []

    told = client.post(door(one), {"read": "2025.1", "once": new_key()}, follow=True)

    assert kept(one) == (clock.today(), "2025.1")
    assert "Charte acceptée, version 2025.1." in told.text
    assert 'href="/espace/agrements/charte/2025.1/"' in told.text
    assert f'href="{door(one)}"' not in told.text
    last = audit_log.entries_of(one).first()
    assert last.sentence == f"{one.auditor} a accepté la charte de déontologie, version 2025.1."


def test_a_second_acceptance_keeps_the_day_of_the_first(signed_in):
    one = make_accreditation()
    client = signed_in(one.auditor.user)

    refused(client.post(door(one), {"read": "2025.1"}), "Vous avez déjà accepté cette version")

    assert kept(one) == (date(2026, 1, 5), "2025.1")
    assert "Vous avez accepté cette version" in client.get(door(one)).text


def test_editing_the_application_leaves_the_acceptance_alone(signed_in):
    one = make_accreditation()
    data = {"version": one.version, "audit_types": ["hqs"], "references_text": "Autre"}
    answer = signed_in(one.auditor.user).post(f"{one.get_absolute_url()}modifier/", data)

    assert (answer.status_code, kept(one)) == (302, (date(2026, 1, 5), "2025.1"))


def test_a_charter_that_changed_while_it_was_read_is_read_again(signed_in, monkeypatch):
    one = make_accreditation(**NOT_YET)
    next_version(monkeypatch)

    answer = signed_in(one.auditor.user).post(door(one), {"read": "2025.1"})

    refused(answer, "La charte a changé pendant que vous lisiez")
    assert kept(one) == (None, "")


def test_a_new_version_is_offered_to_who_accepted_the_one_before(signed_in, monkeypatch):
    one = make_accreditation(state="active")
    next_version(monkeypatch)
    client = signed_in(one.auditor.user)
    page = client.get(one.get_absolute_url()).text
    assert f'href="{door(one)}"' in page
    assert f">{words.day(date(2026, 1, 5))}</time>" in page

    client.post(door(one), {"read": "2026.1"})

    assert kept(one) == (clock.today(), "2026.1")


def test_a_version_is_in_force_from_its_day(monkeypatch):
    next_version(monkeypatch, starts_on=date(2027, 3, 1))
    found = []
    for day in (date(2027, 2, 28), date(2027, 3, 1)):
        with clock.at(datetime.combine(day, time(12))):
            found.append(charter.in_force()["version"])

    assert found == ["2025.1", "2026.1"]


def test_nobody_accepts_for_the_auditor(signed_in, sonia):
    one = make_accreditation(**NOT_YET)

    assert signed_in(sonia).post(door(one), {"read": "2025.1"}).status_code == 403
    assert kept(one) == (None, "")


def test_nothing_is_accepted_once_the_accreditation_is_over(signed_in):
    one = make_accreditation(state="expired", **NOT_YET)

    assert signed_in(one.auditor.user).get(door(one)).status_code == 403
