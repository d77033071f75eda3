"""Accreditations decided before the portal: entered by the référent with their past dates."""

import threading
from datetime import date

import pytest
from django.db import connection

from labelling.parties.accreditation import actions
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.register import past
from labelling.parties.accreditation.rules import is_accredited
from labelling.path.audits import eligibility
from portal.core import clock
from portal.models import Message, Role
from portal.scenario.files import document
from portal.ui import words
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ORIGIN = "Comité de labellisation du 12 mars 2025, relevé n° 8."
DATES = {
    "starts_on": date(2025, 3, 12),
    "ends_on": date(2028, 3, 11),
    "trained_on": date(2025, 2, 3),
    "insured_until_on": date(2027, 12, 31),
}
TYPES = ["hqs", "implementation", "verification"]
TYPED = {name: day.isoformat() for name, day in DATES.items()} | {
    "origin": ORIGIN,
    "audit_types": TYPES,
}


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.parse("2026-11-24 10:00")):
        yield


def certificate():
    return document("Attestation", "Assurance professionnelle")


def typed(**changes):
    return TYPED | changes | {"certificate": certificate(), "once": new_key()}


def door(auditor):
    return f"/espace/agrements/auditeurs/{auditor.slug}/reprendre/"


def take_over(auditor, by):
    facts = {"audit_types": TYPES, "origin": ORIGIN, "certificate": certificate()}
    return past.take_over(auditor, by=by, **facts | DATES)


def test_an_accreditation_taken_over_is_in_force_and_its_auditor_can_be_proposed_a_mission(
    signed_in, sonia
):
    auditor, mission = make_auditor(), make_mission(factories.make_dossier())
    days = (date(2027, 5, 11), date(2027, 5, 13))
    assert eligibility.problem(mission, auditor, *days) != ""
    office = signed_in(sonia)
    assert f'href="{door(auditor)}"' in office.get("/espace/agrements/auditeurs/").text

    page = office.post(door(auditor), typed(), follow=True)

    one = AuditorAccreditation.objects.get()
    kept = {name: getattr(one, name) for name in (*DATES, "state", "audit_types", "taken_over_on")}
    assert kept == DATES | {"state": "active", "audit_types": TYPES, "taken_over_on": TODAY}
    assert (one.decision, one.ethics_accepted_on) == (None, None)
    assert f"Agrément {one.reference} enregistré." in page.text
    assert actions.certificates(one).current().get().effective_to == DATES["insured_until_on"]
    assert eligibility.problem(mission, auditor, *days) == ""
    assert list(Auditor.objects.listed_on(TODAY)) == []  # BR-45: without consent, absent
    assert door(auditor) not in office.get("/espace/agrements/auditeurs/").text


def test_the_journal_says_that_it_was_decided_before_the_portal_and_by_whom(signed_in, sonia):
    one = take_over(make_auditor(), sonia)

    [line] = audit_log.entries_of(one)
    assert line.sentence == (
        "Sonia Vasseur a enregistré la reprise d’un agrément décidé avant le portail."
    )
    assert (line.reason, line.source, line.target) == (ORIGIN, "", "active")
    days = {k: day.isoformat() for k, day in DATES.items()}
    told = {"reference": one.reference, "auditor_id": one.auditor_id}
    facts = told | {k: days[k] for k in ("starts_on", "ends_on")}
    assert line.data == {"audit_types": TYPES, "facts": facts} | days
    page = signed_in(sonia).get(one.get_absolute_url()).text
    assert "Décidé avant le portail" in page
    assert "Le chemin de l’agrément" not in page  # none of its steps was made here
    assert ORIGIN in page


