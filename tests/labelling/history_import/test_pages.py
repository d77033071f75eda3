"""Pages of what was taken over: the mark, what is known otherwise, what is missing; no page breaks on it."""

from datetime import date

import pytest

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.lines.base import Tracking
from labelling.steering.history_import.past.history import follow_up_of
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Role, User
from tests import factories, worlds
from tests.labelling.history_import.conftest import NOON, begin, confirm, corrections, plain

pytestmark = pytest.mark.django_db
MARK = "Repris le 24 novembre 2026"


def said(client, thing):
    answer = client.get(thing.get_absolute_url())
    assert answer.status_code == 200
    return plain(answer.content)


def test_relances_and_remarks_of_the_file_are_facts_of_the_follow_up(sonia, told):
    made = begin(sonia, told, corrections(told))
    known = {row["name"]: row["name"] for row in told["organisms"]}
    facts = follow_up_of(Tracking(made.content, made.choices), known)

    relances = [one for one in facts if one.kind == "relance"]
    assert (len(relances), len(facts) - len(relances)) == (told["counts"]["reminders"], 88)
    first = relances[0]
    assert (first.organism, first.text, first.on, first.place) == (
        "Thiéralis", "relancé par mail, pas de réponse", "2026-02-14", "Relances, ligne 2",
    )  # fmt: skip


def test_imports_are_read_by_the_office_alone(sonia, told):
    made = begin(sonia, told)
    readers = {role: factories.make_user("Lou", roles=[role]) for role in Role}

    kind = type(made)
    seen = {role for role, user in readers.items() if kind.objects.visible_to(user).exists()}
    assert seen == {Role.REFERENT, Role.DEPUTY}


@pytest.fixture(scope="module")
def taken_over(told, django_db_setup, django_db_blocker):
    """The whole file, confirmed once; the key of who did."""
    with clock.at(NOON), worlds.undone_at_the_end(django_db_blocker):
        by = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
        confirm(by, told, corrections(told))
        yield by.pk


@pytest.fixture
def office(taken_over, signed_in, db):
    return signed_in(User.objects.get(pk=taken_over))


def test_the_page_of_an_organism_tells_what_it_lacks_until_it_is_filled(office):
    organism = Organism.objects.get(name="Orvance Habitat")
    before = said(office, organism)
    organism.siren = factories.siren(48_000)
    organism.save()

    assert f"{MARK}, de la feuille Organismes, ligne 4" in before
    assert "Ce qui manque : Siren, département du siège." in before
    assert "Ce qui manque : département du siège." in said(office, organism)


def test_the_page_of_a_dossier_tells_its_milestones_as_they_are_known(office):
    dossier = LabelDossier.objects.get(organism__name="Val-de-Brenelle Habitat")
    page = said(office, dossier)

    assert MARK in page
    assert "2e trimestre 2025" in page
    assert "Ce qui manque : périmètre, pièces et engagement signé." in page
    assert dossier.due_on == date(2026, 12, 10)


def test_no_page_gives_to_what_came_before_the_day_of_the_import(office):
    rows = LabelDossier.objects.all()
    states = ("submitted", "diagnosis", "preparation", "audit", "scheduled", "granted")
    pages = [said(office, rows.filter(state=state).first()) for state in states]

    assert [page for page in pages if "24 nov. 2026" in page or "Accusé de réception" in page] == []
    diagnosis = rows.get(organism__name="Vilaine-Aumance Habitat")
    page = said(office, rows.get(organism__name="Yonnelis Habitat"))
    assert "en cours, depuis le 16 avril 2026" in said(office, diagnosis)
    assert "en cours, depuis" not in page  # that a diagnosis was made does not tell it
    assert "sans date : repris du suivi, sans échéance" in page


def test_an_audit_led_before_does_not_say_that_it_waits(office):
    mission = AuditMission.objects.filter(state="final_report").first()
    page = said(office, mission)

    assert "pas encore" not in page
    assert "Auditeur sans compte, nommé plus haut" in page


def test_every_kind_of_page_opens_with_its_mark(office):
    things = [
        *(LabelDossier.objects.filter(state=state).first() for state in
          ("submitted", "diagnosis", "preparation", "audit", "scheduled", "granted", "dismissed", "discontinued")),
        *(AuditMission.objects.filter(state=state).first() for state in ("closed", "final_report", "to_assign")),
        *(Label.objects.filter(state=state).first() for state in
          ("active", "suspended", "expired", "withdrawn", "renounced")),
        *(CommitteeSession.objects.filter(state=state).first() for state in ("archived", "draft")),
        AgendaItem.objects.filter(kind="withdrawal").get(),
        AgendaItem.objects.filter(state="validated").first(),
    ]  # fmt: skip

    assert [thing for thing in things if MARK not in said(office, thing)] == []


@pytest.mark.parametrize(
    "address",
    ["/espace/", "/espace/organismes/", "/espace/dossiers/", "/espace/audits/", "/espace/labels/",
     "/espace/comite/", "/espace/calendrier/", "/espace/recherche/?q=orvance"],
)  # fmt: skip
def test_every_list_opens(office, address):
    answer = office.get(address)

    assert answer.status_code == 200
    assert "None" not in answer.content.decode()


def test_the_members_search_finds_an_organism_of_the_file(office):
    assert "Orvance Habitat" in office.get("/espace/recherche/?q=orvance").content.decode()


def test_remarks_are_read_by_the_office_alone(signed_in, office, told):
    organism = Organism.objects.get(name="Isérane Logis")
    note = next(row["note"] for row in told["organisms"] if row["name"] == organism.name)
    dossier = organism.dossiers.get()

    assert note in said(office, organism)
    member = factories.make_member(organism, "signatory", first_name="Alice")
    assert note not in said(signed_in(member), dossier)
    assert note not in said(signed_in(member), organism)
