"""Auditor's own page: firm, regions, consent to the public list (BR-45), ties with organisms (BR-27)."""

from datetime import date

import pytest

from labelling import public
from labelling.parties.accreditation.models import Auditor, AuditorStatement, Tie
from portal.models import Role
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor

pytestmark = pytest.mark.django_db
TYPED = {
    "firm": "Cabinet Neuf",
    "address": "4 quai Perrache, Lyon",
    "regions": ["11", "84"],
    "audit_types": ["hqs"],
    "languages": "français, anglais",
    "is_public": "on",
}


def written(browser, auditor, **fields):
    return browser.post(
        f"{auditor.get_absolute_url()}modifier/", TYPED | fields | {"once": new_key()}
    )


def test_an_auditor_says_who_they_are_and_the_public_list_follows_at_once(signed_in):
    """BR-45: by consent, while the accreditation is in force."""
    auditor = make_accreditation(state="active").auditor
    browser = signed_in(auditor.user)
    assert [one.firm for one in public.accredited_auditors()] == []

    refused = written(browser, auditor, regions=["nulle part"], firm="")
    assert (refused.status_code, refused.context["form"].errors.keys()) == (
        422,
        {"regions", "firm"},
    )
    assert written(browser, auditor).headers["Location"] == auditor.get_absolute_url()

    kept = Auditor.objects.values(
        "firm", "address", "regions", "audit_types", "languages", "is_public"
    )
    assert kept.get() == TYPED | {"is_public": True}
    assert [one.firm for one in public.accredited_auditors()] == ["Cabinet Neuf"]
    assert "français, anglais" in browser.get(auditor.get_absolute_url()).text

    written(browser, auditor, is_public="")
    assert [one.firm for one in public.accredited_auditors()] == []
    lines = [line.sentence for line in audit_log.entries_of(auditor)]
    assert lines == ["Ali Haddad a mis à jour sa fiche d’auditeur."] * 2


def test_the_page_is_the_auditor_s_and_the_office_s(signed_in, sonia, bob, dircom):
    auditor, other = make_auditor(), make_auditor("Ana", "Roy")
    secretary = factories.make_user("Hélène", roles=[Role.SECRETARY])
    url = auditor.get_absolute_url()

    assert [signed_in(one).get(url).status_code for one in (auditor.user, sonia, secretary)] == [
        200
    ] * 3
    assert [signed_in(one).get(url).status_code for one in (bob, dircom, other.user)] == [404] * 3
    for person in (sonia, secretary):
        assert signed_in(person).get(f"{url}modifier/").status_code == 403
        assert written(signed_in(person), auditor).status_code == 403
    assert signed_in(secretary).get(f"{url}liens/declarer/").status_code == 403


def test_a_tie_is_declared_by_the_auditor_and_dates_are_checked(signed_in, organism):
    """BR-27: without any accreditation too."""
    auditor = make_auditor()
    url, browser = auditor.get_absolute_url(), signed_in(auditor.user)
    data = {"organism": organism.pk, "kind": "advised", "started_on": "2022-03-10"}

    refused = browser.post(f"{url}liens/declarer/", data | {"ended_on": "2021-03-10"})
    assert (refused.status_code, Tie.objects.count()) == (422, 0)
    browser.post(f"{url}liens/declarer/", data | {"ended_on": "2023-03-10"})

    assert Tie.objects.get().auditor == auditor
    assert "a déclaré un lien avec Valmeyre Habitat" in browser.get(url).text


def tied(auditor, organism):
    return Tie.objects.create(
        auditor=auditor, organism=organism, kind="advised", started_on=date(2022, 3, 10)
    )


@pytest.mark.dated
def test_a_tie_runs_until_the_office_has_checked_its_end(signed_in, sonia, organism):
    """BR-27: the look-back counts from its end, which is not the auditor's word alone."""
    auditor = make_accreditation(state="active").auditor
    tie, page = tied(auditor, organism), auditor.get_absolute_url()
    client, url = signed_in(auditor.user), f"{page}liens/1/terminer/"
    assert url in client.get(page).text
    for day in ("2021-01-01", "2031-01-01"):
        assert client.post(url, {"ended_on": day}).status_code == 422
    statuses = [
        client.post(url, {"ended_on": day, "once": new_key()}).status_code
        for day in ("2025-06-30", "2025-07-01")
    ]

    told = AuditorStatement.objects.get()
    tie.refresh_from_db()
    assert (statuses, tie.ended_on, told.until_on) == ([302, 409], None, date(2025, 6, 30))
    shown = client.get(page).text
    assert "fin dite, à vérifier" in shown
    assert url not in shown
    office = signed_in(sonia)
    refused = office.post(url, {"ended_on": "2025-05-31", "once": new_key()})
    assert (refused.status_code, "vérifiez sa déclaration" in refused.text) == (409, True)
    office.post(f"{told.get_absolute_url()}confirmer-la-declaration/", {"once": new_key()})

    tie.refresh_from_db()
    assert tie.ended_on == date(2025, 6, 30)
    client = signed_in(auditor.user)
    assert "a enregistré la fin du lien avec Valmeyre Habitat" in client.get(page).text
    assert client.get(f"{page}liens/2/terminer/").status_code == 404
    assert client.post(url, {"ended_on": "2025-07-01", "once": new_key()}).status_code == 409


def test_the_office_ends_a_tie_at_once(signed_in, sonia, organism):
    auditor = make_auditor()
    tie = tied(auditor, organism)
    url = f"{auditor.get_absolute_url()}liens/1/terminer/"

    signed_in(sonia).post(url, {"ended_on": "2025-06-30", "once": new_key()})

    tie.refresh_from_db()
    assert (tie.ended_on, AuditorStatement.objects.count()) == (date(2025, 6, 30), 0)