def test_the_auditor_is_told_and_has_the_charter_to_accept_and_a_second_factor_to_set(sonia):
    auditor = make_auditor()
    assert not is_accredited(auditor.user)
    one = take_over(auditor, sonia)

    [mail] = Message.objects.filter(notice="accreditation.taken_over")
    assert mail.person == auditor.user
    [task] = worklist.lists(auditor.user)[worklist.DO]
    assert (task.title, task.url) == (
        "Lire et accepter la charte de déontologie",
        f"{one.get_absolute_url()}charte/",
    )
    assert is_accredited(auditor.user)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("starts_on", "2026-11-25", "Choisissez une date passée."),
        ("ends_on", "2026-11-23", "Cet agrément a pris fin"),
        ("ends_on", "2028-03-12", f"au plus tard le {words.day(date(2028, 3, 11))}"),
        ("trained_on", "2025-03-13", "La formation précède l’agrément"),
        ("trained_on", "2026-11-25", "Choisissez une date passée."),
        ("insured_until_on", "2026-11-24", "Choisissez une date à venir."),
        ("insured_until_on", "2029-11-25", "à plus de trois ans"),
        ("origin", "Le comité", "Écrivez 20 caractères au moins"),
        ("audit_types", [], "Champ requis."),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_a_sentence_and_the_rest_is_kept(
    signed_in, sonia, field, value, said
):
    auditor = make_auditor()
    page = signed_in(sonia).post(door(auditor), typed(**{field: value}))

    assert (page.status_code, AuditorAccreditation.objects.count()) == (422, 0)
    assert list(page.context["form"].errors) == [field]
    assert said in page.context["form"].errors[field][0]
    assert ('value="2025-03-12"' in page.text) == (field != "starts_on")


def test_the_certificate_is_asked(signed_in, sonia):
    page = signed_in(sonia).post(door(make_auditor()), TYPED)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["certificate"])


RUNNING, DECIDED = "a déjà un agrément ou une demande en cours", "le comité décide du suivant"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", RUNNING),
        ("submitted", RUNNING),
        ("active", RUNNING),
        ("suspended", RUNNING),
        ("expired", DECIDED),
        ("refused", DECIDED),
        ("withdrawn", DECIDED),
    ],
)
def test_br41_nothing_is_taken_over_beside_what_the_portal_knows(signed_in, sonia, state, said):
    before = make_accreditation(state=state)
    office = signed_in(sonia)
    assert door(before.auditor) not in office.get("/espace/agrements/auditeurs/").text

    page = office.post(door(before.auditor), typed())

    assert (page.status_code, AuditorAccreditation.objects.count()) == (409, 1)
    assert said in page.text
    assert ORIGIN in page.text


def test_who_gave_up_an_application_or_what_was_taken_over_wrongly_may_be_entered_again(sonia):
    first = make_accreditation(state="renounced")
    second = take_over(first.auditor, sonia)
    second.workflow.fire(second, "renounce", by=first.auditor.user, reason="Dates saisies à tort.")

    third = take_over(first.auditor, sonia)

    states = dict(AuditorAccreditation.objects.values_list("pk", "state"))
    assert states == {first.pk: "renounced", second.pk: "renounced", third.pk: "active"}


def test_the_office_alone_takes_over_and_never_one_s_own(signed_in, sonia, dircom):
    auditor = make_auditor()
    assert signed_in(dircom).post(door(auditor), typed()).status_code == 404
    assert signed_in(auditor.user).post(door(auditor), typed()).status_code == 403
    own = Auditor.objects.create(user=sonia, slug="sonia", firm="Cabinet", regions=["84"])

    page = signed_in(sonia).post(door(own), typed())

    assert (page.status_code, AuditorAccreditation.objects.count()) == (409, 0)
    assert "Vous ne reprenez pas votre propre agrément" in page.text


def test_a_second_click_makes_one(signed_in, sonia):
    auditor, client, once = make_auditor(), signed_in(sonia), new_key()
    answers = [client.post(door(auditor), typed() | {"once": once}) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert AuditorAccreditation.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["take_over", "apply"])
def test_two_at_once_make_one_and_the_other_is_told(other):
    with clock.at(clock.parse("2026-11-24 10:00")):
        factories.make_dossier()  # the rules
        auditor = make_auditor()
        office = [factories.make_user(roles=[role]) for role in (Role.REFERENT, Role.DEPUTY)]
    second = {
        "take_over": lambda: take_over(auditor, office[1]),
        "apply": lambda: actions.apply(auditor.user),
    }
    start, told = threading.Barrier(2), []

    def go(act):
        with clock.at(clock.parse("2026-11-24 10:00")):
            start.wait()
            try:
                act()
            except Refused as refused:
                told.extend(refused.codes)
            finally:
                connection.close()

    acts = (lambda: take_over(auditor, office[0]), second[other])
    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (AuditorAccreditation.objects.count(), told) == (1, ["already_open"])


@pytest.mark.parametrize(
    ("is_public", "said"),
    [(True, "son accord est donné"), (False, "La liste publique attend l’accord d")],
)
def test_br45_the_page_says_whether_the_public_list_waits(signed_in, sonia, is_public, said):
    auditor = make_auditor(is_public=is_public)

    assert said in signed_in(sonia).get(door(auditor)).text
