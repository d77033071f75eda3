"""Accounts closed, reopened, their second factor reset: each by two people."""

import pytest
from allauth.mfa.models import Authenticator

from portal.account_desk.actions import propose
from portal.account_desk.kinds import K
from portal.accounts import sessions
from portal.models import AccountChange, Role, User
from portal.workflow import Refused
from tests.factories import make_dossier, make_user
from tests.portal.account_desk.conftest import (
    REGISTER,
    WHY,
    browser,
    device_of,
    is_out,
    post,
    words_of,
)

pytestmark = pytest.mark.django_db


def proposed(kind, by, person):
    return propose(kind, by=by, person=person, reason=WHY)


def confirmed(change, by):
    return change.workflow.fire(change, "confirm", by=by)


def codes(act, *args):
    with pytest.raises(Refused) as refused:
        act(*args)
    return refused.value.codes


def account_of(person):
    return User.objects.get(pk=person.pk)


@pytest.fixture
def nora(db):
    """The secretariat."""
    return make_user("Nora", "Perrin", roles=[Role.SECRETARY])


def with_factor(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return person


def test_a_second_factor_is_reset_once_both_have_checked_who_asks(theo, sonia, nora):
    """By screens: one asks, the other checks too, and says so."""
    there = device_of(nora)
    with_factor(nora)
    fields = {
        "kind": "reset",
        "email": nora.email,
        "reason": "Vue à mon bureau ce matin, téléphone perdu.",
    }
    post(theo, f"{REGISTER}compte/", **fields)
    change = AccountChange.objects.get()
    unchecked = post(sonia, f"{change.get_absolute_url()}confirmer/", version=1)
    kept = sessions.factors_of(nora).count()
    done = post(sonia, f"{change.get_absolute_url()}confirmer/", version=1, is_checked="on")

    assert (unchecked.status_code, kept) == (422, 1)
    assert (done.status_code, sessions.factors_of(nora).count()) == (302, 0)
    assert is_out(there)
    assert account_of(nora).has_usable_password()


def test_what_has_no_second_factor_is_not_reset(theo, sonia, alice):
    assert codes(proposed, K.RESET, theo, alice) == ["no_factor"]


def test_a_closed_account_has_no_role_and_no_session_left(theo, sonia, nora):
    there = device_of(nora)
    before = sessions.devices_of(nora).count()
    confirmed(proposed(K.CLOSE, sonia, nora), theo)

    assert (account_of(nora).is_active, account_of(nora).roles) == (False, set())
    assert (before, sessions.devices_of(nora).count(), is_out(there)) == (1, 0, True)


def test_who_confirms_a_closing_reads_what_the_person_leaves(theo, sonia, alice, organism):
    """What is awaited from them is named: somebody has to take it over."""
    make_dossier(organism)
    change = proposed(K.CLOSE, theo, alice)
    page = words_of(browser(sonia).get(f"{change.get_absolute_url()}confirmer/"))

    assert "Le compte d’Alice Arnaud se ferme, ses sessions aussi" in page
    assert "Ces actes l’attendent encore, à confier à qui lui succède :" in page
    assert "Restent à son nom, à confier à qui lui succède : l’accès à un organisme." in page


def test_the_last_holder_of_an_office_is_not_closed(theo, sonia):
    assert codes(proposed, K.CLOSE, theo, sonia) == ["last"]
    claire = make_user("Claire", "Deux", roles=[Role.REFERENT])
    change = proposed(K.CLOSE, theo, sonia)
    claire.groups.clear()

    assert codes(confirmed, change, sonia) == ["forbidden"]
    make_user("Anne", "Trois", roles=[Role.REFERENT])
    anne = User.objects.get(first_name="Anne")
    confirmed(change, anne)
    assert not account_of(sonia).is_active


def test_a_reopened_account_has_no_role_and_chooses_a_new_password(theo, sonia, nora, mailoutbox):
    confirmed(proposed(K.CLOSE, sonia, nora), theo)
    assert codes(proposed, K.RESET, theo, account_of(nora)) == ["closed"]
    confirmed(proposed(K.REOPEN, theo, account_of(nora)), sonia)

    there = account_of(nora)
    assert (there.is_active, there.roles, there.has_usable_password()) == (True, set(), False)
    assert [one.to[0] for one in mailoutbox if "/oublie/" in one.body] == [nora.email]
    assert codes(proposed, K.REOPEN, theo, there) == ["open"]


def test_an_erased_account_does_not_reopen(theo, sonia, nora):
    User.objects.filter(pk=nora.pk).update(is_active=False, email=f"{nora.pk}@oubli.invalid")

    assert codes(proposed, K.REOPEN, theo, account_of(nora)) == ["erased"]


def test_an_address_without_account_is_told(theo, sonia):
    answer = post(theo, f"{REGISTER}compte/", kind="close", email="personne@exemple.fr", reason=WHY)

    assert (answer.status_code, "Aucun compte n’a l’adresse" in words_of(answer)) == (422, True)
