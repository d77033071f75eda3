"""Timelines of the organisms that the référent's tracking brings: each has its line, marked, and its next date."""

import json

import pytest

from labelling.parties.organisms.models import Organism
from labelling.steering.timeline.dates import next_dates
from labelling.steering.timeline.facts import read
from labelling.steering.timeline.lines import KINDS
from labelling.steering.timeline.past import events
from labelling.title.labels.models import Label
from tests.labelling.history_import.conftest import FILE, confirm, corrections

pytestmark = pytest.mark.django_db


def test_each_organism_of_the_file_has_its_history_and_each_held_label_its_renewal(sonia):
    told = json.loads(FILE.read_text())
    confirm(sonia, told, corrections(told))
    organisms = list(Organism.objects.all())

    found = {one.pk: events(read(sonia, one)) for one in organisms}
    dates = next_dates(sonia, organisms)

    assert [one for one in organisms if not found[one.pk]] == []
    assert {one.kind for rows in found.values() for one in rows} <= set(KINDS)
    assert all(one.is_taken_over for rows in found.values() for one in rows if one.kind == "label")
    held = Label.objects.in_force().values_list("organism", flat=True)
    assert [key for key in held if dates[key] is None] == []
