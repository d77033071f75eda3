"""Several roles proposed in one form and confirmed on one page: each stays one proposal, by two people."""

import pytest
from django.db import connection
from django.tasks import default_task_backend
from django.test.utils import CaptureQueriesContext

from portal.access.offices import OFFICES
from portal.access.roles import give_role
from portal.account_desk.actions import confirm_several, propose_roles
from portal.account_desk.invitations import invite_to_office
from portal.account_desk.kinds import K
from portal.accounts.invitations import accept
from portal.accounts.mails import send_invitation
from portal.core import clock
from portal.models import AccountChange, Invitation, Role
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.factories import make_user
from tests.portal.account_desk.conftest import (
    NINA,
    REGISTER,
    WHY,
    browser,
    codes,
    given,
    post,
    roles_of,
    words_of,
)

pytestmark = pytest.mark.django_db
GIVE, CONFIRM = f"{REGISTER}donner/", f"{REGISTER}confirmer/"
ROLES = [Role.DPO, Role.SECRETARY]


def proposed(by, email, roles=ROLES):
    return propose_roles(roles, by=by, email=email, reason=WHY)


def references(changes):
    return [one.reference for one in changes]


def test_one_form_proposes_several_roles_and_one_page_confirms_them(theo, sonia, alice):
    """The whole way by screens; each has its reference, its two lines, its own refusal."""
    told = post(theo, GIVE, roles=ROLES, email=alice.email, reason=WHY)
    first, second = AccountChange.objects.order_by("pk")
    register, page = browser(sonia).get(REGISTER), words_of(browser(sonia).get(CONFIRM))
    before = roles_of(alice)
    done = post(sonia, CONFIRM, changes=references([first, second]))

    assert (told.status_code, told.headers["Location"]) == (302, REGISTER)
    assert f'href="{CONFIRM}"' in register.text
    assert f"Donner la fonction « secrétariat du comité » à Alice Arnaud {WHY}" in page
    assert f"Théo Technique, {Role.TECH.label}." in page
    assert (before, done.headers["Location"], roles_of(alice)) == (set(), REGISTER, set(ROLES))
    for change in (first, second):
        assert [one.act for one in audit_log.entries_of(change)] == ["confirm", "propose"]


def test_nothing_is_proposed_where_one_role_cannot_be_and_each_says_why(theo, sonia, alice):
    given(theo, alice.email, Role.DPO)
    make_user("Claire", "Deux", roles=[Role.REFERENT])
    holder = make_user("Dora", "Combes", roles=[Role.DIRCOM])

    assert codes(proposed, theo, alice.email) == ["proposed"]
    page = post(theo, GIVE, roles=[Role.DIRCOM, Role.DPO], email=holder.email, reason=WHY)
    both = post(theo, GIVE, roles=[Role.TECH, Role.REFERENT], email=NINA, reason=WHY)
    assert page.status_code == 409
    assert "Dircom : Dora Combes tient déjà la fonction « Dircom »." in words_of(page)
    assert (WHY in page.text, holder.email in page.text) == (True, True)
    assert (both.status_code, "Une même personne ne tient pas" in words_of(both)) == (422, True)
    assert post(theo, GIVE, email=NINA, reason=WHY).status_code == 422
    assert AccountChange.objects.count() == 1


def test_those_that_cannot_be_are_refused_one_by_one_and_the_others_pass(theo, sonia, alice):
    first, second = proposed(theo, alice.email)
    give_role(alice, Role.DPO)
    done, problems = confirm_several([first, second], by=sonia)

    assert references(done) == [second.reference]
    assert [one.code for one in problems] == ["held"]
    assert str(problems[0]).startswith("Donner la fonction «\u00a0délégué")
    assert codes(confirm_several, [first], by=sonia) == ["held"]


def test_nobody_confirms_what_they_proposed_nor_what_is_about_themselves(theo, sonia, alice):
    claire = make_user("Claire", "Deux", roles=[Role.REFERENT])
    mine = proposed(theo, alice.email)
    hers = proposed(theo, sonia.email)
    page = browser(theo).get(CONFIRM)

    assert "Aucune proposition n’attend votre réponse" in words_of(page)
    assert codes(confirm_several, mine, by=theo) == ["forbidden"] * 2
    answer = post(sonia, CONFIRM, changes=references(hers))
    assert (answer.status_code, roles_of(sonia)) == (422, {Role.REFERENT})
    confirm_several(hers, by=claire)
    assert roles_of(sonia) == {Role.REFERENT, *ROLES}


