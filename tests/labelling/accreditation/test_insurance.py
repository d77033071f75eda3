"""Insurance of an auditor (BR-26): renewed by its certificate."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from labelling.parties.accreditation.auditors import checks
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation, AuditorStatement
from labelling.path.audits import eligibility
from portal.core import clock
from portal.models import Message, Role
from portal.scenario.files import document
from portal.ui import words
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.factories import noon
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
ENDS = date(2027, 4, 30)


def certificate():
    return document("Attestation", "Assurance professionnelle")


def held(**fields):
    return make_accreditation(**{"state": "active", "insured_until_on": ENDS} | fields)


def sent(browser, one, day):
    """The statement that an auditor's new insurance makes."""
    data = {"insured_until_on": day, "certificate": certificate(), "once": new_key()}
    assert browser.post(f"{one.get_absolute_url()}assurance/", data).status_code == 302
    return AuditorStatement.objects.first()


def test_an_auditor_renews_the_insurance_and_may_be_proposed_again_once_it_is_checked(
    signed_in, sonia
):
    """BR-26: the certificate is kept, the office reads it; until then the former end counts."""
    one, mission = held(), make_mission(factories.make_dossier())
    days = (date(2027, 5, 11), date(2027, 5, 13))
    late = f"son assurance professionnelle s’arrête le {words.day(ENDS)}."
    assert eligibility.problem(mission, one.auditor, *days) == late

    browser = signed_in(one.auditor.user)
    told = sent(browser, one, "2028-04-30")
    page = browser.get(one.get_absolute_url()).text
    assert "Elle compte une fois vérifiée par le référent label." in page
    assert f"Assurance jusqu’au {words.day(date(2028, 4, 30))}" in page
    assert eligibility.problem(mission, one.auditor, *days) == late
    [task] = [t for t in worklist.lists(sonia)[worklist.DO] if t.url == told.get_absolute_url()]
    assert (task.title, task.button) == ("Assurance d’un auditeur", "Vérifier")
    [wait] = [t for t in worklist.lists(one.auditor.user)[worklist.WAIT] if t.url == task.url]
    assert wait.hand == "le référent label"
    office = signed_in(sonia)
    assert "Attestation.pdf" in office.get(told.get_absolute_url()).text
    office.post(f"{told.get_absolute_url()}confirmer-la-declaration/", {"once": new_key()})

    one.refresh_from_db()
    assert one.insured_until_on == date(2028, 4, 30)
    assert checks.insurance(one)[1].effective_to == date(2028, 4, 30)
    assert eligibility.problem(mission, one.auditor, *days) == ""
    lines = [line.sentence for line in audit_log.entries_of(one)]
    day = words.day(date(2028, 4, 30))
    assert lines[0] == f"Sonia Vasseur a vérifié l’assurance, valable jusqu’au {day}."
    assert Message.objects.filter(notice="accreditation.statement_confirmed").count() == 1


def test_what_the_office_refuses_changes_nothing_and_says_why(signed_in, sonia):
    one = held()
    told = sent(signed_in(one.auditor.user), one, "2028-04-30")
    url = f"{told.get_absolute_url()}refuser-la-declaration/"
    empty = signed_in(sonia).post(url, {"once": new_key()})
    why = "L’attestation est celle de l’an dernier."
    signed_in(sonia).post(url, {"once": new_key(), "reason": why})

    one.refresh_from_db()
    told.refresh_from_db()
    assert (empty.status_code, told.state, one.insured_until_on) == (422, "refused", ENDS)
    browser = signed_in(one.auditor.user)
    assert why in browser.get(told.get_absolute_url()).text
    assert sent(browser, one, "2028-05-31").state == "waiting"  # it can be told again


def test_one_declaration_waits_at_a_time_and_its_auditor_takes_it_back(signed_in):
    one = held()
    browser = signed_in(one.auditor.user)
    told = sent(browser, one, "2028-04-30")
    data = {"insured_until_on": "2028-05-31", "certificate": certificate(), "once": new_key()}
    again = browser.post(f"{one.get_absolute_url()}assurance/", data)
    browser.post(f"{told.get_absolute_url()}reprendre-la-declaration/", {"once": new_key()})

    told.refresh_from_db()
    assert (again.status_code, told.state) == (409, "withdrawn")
    assert "Une déclaration attend déjà d’être vérifiée" in again.text
    assert sent(browser, one, "2028-05-31").until_on == date(2028, 5, 31)


def test_nobody_checks_their_own_declaration(signed_in, sonia):
    """The référent who is an auditor too: the other person of the office checks."""
    one = held(auditor=make_auditor_of(sonia))
    told = sent(signed_in(sonia), one, "2028-04-30")

    with pytest.raises(Forbidden):
        told.workflow.fire(told, "confirm", by=sonia)
    paul = factories.make_user("Paul", roles=[Role.DEPUTY])
    assert told.workflow.fire(told, "confirm", by=paul).state == "confirmed"


