"""The past of the follow-up: written by the import of the tracking alone, marked, told to nobody."""

from datetime import date

import pytest

from labelling.models import Exchange, OfficeNote, Organism
from labelling.steering.follow_up.exchanges.querysets import with_last_contact
from labelling.steering.follow_up.past import PastFact, record_past
from labelling.steering.history_import.matching import actions
from portal.core import clock
from portal.models import Message
from portal.web import worklist
from portal.workflow import Forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(sonia):
    return actions.begin(
        by=sonia, file_name="suivi.csv", digest="0" * 64, content={"organisms": []}
    )


def test_facts_bear_their_day_and_their_place_and_tell_nobody(organism, sonia, source):
    record_past(
        [
            PastFact(organism, "Relancé, pas de réponse.", "relance", "2021-03", "Suivi, ligne 4"),
            PastFact(organism, "Appelé.", "phone", "", "Suivi, ligne 5"),
            PastFact(organism, "Directeur nouveau.", place="Suivi, ligne 4"),
        ],
        by=sonia,
        taken_from=source,
    )

    told = [
        (one.on, one.taken_facts["since"], one.taken_over_on, one.missing_facts)
        for one in Exchange.objects.order_by("pk")
    ]
    assert told == [
        (date(2021, 3, 1), "2021-03", clock.today(), []),
        (None, "", clock.today(), ["Jour de l’échange"]),
    ]
    assert OfficeNote.objects.get().text == "Directeur nouveau."
    assert Message.objects.count() == 0
    assert worklist.lists(sonia)["do"] == []


def test_read_again_nothing_is_told_twice(organism, sonia, source):
    fact = PastFact(organism, "Relancé.", "relance", "2021-03-02", "Suivi, ligne 4")

    assert len(record_past([fact, fact], by=sonia, taken_from=source)) == 1
    assert record_past([fact], by=sonia, taken_from=source) == []


def test_what_is_taken_back_is_the_last_contact_no_more(organism, sonia, source):
    record_past(
        [PastFact(organism, "Relancé.", "relance", "2021-03-02")], by=sonia, taken_from=source
    )
    row = with_last_contact(Organism.objects.all()).get()
    Exchange.objects.update(taken_back_on=clock.today())
    after = with_last_contact(Organism.objects.all()).get()

    assert (row.last_contact_on, after.last_contact_on) == (date(2021, 3, 2), None)


def test_the_referent_alone_takes_it_over(organism, paul, source):
    with pytest.raises(Forbidden):
        record_past([PastFact(organism, "Relancé.", "relance")], by=paul, taken_from=source)
