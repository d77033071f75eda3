"""Roles given, passed and taken by SQL, named by `verify_journal` (F-7)."""

import pytest

from portal.access.roles import give_role
from portal.account_desk.roles import Held
from portal.models import Role
from tests.portal.account_desk.conftest import confirmed, taken
from tests.portal.workflow.told_facts.conftest import remove, rewrite, said, verified

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def test_a_role_taken_at_the_desk_is_told(role, theo, sonia):
    confirmed(taken(theo, role.user, Role.DPO), sonia)

    assert verified() == []
    assert not Held.objects.filter(pk=role.pk).exists()


def held(person, role):
    return f"portal.user_groups, user_id {person.pk}, group__name {role} : "


def test_a_role_given_by_sql_is_unknown_to_the_journal(role, bob):
    give_role(bob, Role.REFERENT)  # as SQL would: without a line

    assert verified() == [said(f"{held(bob, 'label_referent')}inconnue du journal")]


def test_a_role_taken_by_sql_is_named(role, alice):
    remove(role)

    assert verified() == [said(f"{held(alice, 'dpo')}ôtée")]


def test_a_role_passed_to_another_by_sql_is_named(role, alice, bob):
    rewrite(role, user_id=bob.pk)

    assert verified() == [
        said(f"{held(alice, 'dpo')}user_id « {bob.pk} », le journal dit « {alice.pk} »")
    ]


def test_a_role_that_was_taken_back_does_not_come_back(role, theo, sonia, alice):
    confirmed(taken(theo, alice, Role.DPO), sonia)
    role.save(force_insert=True)

    assert verified() == [said(f"{held(alice, 'dpo')}présente, le journal la dit ôtée")]
