"""Privileged users, who need a second factor (BR-07): by role, or by a topic's own test."""

from portal.access.people import Role

_tests = []


def register_privileged(test):
    """`register_privileged(is_an_auditor)`: `test(user)` says that data makes this user privileged."""
    _tests.append(test)
    return test


def second_factor_required(user):
    """Référent, deputy, secretariat, Dircom, DPO, technique; auditors and seats by their own tests."""
    if not user.is_authenticated:
        return False
    if user.is_superuser or not user.roles.isdisjoint(Role.values):
        return True
    return any(test(user) for test in _tests)
