"""Absences: declared by oneself or a colleague, ended by a return, told on both homes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.absences.models import Absence
from portal.access import affiliations
from portal.assignments.actions import declare, end, put_away
from portal.models import Role
from portal.notifications.models import Message
from portal.workflow import Forbidden, audit_log
from tests.factories import make_user
from tests.portal.assignments.conftest import (
    ABSENCES,
    at,
    away,
    browser,
    codes,
    day,
    post,
    words_of,
)

pytestmark = pytest.mark.django_db


def told():
    return sorted(Message.objects.values_list("notice", "person__first_name"))


def test_a_person_declares_their_own_absence_and_the_others_of_the_office_are_told(sonia, paul):
    with at(1):
        answer = post(
            sonia, f"{ABSENCES}noter/", person=sonia.pk, from_on="2026-05-04", until_on="2026-05-15"
        )
        page = words_of(browser(paul).get(ABSENCES))
    absence = Absence.objects.get()

    assert (answer.status_code, answer.headers["Location"]) == (302, ABSENCES)
    assert (absence.person, absence.declared_by, absence.from_on, absence.until_on) == (
        sonia, sonia, day(4), day(15),
    )  # fmt: skip
    assert told() == [("absence.declared", "Paul")]
    assert "Sonia Vasseur du 4 mai 2026 au 15 mai 2026 À venir Sonia Vasseur Annuler" in page
    assert [one.sentence for one in audit_log.entries_of(absence)] == [
        "Sonia Vasseur a noté son absence, du 4\u00a0mai 2026 au 15\u00a0mai 2026."
    ]


def test_a_colleague_declares_it_and_the_person_is_told(sonia, paul):
    with at(5):
        post(
            paul, f"{ABSENCES}noter/", person=sonia.pk, from_on="2026-05-05", until_on="2026-05-05"
        )

    assert told() == [("absence.noted", "Sonia")]
    assert [one.sentence for one in audit_log.entries_of(Absence.objects.get())] == [
        "Paul Suppléant a noté l’absence de Sonia Vasseur, le 5\u00a0mai 2026."
    ]


def test_nobody_declares_the_absence_of_another_office_nor_of_who_holds_none(
    sonia, paul, dircom, alice
):
    for by, person in ((dircom, sonia), (sonia, dircom), (alice, alice), (alice, sonia)):
        with at(4), pytest.raises(Forbidden):
            declare(person, from_on=day(4), until_on=day(5), by=by)
    page = browser(sonia).get(f"{ABSENCES}noter/")

    assert [one.pk for one in page.context["form"].fields["person"].queryset] == [paul.pk, sonia.pk]
    with at(4):
        sent = post(
            sonia,
            f"{ABSENCES}noter/",
            person=dircom.pk,
            from_on="2026-05-04",
            until_on="2026-05-05",
        )
    assert (sent.status_code, Absence.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(8, 7, "days"), (1, 3, "past"), (10, 20, "crossed"), (15, 15, "crossed")],
)
def test_days_that_mean_nothing_are_refused_with_a_sentence(sonia, first, last, code):
    with away(sonia, 4, 15):
        assert codes(declare, sonia, from_on=day(first), until_on=day(last), by=sonia) == [code]
    assert Absence.objects.count() == 1


def test_the_page_keeps_the_days_that_it_refuses(sonia):
    with away(sonia, 4, 15):
        crossed = post(
            sonia, f"{ABSENCES}noter/", person=sonia.pk, from_on="2026-05-15", until_on="2026-05-20"
        )
        backwards = post(
            sonia, f"{ABSENCES}noter/", person=sonia.pk, from_on="2026-05-20", until_on="2026-05-18"
        )

    assert (crossed.status_code, backwards.status_code) == (409, 422)
    assert "Une absence de Sonia Vasseur est déjà notée, du 4 mai 2026" in words_of(crossed)
    assert 'value="2026-05-20"' in crossed.text
    assert "Le dernier jour vient avant le premier." in words_of(backwards)


def test_days_side_by_side_and_those_of_another_person_are_two_absences(sonia, paul):
    with away(sonia, 4, 15), at(5):
        declare(sonia, from_on=day(16), until_on=day(20), by=sonia)
        declare(paul, from_on=day(4), until_on=day(15), by=paul)

    assert Absence.objects.count() == 3


@pytest.mark.parametrize("facts", [{"until_on": day(3)}, {"ended_on": day(6)}])
def test_the_database_refuses_an_absence_without_days_or_ended_by_nobody(sonia, facts):
    with away(sonia) as absence:
        pass
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=absence.pk).update(**facts)


def test_the_database_refuses_two_absences_that_begin_on_one_day(sonia):
    with away(sonia):
        pass
    facts = {"from_on": day(4), "until_on": day(4), "person": sonia, "declared_by": sonia}
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(reference="QH-AB-2026-9000", **facts)


def test_the_homes_of_both_say_it_from_the_first_day_to_the_last(sonia, paul):
    said = {}
    with away(sonia, 4, 15, today=1):
        pass
    for number in (3, 4, 15, 16):
        with at(number):
            said[number] = [
                "Votre absence est notée" in words_of(browser(sonia).get("/espace/")),
                "Sonia Vasseur s’absente jusqu’au 15 mai 2026 : vous recevez ses affaires."
                in words_of(browser(paul).get("/espace/")),
                "Vous voilà de retour" in words_of(browser(sonia).get("/espace/")),
            ]

    assert said == {
        3: [False, False, False],
        4: [True, True, False],
        15: [True, True, False],
        16: [False, False, True],
    }


def test_the_person_says_their_return_then_puts_its_reminder_away(sonia, paul):
    with away(sonia) as absence:
        ended = post(sonia, f"{ABSENCES}{absence.reference}/finir/")
        back = words_of(browser(sonia).get("/espace/"))
        there = words_of(browser(paul).get("/espace/"))
        post(sonia, f"{ABSENCES}{absence.reference}/ranger/")
        after = words_of(browser(sonia).get("/espace/"))
    absence.refresh_from_db()

    assert (ended.status_code, absence.ended_on, absence.ended_by) == (302, day(5), sonia)
    assert "Votre absence était notée du 4 mai 2026 au 15 mai 2026" in back
    assert ("s’absente" in there, "de retour" in after) == (False, False)
    assert absence.put_away_at is not None


def test_what_has_not_begun_is_cancelled_and_leaves_no_reminder(sonia, paul):
    with away(sonia, 10, 15) as absence:
        end(absence, by=paul)
        home = words_of(browser(sonia).get("/espace/"))
        with at(12):
            later = words_of(browser(sonia).get("/espace/"))

    assert ("absence" in home, "de retour" in later) == (False, False)
    assert audit_log.entries_of(absence).first().sentence == (
        "Paul Suppléant a annulé l’absence de Sonia Vasseur, du 10\u00a0mai 2026 au 15\u00a0mai 2026."
    )


def test_an_absence_ends_once_by_its_office_and_its_reminder_is_its_person_s(sonia, paul, dircom):
    with away(sonia) as absence:
        with pytest.raises(Forbidden):
            end(absence, by=dircom)
        assert codes(put_away, absence, by=sonia) == ["running"]
        end(absence, by=paul)
        assert codes(end, absence, by=sonia) == ["ended"]
        with pytest.raises(Forbidden):
            put_away(absence, by=paul)
        assert put_away(put_away(absence, by=sonia), by=sonia).put_away_at is not None


def test_only_the_same_office_reads_it(sonia, paul, dircom, alice):
    with away(sonia) as absence:
        seen = [bool(Absence.objects.visible_to(one)) for one in (sonia, paul, dircom, alice)]
        codes_of = [browser(one).get(ABSENCES).status_code for one in (sonia, paul, dircom, alice)]
        foreign = post(dircom, f"{ABSENCES}{absence.reference}/finir/").status_code
        nobody = post(alice, f"{ABSENCES}{absence.reference}/finir/").status_code

    assert seen == [True, True, False, False]
    assert codes_of == [200, 200, 200, 404]
    assert (foreign, nobody) == (404, 404)


def test_two_who_hold_the_same_role_stand_for_each_other(dircom):
    second = make_user("Denis", "Autre", roles=[Role.DIRCOM])
    with away(dircom):
        home = words_of(browser(second).get("/espace/"))

    assert "Diane Combes s’absente jusqu’au 15 mai 2026" in home


def cost(person, url):
    client = browser(person)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_page_and_the_home_cost_the_same_for_one_absence_and_for_many(sonia, paul):
    with away(sonia, 4, 15):
        before = [cost(paul, url) for url in (ABSENCES, "/espace/")]
        for first in (20, 22, 24, 26):
            declare(sonia, from_on=day(first), until_on=day(first), by=sonia)
        for number in range(3):
            other = make_user(f"Luc{number}", "Autre", roles=[Role.DEPUTY])
            declare(other, from_on=day(4), until_on=day(9), by=other)
        affiliations.forget(paul)

        assert [cost(paul, url) for url in (ABSENCES, "/espace/")] == before
