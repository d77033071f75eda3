"""Concurrent publications and preparations of a kit version (PostgreSQL)."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from labelling.title.kit import actions
from labelling.title.kit.models import AssetVersion
from portal.core import clock
from portal.workflow import Refused
from tests.labelling.kit.factories import make_asset, make_steward, upload

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts):
    """What each act gives when they start at the same instant."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def go(rank, act):
        connection.ensure_connection()
        start.wait()
        try:
            with transaction.atomic():
                outcomes[rank] = act()
        except (Refused, IntegrityError) as error:
            outcomes[rank] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes


def two_drafts():
    by = make_steward()
    asset = make_asset(by=by, is_published=False)
    actions.add_version(asset, by=by, uploads=[upload()])
    return by, list(asset.versions.order_by("number"))


def in_force():
    return AssetVersion.objects.filter(state="in_force").count()


def test_two_versions_published_at_once_leave_one_in_force():
    by, drafts = two_drafts()
    done = together(
        *(lambda one=one: one.workflow.fire(one, "publish", by=by).state for one in drafts)
    )
    states = sorted(AssetVersion.objects.values_list("state", flat=True))

    assert done == ["in_force", "in_force"]
    assert states == ["in_force", "replaced"]


def test_control_without_the_lock_the_constraint_refuses_the_second():
    """The same two writes without the engine's lock: the database lets one through, not two."""
    _, drafts = two_drafts()

    def put(one):
        rows = AssetVersion.objects.filter(pk=one.pk)
        return rows.update(state="in_force", published_on=clock.today())

    done = together(*(lambda one=one: put(one) for one in drafts))

    assert sorted(map(str, done)) == ["1", "IntegrityError"]
    assert in_force() == 1


def test_two_versions_prepared_at_once_have_two_numbers():
    by = make_steward()
    asset = make_asset(by=by)
    together(
        *(lambda: actions.add_version(asset, by=by, uploads=[upload()]).number for _ in range(2))
    )

    assert sorted(asset.versions.values_list("number", flat=True)) == [1, 2, 3]
