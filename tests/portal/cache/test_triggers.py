"""Triggers of the cache version: every watched table has its own, whoever writes raises it, nobody waits for it."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from home.models import ContentPage
from home.site.loading import ensure_site
from labelling.parties.organisms.models import Organism
from portal.cache import versions
from portal.models import PublicVersion
from tests.factories import make_organism
from tests.portal.cache.killed_acts import drop_triggers


def test_every_watched_table_has_its_trigger_and_one_that_is_lost_is_told(db):
    """With its control: the same look at a table that has lost it; `migrate` gives it back."""
    there = versions.missing()
    drop_triggers([Organism._meta.db_table])
    lost = versions.missing()
    versions.install(using="default")

    assert (there, lost, versions.missing()) == ([], ["labelling_organism"], [])


def test_health_names_what_is_not_watched(db):
    drop_triggers([Organism._meta.db_table])
    answer = Client().get("/sante/services/", headers={"Accept": "application/json"}).json()
    (pages,) = [one for one in answer["services"] if one["name"] == "pages"]

    assert pages["state"] == "attention"
    assert pages["detail"] == "1\u00a0table n’est pas surveillée, dont labelling_organism"


def by_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE labelling_organism SET city = 'Corvange'")


def by_many():
    row = Organism.objects.get()
    Organism.objects.bulk_create([row], ignore_conflicts=True)
    row.city = "Corvange"
    Organism.objects.bulk_update([row], ["city"])


HANDS = {
    "a row": lambda: Organism.objects.get().save(),
    "rows": lambda: Organism.objects.update(city="Corvange"),
    "many rows": by_many,
    "a row that goes": lambda: Organism.objects.all().delete(),
    "SQL": by_sql,
    "a page that moves": lambda: ContentPage.objects.get(slug="contact").move(
        ContentPage.objects.exclude(slug="contact").first(), pos="left"
    ),
}  # fmt: skip


@pytest.mark.parametrize("hand", HANDS)
def test_whoever_writes_raises_the_version(transactional_db, hand):
    ensure_site()
    make_organism()
    before = versions.current()
    with transaction.atomic():
        HANDS[hand]()
        inside = versions.current()
        transaction.set_rollback(True)
    undone = versions.current()
    HANDS[hand]()

    assert (undone, before in (inside, versions.current())) == (before, False)


def test_putting_rows_together_keeps_the_version(transactional_db, monkeypatch):
    make_organism()
    for _ in range(3):
        versions.bump()
    before = versions.current()
    versions.put_together()
    many = PublicVersion.objects.count()
    monkeypatch.setattr(versions, "MANY", 1)
    versions.put_together()

    assert (versions.current(), many > 3, PublicVersion.objects.count()) == (before, True, 1)


def write_while_another_writes():
    """(what an act raises that commits while another has written, the versions after each of both commits)."""
    one, other = make_organism(), make_organism()
    raised, seen = [], [versions.current()]

    def write():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                Organism.objects.filter(pk=other.pk).update(city="Corvange")
        except OperationalError as error:
            raised.append(type(error.__cause__).__name__)
        seen.append(versions.current())
        connection.close()

    with transaction.atomic():
        Organism.objects.filter(pk=one.pk).update(city="Corvange")
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    seen.append(versions.current())
    return raised, len(set(seen))


@pytest.mark.postgres
def test_two_public_acts_do_not_wait_for_each_other_and_each_commit_is_seen(transactional_db):
    assert write_while_another_writes() == ([], 3)


@pytest.mark.postgres
def test_control_one_row_for_all_makes_each_act_wait_for_the_other(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute(versions.FUNCTION.replace("pg_current_xact_id()::text::bigint", "0"))
        raised = write_while_another_writes()
        cursor.execute(versions.FUNCTION)

    assert raised == (["LockNotAvailable"], 2)
