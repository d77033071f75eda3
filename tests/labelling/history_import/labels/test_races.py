"""Two labels taken over at once: one enters, the other is told why it does not."""

import threading
from datetime import date

import pytest
from django.db import connection

from labelling.steering.history_import.labels import actions
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.history_import.conftest import NOON, confirm
from tests.labelling.history_import.labels.screen import (
    FACTS,
    take_over,
)

pytestmark = pytest.mark.django_db


def together(*acts):
    """What became of acts that start as one: « done », or the codes of their refusal."""
    start, said = threading.Barrier(len(acts)), []

    def run(act):
        try:
            with clock.at(NOON):
                start.wait()
                act()
            said.append("done")
        except Refused as refused:
            said.extend(refused.codes)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


PAST = {"decided_on": date(2019, 3, 2), "start_on": date(2019, 3, 2), "end_on": date(2022, 3, 1)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br64_two_at_once_make_one_and_the_other_is_told(sonia):
    organism = factories.make_dossier(state="refused", decided_on=date(2018, 1, 9)).organism

    said = together(
        *(
            lambda number=number: take_over(organism, sonia, **PAST, number=number)
            for number in "12"
        )
    )

    assert (said, Label.objects.count()) == (["done", "overlap"], 1)
    assert audit_log.broken() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br67_one_number_for_two_organisms_at_once_is_given_once(sonia):
    both = [factories.make_organism() for _ in range(2)]
    factories.make_dossier()  # the rules

    said = together(*(lambda one=one: take_over(one, sonia) for one in both))

    assert said[-1] == "done" or said[0] == "done"
    assert len(said) == 2
    assert (Label.objects.count(), Attestation.objects.count()) == (1, 1)


def test_control_who_has_only_looked_writes_a_label_over_another(sonia, bare):
    """Nothing in the database keeps two labels of the past apart: the organism's row does."""
    looked = actions.obstacles(bare, *PAST.values())
    take_over(bare, sonia, **PAST)

    content = actions._content(bare, FACTS | PAST | {"number": ""})
    choices = {actions.KEY: {"organism": bare.slug}}
    confirm(sonia, content, choices, digest="")

    assert looked == []
    assert Label.objects.filter(start_on=PAST["start_on"]).count() == 2
