"""Ties told for a firm, and ties told once a mission is accepted (BR-27)."""

from datetime import date
from itertools import chain

import pytest

from labelling.parties.accreditation.auditors import actions
from labelling.parties.accreditation.auditors.ties import firm_key
from labelling.parties.accreditation.models import Auditor, Tie
from labelling.path.audits import eligibility
from labelling.path.audits.models import AuditMission
from portal.core import working_days
from portal.models import Message, User
from portal.web import worklist
from tests.factories import make_organism
from tests.labelling.accreditation.factories import make_auditor

pytestmark = pytest.mark.django_db
TOLD = "accreditation.tie_told"


@pytest.fixture
def colleague(story):
    Auditor.objects.filter(pk=story.auditor.pk).update(firm="Cabinet Été", firm_key="cabinet ete")
    story.auditor.refresh_from_db()
    return make_auditor("Blanche", "Collègue", firm="CABINET  ETE, S.A.R.L.")


def tie(auditor, organism, **facts):
    facts = {"kind": "advised", "started_on": date(2024, 1, 1), "is_of_firm": True} | facts
    return Tie.objects.create(auditor=auditor, organism=organism, **facts)


def said(story, by=None):
    day = story.today
    return eligibility.problem(story.mission, story.auditor, day, day, by)


def homes(user):
    found = chain.from_iterable(worklist.lists(User.objects.get(pk=user.pk)).values())
    return [one.title for one in found if "un lien est déclaré" in one.title]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cabinet Été", "CABINET  ETE"),
        ("Durand & Associés", "durand, associes sas"),
        ("S.A.R.L. Orme", "Orme (SARL)"),
    ],
)
def test_one_firm_written_in_two_ways_has_one_key(one, other):
    assert firm_key(one) == firm_key(other) != ""


@pytest.mark.parametrize("name", ["", "SARL", "Indépendant", "Consultante indépendante", "—"])
def test_who_works_alone_has_the_firm_of_nobody(name):
    assert firm_key(name) == ""


def test_two_firms_have_two_keys():
    assert firm_key("Cabinet Orme") != firm_key("Cabinet Aulne")


def test_the_key_follows_the_name_whoever_saves_it(story):
    story.auditor.firm = "Atelier Été SAS"
    story.auditor.save(update_fields=["firm"])

    assert Auditor.objects.get(pk=story.auditor.pk).firm_key == "atelier ete"


def test_br27_a_tie_told_for_the_firm_bars_a_colleague(story, colleague, sonia):
    before = said(story)
    tie(colleague, story.dossier.organism)
    what = "lien de son cabinet avec l’organisme (mission de conseil, en cours)"

    assert (before, said(story)) == ("", f"{what}.")
    assert said(story, sonia) == f"{what}, déclaré par Blanche Collègue."
    assert said(story, story.auditor.user) == f"{what}."


def test_br27_a_tie_of_the_colleague_alone_or_of_another_firm_bars_nobody_else(story, colleague):
    tie(colleague, story.dossier.organism, is_of_firm=False)
    tie(make_auditor("Ana", "Ailleurs", firm="Cabinet Aulne"), story.dossier.organism)
    tie(colleague, make_organism("Tierce Habitat"))

    assert said(story) == ""


@pytest.mark.parametrize(("ended_on", "is_allowed"), [(35, False), (37, True)])
def test_br27_the_firm_is_barred_for_as_long_as_the_auditor_would_be(
    story, colleague, ended_on, is_allowed
):
    day = working_days.add_months(story.today, -ended_on)
    tie(colleague, story.dossier.organism, ended_on=day)

    assert (said(story) == "") is is_allowed


def test_the_choice_of_an_auditor_asks_the_same_with_one_tie_and_many(
    story, colleague, sonia, django_assert_num_queries
):
    def asked():
        with django_assert_num_queries(5):
            return eligibility.choices(story.mission, story.today, story.today, sonia)

    assert sonia.roles  # read once a request
    tie(colleague, story.dossier.organism)
    first = dict(asked())
    for number in range(3):
        tie(make_auditor("Ana", f"Nombre{number}", firm="Cabinet Été"), story.dossier.organism)
    assert first == dict(asked())


@pytest.fixture
def accepted(story):
    story.go("accept")
    return AuditMission.objects.get(pk=story.mission.pk)


@pytest.mark.parametrize("by_colleague", [False, True])
def test_br27_a_tie_told_after_acceptance_reaches_the_referent_the_same_day(
    signed_in, accepted, story, colleague, sonia, by_colleague
):
    who = colleague if by_colleague else story.auditor
    quiet = homes(sonia)
    actions.declare_tie(
        who, by=who.user, organism=accepted.dossier.organism, kind="advised",
        started_on=date(2024, 1, 1), is_of_firm=by_colleague,
    )  # fmt: skip
    page = signed_in(sonia).get(accepted.get_absolute_url()).content.decode()
    own = signed_in(story.auditor.user).get(accepted.get_absolute_url()).content.decode()

    assert (quiet, homes(sonia)) == (
        [], [f"{accepted.dossier.organism}\u00a0: un lien est déclaré par l’auditeur ou son cabinet"]
    )  # fmt: skip
    assert {m.person for m in Message.objects.filter(notice=TOLD)} == {sonia, story.office}
    assert "Un lien avec cet organisme est déclaré" in page
    assert ("déclaré par Blanche Collègue" in page) is by_colleague
    assert "Blanche" not in own


def test_a_tie_told_of_another_organism_or_too_old_tells_nobody(accepted, story, sonia):
    about = {"by": story.auditor.user, "kind": "advised", "started_on": date(2010, 1, 1)}
    actions.declare_tie(story.auditor, organism=make_organism("Tierce Habitat"), **about)
    actions.declare_tie(
        story.auditor, organism=accepted.dossier.organism, ended_on=date(2011, 1, 1), **about
    )

    assert (homes(sonia), Message.objects.filter(notice=TOLD).count()) == ([], 0)
