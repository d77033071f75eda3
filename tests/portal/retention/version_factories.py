"""Versions of the durations: prepared by the référent, proposed, approved by the data protection officer."""

from datetime import timedelta

from portal.core import clock
from portal.models import Role
from portal.retention.versions import actions
from tests.factories import make_user


def make_referent():
    return make_user("Sonia", "Vasseur", roles=[Role.REFERENT])


def make_deputy():
    return make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


def make_dpo():
    return make_user("Denis", "Données", roles=[Role.DPO])


def fire(version, name, by, **facts):
    return version.workflow.fire(version, name, by=by, **facts)


def proposed(by, *, days=0, note="", **periods):
    """`periods`: what differs from the version in force, {code: {"active": "6m"}}."""
    version = actions.begin(by=by)
    for code, delays in periods.items():
        version = actions.edit(version, code, delays, by=by)
    day = clock.today() + timedelta(days=days)
    return fire(version, "propose", by, starts_on=day, note=note)


def approved(by, other, **facts):
    return fire(proposed(by, **facts), "approve", other)