def make_auditor_of(user):
    return Auditor.objects.create(user=user, slug=f"a-{user.pk}", firm="Cabinet", regions=["84"])


def test_the_certificate_is_the_auditor_s_and_the_office_s(signed_in, sonia, bob):
    one = held()
    told = sent(signed_in(one.auditor.user), one, "2028-04-30")
    url = checks.certificate_of(told).get_absolute_url()

    answers = [signed_in(user).get(url) for user in (one.auditor.user, sonia, bob)]
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    for answer in answers[:2]:
        assert b"".join(answer).startswith(b"%PDF")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_of_the_office_who_confirm_and_refuse_at_once_have_one_effect():
    one = held()
    told = checks.tell_insurance(
        one, by=one.auditor.user, until_on=date(2028, 4, 30), certificate=None
    )
    office = [factories.make_user(roles=[role]) for role in (Role.REFERENT, Role.DEPUTY)]
    start, refused = threading.Barrier(2), []

    def go(person, name, data):
        start.wait()
        try:
            told.workflow.fire(told, name, by=person, **data)
        except Refused as problem:
            refused.append(problem)
        finally:
            connection.close()

    acts = ((office[0], "confirm", {}), (office[1], "refuse", {"reason": "Illisible."}))
    threads = [threading.Thread(target=go, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.refresh_from_db()
    one.refresh_from_db()
    kept = {"confirmed": date(2028, 4, 30), "refused": ENDS}[told.state]
    assert (len(refused), one.insured_until_on) == (1, kept)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-02", "Choisissez une date à venir."),
        ("2027-04-30", f"L’assurance connue va jusqu’au {words.day(ENDS)}"),
        ("2036-04-30", "Cette date est à plus de trois ans"),
    ],
)
def test_an_insurance_that_ends_no_later_or_too_far_is_refused(signed_in, day, said):
    one = held()
    data = {"insured_until_on": day, "certificate": certificate()}
    answer = signed_in(one.auditor.user).post(f"{one.get_absolute_url()}assurance/", data)

    one.refresh_from_db()
    assert (answer.status_code, said in answer.text, one.insured_until_on) == (422, True, ENDS)


def test_the_auditor_is_asked_for_it_two_months_before_its_end():
    one = held()
    auditor = one.auditor.user
    for day, tasks in ((date(2027, 2, 27), 0), (date(2027, 3, 1), 1), (date(2027, 5, 4), 1)):
        with noon(day):
            titles = [task.title for task in worklist.lists(auditor)["do"]]
            assert titles.count("Renouveler votre assurance") == tasks


def test_nobody_else_writes_for_the_auditor_and_not_once_it_has_ended(signed_in, sonia):
    one, over = held(), make_accreditation(make_auditor("Ana", "Roy"), state="expired")
    for user, thing in ((sonia, one), (over.auditor.user, over)):
        assert signed_in(user).get(f"{thing.get_absolute_url()}assurance/").status_code == 403


@pytest.mark.parametrize(("days", "said"), [(-1, "finie le"), (0, "jusqu’au"), (1, "jusqu’au")])
def test_an_insurance_that_is_over_is_never_shown_as_valid(signed_in, days, said):
    one = make_accreditation(state="active")
    AuditorAccreditation.objects.filter(pk=one.pk).update(
        insured_until_on=clock.today() + timedelta(days=days)
    )
    client = signed_in(one.auditor.user)
    pages = [client.get(of.get_absolute_url()).text for of in (one, one.auditor)]

    assert ["Assurance valable" in pages[0], "Assurance finie" in pages[0]] == [days >= 0, days < 0]
    assert f"assurance {said}" in " ".join(pages[1].split())


def test_an_insurance_that_is_over_is_nowhere_said_to_be_known_until_its_day(signed_in, sonia):
    one = held(insured_until_on=clock.today() - timedelta(days=3))
    auditor, day = signed_in(one.auditor.user), words.day(one.insured_until_on)
    home, page = (
        auditor.get("/espace/").text,
        auditor.get(f"{one.get_absolute_url()}assurance/").text,
    )
    statement = sent(auditor, one, ENDS)
    checked = signed_in(sonia).get(statement.get_absolute_url()).text

    assert f"l’assurance connue est finie le {day}" in page
    assert "Assurance finie le" in home
    assert "Assurance finie le" in checked
    for text in (home, page, checked):
        assert f"jusqu’au {day}" not in text
        assert "connue jusqu’au" not in text
