"""Ties of the label's office: declared by each person, read by the office, ended once (BR-21)."""

from datetime import timedelta

import pytest

from labelling.models import OfficeTie
from labelling.parties.accreditation.auditors import interests
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from portal.models import Role
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.dossiers.factories import refused_step, submitted

pytestmark = pytest.mark.django_db
LIST = "/espace/agrements/liens-du-bureau/"


def ago(days):
    return clock.today() - timedelta(days=days)


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


def declared(by, organism, **facts):
    said = {"organism": organism, "kind": "employed", "started_on": ago(2000)}
    return interests.declare(by=by, **(said | facts))


def form(**facts):
    return {"once": new_key()} | facts


@pytest.mark.parametrize(
    ("days", "expected"), [(None, ["forbidden"]), (1, ["forbidden"]), (1100, [])]
)
def test_br21_somebody_of_the_office_with_a_tie_does_not_register_the_dossier(
    organism, alice, sonia, paul, days, expected
):
    """The other one does; it counts D19 after its end."""
    dossier = submitted(organism, alice)
    declared(sonia, organism, ended_on=days and ago(days))

    found = refused_step(dossier, "register", sonia) if expected else []
    by = paul if expected else sonia

    assert found == expected
    assert DOSSIER.fire(dossier, "register", by=by).state == "registered"


def test_br21_on_screen_a_tie_is_declared_then_its_end_is_told(organism, sonia, paul, signed_in):
    facts = {"organism": organism.pk, "kind": "board", "started_on": ago(90).isoformat()}
    client = signed_in(sonia)
    wrong = client.post(f"{LIST}declarer/", form(**facts, ended_on=ago(100).isoformat()))
    right = client.post(f"{LIST}declarer/", form(**facts))
    tie = OfficeTie.objects.get()
    page = client.get(LIST).text
    end = f"{LIST}{tie.pk}/terminer/"
    screens = [client.get(one).text for one in (f"{LIST}declarer/", end)]
    too_early = client.post(end, form(ended_on=ago(100).isoformat()))
    ended = client.post(end, form(ended_on=ago(3).isoformat()))
    other = signed_in(paul).get(LIST).text

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ended_on"])
    assert (right.status_code, right["Location"]) == (302, LIST)
    assert ["mandat d’administrateur" in text for text in (page, other)] == [True, True]
    assert ["Dire sa fin" in text for text in (page, other)] == [True, False]
    assert [("None" in text, "Liens du bureau</a>" in text) for text in screens] == [
        (False, True)
    ] * 2
    assert (too_early.status_code, ended.status_code) == (422, 302)
    assert OfficeTie.objects.get().ended_on == ago(3)
    assert [one.act for one in audit_log.entries_of(tie)] == ["end_office_tie", "office_tie"]


def test_a_tie_of_the_office_is_declared_by_the_office_and_ended_by_its_person_once(
    organism, alice, sonia, paul
):
    with pytest.raises(Forbidden):
        declared(alice, organism)
    tie = declared(sonia, organism)
    with pytest.raises(Forbidden):
        interests.end(tie, by=paul, ended_on=ago(1))
    interests.end(tie, by=sonia, ended_on=ago(1))
    with pytest.raises(Refused) as refused:
        interests.end(tie, by=sonia, ended_on=ago(0))

    assert refused.value.codes == ["ended"]
    assert OfficeTie.objects.get().ended_on == ago(1)


def test_the_list_asks_as_many_queries_for_many_ties_as_for_one(
    organism, sonia, signed_in, django_assert_max_num_queries
):
    client = signed_in(sonia)
    declared(sonia, organism)
    client.get(LIST)
    with django_assert_max_num_queries(1000) as one:
        client.get(LIST)
    for number in range(5):
        declared(sonia, factories.make_organism(f"Corvange {number}"))
    with django_assert_max_num_queries(1000) as many:
        client.get(LIST)

    assert len(many) == len(one)
