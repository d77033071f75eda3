"""Two workers that look at one alert: one mail, the second finds nothing new once the first has written."""

import threading

import pytest
from django.db import IntegrityError, connection

from home.alerts import actions, comparing
from home.alerts.models import AlertMail
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label
from tests.races import met_after, met_before, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def told_together():
    """What two workers said of one alert whose place has a new label, and how many mails were written."""
    asked = actions.ask("lea@exemple.fr", subject="annuaire", region="", departement="", query="")
    alert = actions.confirm(asked)
    make_label(make_organism("Armoril Habitat"))
    outcomes = []

    def run():
        try:
            outcomes.append("mail" if actions.tell(alert.pk) else "nothing")
        except IntegrityError:
            outcomes.append("IntegrityError")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes), AlertMail.objects.count()


def test_two_workers_write_one_mail(monkeypatch):
    met_before(monkeypatch, actions, "held")

    assert told_together() == (["mail", "nothing"], 1)


def test_control_without_the_lock_neither_finds_that_all_is_told(monkeypatch):
    """Both have compared before either writes: a second mail, or a refusal of the database."""
    without_row_locks(monkeypatch)
    met_after(monkeypatch, comparing, "changes")

    outcomes, _mails = told_together()

    assert "nothing" not in outcomes
