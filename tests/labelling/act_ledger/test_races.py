"""Two declarations of one person at once, on PostgreSQL: one sample of the month, whole."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.models import ActTime, ActTimeSample
from labelling.steering.act_ledger import samples
from portal.access.visibility import QuerySet
from tests.labelling.act_ledger.factories import DOSSIER, lines
from tests.races import met_before

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def declared_together(by, monkeypatch):
    """What became of two first declarations, both having looked before either writes."""
    month, outcomes = samples.last_month(), []
    met_before(monkeypatch, QuerySet, "create")

    def run(minutes):
        try:
            samples.declare(month, {(DOSSIER, "register"): (None, minutes)}, by=by)
            outcomes.append("declared")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(minutes,)) for minutes in (4, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_declarations_at_once_make_one_sample(sonia, monkeypatch):
    lines(sonia, "register")

    assert declared_together(sonia, monkeypatch) == ["declared", "declared"]
    assert (ActTimeSample.objects.count(), ActTime.objects.count()) == (1, 1)


def test_without_its_constraint_they_would_make_two(sonia, monkeypatch):
    """The control."""
    lines(sonia, "register")
    (once,) = [
        one for one in ActTimeSample._meta.constraints if one.name == "act_times_once_a_month"
    ]
    with connection.schema_editor() as editor:
        editor.remove_constraint(ActTimeSample, once)
    try:
        declared_together(sonia, monkeypatch)
        assert ActTimeSample.objects.count() == 2
    finally:
        ActTimeSample.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(ActTimeSample, once)
