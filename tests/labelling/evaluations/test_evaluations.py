"""Evaluation of auditors (BR-40): once a side, within its days, read as averages from three on, never tied to who."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.committee.evaluations import actions
from labelling.committee.evaluations.averages import own_averages
from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.models import AuditorEvaluation
from labelling.committee.evaluations.rules import office
from labelling.path.audits.models import AuditMission
from labelling.path.audits.workflow import MISSION
from portal.core import clock
from portal.figures import Period, figure
from portal.mail_desk.forecast import listing
from portal.models import Message
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.dossiers.factories import make_mission
from tests.portal.mail_desk.factories import queue

pytestmark = pytest.mark.django_db
LIST = "/espace/evaluations/"
YEAR = Period.of_year(2026)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def ali(db):
    return make_auditor("Ali", "Haddad")


def validated(organism, auditor, ago=3, **fields):
    """A mission whose report was validated so many days ago."""
    dossier = organism.dossiers.first() or factories.make_dossier(organism, state="follow_up")
    day = clock.today() - timedelta(ago)
    facts = {"auditor": auditor, "validated_on": day} | fields
    return make_mission(dossier, "implementation", "validated", **facts)


def ratings(*values):
    return {one.code: value for one, value in zip(current_grid().criteria, values, strict=True)}


def evaluated(auditor, *values):
    """By another organism."""
    organism = factories.make_organism()
    by = factories.make_member(organism)
    return actions.give(validated(organism, auditor), by=by, ratings=ratings(*values))


def test_br40_each_side_evaluates_once(organism, alice, chloe, sonia, ali):
    mission = validated(organism, ali)
    made = actions.give(mission, by=chloe, ratings=ratings(4, 3, 4, 2, 3), comment="À l’écoute.")
    assert (made.side, made.mean, made.by) == ("organism", Decimal("3.2"), chloe)
    assert audit_log.entries_of(made)[0].act == "give"
    assert [one.act for one in audit_log.entries_of(mission)] == []  # its auditor reads that one

    with pytest.raises(Refused) as refused:
        actions.give(mission, by=alice, ratings=ratings(1, 1, 1, 1, 1))
    assert refused.value.codes == ["given"]
    assert actions.give(mission, by=sonia, ratings=ratings(3, 3, 3, 3, 3)).side == "office"


def test_br40_nobody_else_evaluates_and_nobody_oneself(organism, bob, sonia, ali):
    mission = validated(organism, ali)
    for stranger in (bob, ali.user):
        with pytest.raises(Forbidden):
            actions.give(mission, by=stranger, ratings=ratings(3, 3, 3, 3, 3))

    own = validated(factories.make_organism(), make_auditor())
    type(own.auditor).objects.filter(pk=own.auditor_id).update(user=sonia)

    assert not office(sonia, AuditMission.objects.get(pk=own.pk))


@pytest.mark.parametrize(
    "fields", [{"ago": 61}, {"ago": 3, "validated_on": None}, {"taken_over_on": "2026-11-01"}]
)
def test_br40_it_is_asked_for_sixty_days_after_the_report_is_validated_here(
    organism, chloe, ali, fields
):
    with pytest.raises(Refused) as refused:
        actions.give(validated(organism, ali, **fields), by=chloe, ratings=ratings(3, 3, 3, 3, 3))

    assert refused.value.codes == ["closed"]


def test_the_database_keeps_one_a_side_and_means_of_one_to_four(organism, chloe, ali):
    made = actions.give(validated(organism, ali), by=chloe, ratings=ratings(3, 3, 3, 3, 3))
    rows = AuditorEvaluation.objects.filter(pk=made.pk)

    with pytest.raises(IntegrityError, match="evaluation_of_one_to_four"), transaction.atomic():
        rows.update(mean="4.5")
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_br40_the_auditor_reads_averages_by_threes_and_never_who(ali, signed_in):
    client = signed_in(ali.user)
    for _ in range(2):
        evaluated(ali, 4, 4, 4, 4, 4)
    assert own_averages(ali) is None
    assert "à partir de 3" in client.get(LIST).text.replace("\u00a0", " ")
    evaluated(ali, 1, 1, 1, 1, 1)
    first = own_averages(ali)
    assert (first.many, first.mean) == (3, 3)

    last = evaluated(ali, 1, 1, 1, 1, 1)

    assert own_averages(ali) == first  # the fourth alone would be told by the difference
    page = client.get(LIST).text
    assert last.mission.dossier.organism.name not in page
    assert client.get(f"{LIST}auditeurs/{ali.slug}/").status_code == 404
    assert AuditorEvaluation.objects.visible_to(ali.user).count() == 0


def test_the_office_reads_who_and_why_an_organism_its_own(
    organism, chloe, bob, sonia, ali, signed_in
):
    words = {"ratings": ratings(4, 3, 4, 2, 3), "comment": "Un rapport très clair."}
    actions.give(validated(organism, ali), by=chloe, **words)

    page = signed_in(sonia).get(f"{LIST}auditeurs/{ali.slug}/").text

    assert "Un rapport très clair." in page
    assert str(chloe) in page
    seen = AuditorEvaluation.objects.visible_to
    assert [seen(one).count() for one in (chloe, bob)] == [1, 0]


def test_br40_a_validated_report_asks_the_organism_whose_home_shows_it_until_it_is_given(
    organism, chloe, sonia, ali, signed_in
):
    mission = validated(organism, ali, validated_on=None)
    entry = audit_log.write(mission, by=sonia, act="validate", sentence="x", target="validated")
    AuditMission.objects.filter(pk=mission.pk).update(validated_on=clock.today())
    mission.refresh_from_db()
    for follower in MISSION.followers:
        if follower is actions.ask:
            follower(mission, by=sonia, entry=entry)
    assert [one.person for one in Message.objects.filter(notice="evaluation.asked")] == [chloe]

    client, page = signed_in(chloe), f"{LIST}{mission.reference}/"
    assert page in client.get("/espace/").text
    given = dict.fromkeys(ratings(3, 3, 3, 3, 3), "3") | {"comment": "Rien à redire."}
    missing = client.post(page, {"comment": "Gardé."})
    assert (missing.status_code, "Gardé." in missing.text) == (422, True)
    assert client.post(page, given).status_code == 302

    assert page not in client.get("/espace/").text
    assert client.get(page).status_code == 409
    assert page in signed_in(sonia).get("/espace/").text


def test_br_98_the_average_of_all_is_told_from_five_on(ali):
    for value in (4, 4, 3, 3):
        evaluated(ali, *[value] * 5)
    average = figure("accreditations.evaluation_average")
    assert average.value(YEAR) is None
    assert figure("accreditations.evaluations").value(YEAR) == 4

    evaluated(ali, 1, 1, 1, 1, 1)

    assert average.value(YEAR) == pytest.approx(3.0)
    assert {one.organism for one in average.cases(YEAR)} == {None}


def test_the_list_costs_the_same_with_many_auditors(ali, sonia, signed_in):
    evaluated(ali, 3, 3, 3, 3, 3)
    client = signed_in(sonia)
    client.get(LIST)
    with CaptureQueriesContext(connection) as alone:
        client.get(LIST)
    for _ in range(6):
        evaluated(make_auditor(), 3, 3, 3, 3, 3)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(alone)


def asked_of(auditor):
    """The mail that asks another organism."""
    organism = factories.make_organism()
    member = factories.make_member(organism)
    mission = validated(organism, auditor)
    queue(mission, member, "evaluation.asked")


def test_the_forecast_asks_one_question_whether_one_evaluation_waits_or_many(ali):
    def cost():
        with CaptureQueriesContext(connection) as found:
            rows = listing.coming()
        return len(found), len(rows)

    asked_of(ali)
    listing.coming()
    one, few = cost()
    for _ in range(3):
        asked_of(ali)
    many, more = cost()
    given = AuditMission.objects.first()
    actions.give(
        given, by=given.dossier.organism.memberships.get().user, ratings=ratings(4, 3, 4, 2, 3)
    )

    assert (few, more, many) == (1, 4, one)
    assert given not in [row.thing for row in listing.coming()]