def test_what_is_no_gift_is_confirmed_on_its_own_page(theo, sonia, alice):
    proposed(theo, alice.email)
    AccountChange.objects.filter(role=Role.DPO).update(kind=K.RESET, role="")

    page = words_of(browser(sonia).get(CONFIRM))
    assert ("Remettre à zéro" in page, "secrétariat du comité" in page) == (False, True)


def test_a_second_click_confirms_once_and_an_answer_given_meanwhile_is_told(theo, sonia, alice):
    made = proposed(theo, alice.email)
    sent = {"changes": references(made), "once": new_key()}
    client = browser(sonia)
    first, again = client.post(CONFIRM, sent), client.post(CONFIRM, sent)
    late = post(sonia, CONFIRM, changes=references(made))

    assert (first.status_code, again.headers["Location"]) == (302, first.headers["Location"])
    assert audit_log.entries_of(made[0]).filter(act="confirm").count() == 1
    assert late.status_code == 422


def test_who_has_no_account_is_invited_once_to_all_the_roles(theo, sonia, settings, mailoutbox):
    """As the worker sends it, once all is written: one mail, one link, each proposal accepted by it."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    changes = proposed(theo, NINA)
    confirm_several(changes, by=sonia)
    for result in default_task_backend.results:
        if result.task.func is send_invitation.func:
            send_invitation.call(*result.args)

    (invited,) = Invitation.objects.pending()
    assert [one.subject for one in mailoutbox] == [f"{sonia} vous invite au portail Quali’Hlm"]
    said = " et ".join(f"«\u00a0{role.label}\u00a0»" for role in ROLES)
    assert f"à tenir les fonctions {said} du label Quali’Hlm" in mailoutbox[0].body
    assert ", ".join(role.label for role in ROLES) in words_of(browser(sonia).get(REGISTER))

    nina = accept(
        invited, first_name="Nina", last_name="Petit", password="une phrase de passe longue"
    )
    assert roles_of(nina) == set(ROLES)
    for change in changes:
        assert [one.act for one in audit_log.entries_of(change)] == ["accept", "confirm", "propose"]


def test_a_role_given_later_joins_the_invitation_that_waits_and_not_one_past_its_days(theo, sonia):
    confirm_several(proposed(theo, NINA, [Role.DPO]), by=sonia)
    confirm_several(proposed(theo, NINA, [Role.SECRETARY]), by=sonia)
    assert [one.data["roles"] for one in Invitation.objects.pending()] == [ROLES]

    Invitation.objects.update(expires_at=clock.now())
    confirm_several(proposed(theo, NINA, [Role.DIRCOM]), by=sonia)
    assert [one.data["roles"] for one in Invitation.objects.pending()] == [[Role.DIRCOM]]


def test_the_two_offices_are_never_of_one_invitation():
    for role in OFFICES:
        invite_to_office(NINA, role, by=None)
    invite_to_office(NINA, Role.DPO, by=None)

    held = [one.data["roles"] for one in Invitation.objects.pending().order_by("pk")]
    assert held == [[OFFICES[1]], [OFFICES[0], Role.DPO]]


def test_who_confirmed_one_of_the_roles_takes_none_of_them(theo, sonia):
    """The address became that of one of the two who decided the first role, and another invited to the second."""
    claire = make_user("Claire", "Deux", roles=[Role.REFERENT])
    confirm_several(proposed(theo, NINA, [Role.DPO]), by=claire)
    confirm_several(proposed(theo, NINA, [Role.SECRETARY]), by=sonia)
    (invited,) = Invitation.objects.pending()

    assert codes(accept, invited, user=claire) == ["oneself"]
    assert roles_of(claire) == {Role.REFERENT}


def test_the_page_costs_the_same_for_one_and_many(theo, sonia, alice):
    def cost():
        client = browser(sonia)
        with CaptureQueriesContext(connection) as found:
            assert client.get(CONFIRM).status_code == 200
        return len(found)

    given(theo, alice.email, Role.DPO)
    given(theo, NINA, Role.DIRCOM)
    few = cost()
    for n in range(5):
        proposed(theo, make_user(f"Nina{n}", "Petit").email)

    assert cost() == few
