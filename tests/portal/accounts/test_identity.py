"""Page « Mes coordonnées »: a person changes their own name, function, telephone, and their address by a code."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts import actions
from portal.models import User
from portal.workflow import audit_log
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "lea.petit@test.example"


@pytest.fixture
def inside(client, lea, sign_in):
    sign_in(lea.email)
    return client


def values(user, **changed):
    kept = {name: getattr(user, name) for name in actions.DETAILS}
    return kept | {"seen": actions.seen(user)} | changed


def ask(browser, email=NEW):
    mail.outbox.clear()
    browser.post(reverse("accounts:address"), {"email": email})
    found = re.findall(r"\d{6}", mail.outbox[0].body) if mail.outbox else []
    return found[0] if found else ""


def type_code(browser, code):
    return browser.post(reverse("accounts:address_code"), {"code": code})


def test_a_person_changes_their_own_details_and_the_journal_keeps_no_number(inside, lea):
    data = values(lea, last_name="Petit", job="Directrice", phone="01 23 45 67 89")
    answer = inside.post(reverse("accounts:details"), data, follow=True)
    lea.refresh_from_db()

    assert (str(lea), lea.job, lea.phone) == ("Léa Petit", "Directrice", "01 23 45 67 89")
    assert "Vos coordonnées sont enregistrées." in answer.text
    (entry,) = audit_log.entries_of(lea)
    assert entry.sentence == (
        "Léa Morvan a changé son nom, désormais Léa Petit, sa fonction et son téléphone."
    )


def test_nothing_changed_tells_nothing(inside, lea):
    assert inside.post(reverse("accounts:details"), values(lea)).status_code == 302
    assert audit_log.entries_of(lea).count() == 0


def test_a_wrong_number_is_said_beside_it_and_the_rest_is_kept(inside, lea):
    data = values(lea, phone="appelez-moi", job="Directrice")
    answer = inside.post(reverse("accounts:details"), data)

    assert answer.status_code == 422
    assert ["Un numéro s’écrit en chiffres" in answer.text, "Directrice" in answer.text] == [
        True,
        True,
    ]


def test_two_windows_are_compared_and_nothing_is_overwritten(inside, lea):
    stale = values(lea, job="Cheffe de projet")
    inside.post(reverse("accounts:details"), values(lea, job="Directrice"))
    answer = inside.post(reverse("accounts:details"), stale)
    lea.refresh_from_db()

    assert (answer.status_code, lea.job) == (409, "Directrice")
    assert ["Directrice" in answer.text, "Cheffe de projet" in answer.text] == [True, True]


def test_the_signatory_sees_what_a_member_changed(organism, alice, chloe, signed_in):
    actions.change(chloe, values(chloe, job="Responsable qualité", phone="0123456789"), seen=None)
    page = signed_in(alice).get(organism.get_absolute_url()).text

    assert "Chloé Ferrand a changé sa fonction et son téléphone." in page
    assert ["Responsable qualité" in page, "0123456789" in page] == [True, True]


def test_the_address_changes_by_the_code_sent_to_the_new_one(inside, lea, client):
    code = ask(inside)
    assert User.objects.get(pk=lea.pk).email == lea.email
    assert mail.outbox[0].to == [NEW]

    mail.outbox.clear()
    answer = type_code(inside, f"{code[:3]} {code[3:]}")

    assert answer.status_code == 302
    assert User.objects.get(pk=lea.pk).email == NEW
    assert [m.to for m in mail.outbox] == [[lea.email]]
    assert code not in mail.outbox[0].body
    assert (
        audit_log.entries_of(lea).get().sentence == "Léa Morvan a changé son adresse électronique."
    )


def test_a_code_serves_once_and_five_errors_end_it(inside, lea):
    code = ask(inside)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(actions.TRIES):
        assert "n’est pas le bon" in type_code(inside, wrong).text
    assert "ne vaut plus" in type_code(inside, code).text
    assert User.objects.get(pk=lea.pk).email == lea.email

    code = ask(inside)
    type_code(inside, code)
    assert "Aucun code n’est attendu" in type_code(inside, code).text


def test_an_address_of_somebody_else_gets_no_code_and_the_page_says_the_same(inside, lea):
    make_user("Nina", "Petit", email=NEW)
    mail.outbox.clear()
    answer = inside.post(reverse("accounts:address"), {"email": NEW}, follow=True)

    assert mail.outbox == []
    assert f"Un code est parti à {NEW}." in answer.text


def test_the_new_address_signs_in_and_the_former_does_not(inside, lea, sign_in):
    type_code(inside, ask(inside))
    inside.logout()
    sign_in(lea.email)
    assert "_auth_user_id" not in inside.session

    sign_in(NEW)
    assert inside.session["_auth_user_id"] == str(lea.pk)


def test_a_session_that_is_not_fresh_proves_who_it_is_before_the_address(inside, lea):
    session = inside.session
    session["account_authentication_methods"] = []
    session.save()
    answer = inside.get(reverse("accounts:address"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
