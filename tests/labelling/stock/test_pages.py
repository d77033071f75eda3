"""Pages of the stock: coverage, filters, rating of a residence."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.parties.framework.models import EvaluationFrameworkVersion
from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock import actions, pages
from labelling.path.stock.files.vocabulary import UNKEPT
from labelling.path.stock.models import AXES, Rating, Residence
from portal.workflow import Forbidden, Refused
from tests.labelling.framework.factories import draft_of
from tests.labelling.stock.factories import address, make_residences, rate_all, send
from tests.labelling.stock.files import sample
from tests.markup import tidy
from tests.refusals import refused as refused_page

GOOD = dict.fromkeys(AXES, 1)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_coverage_is_shown_with_its_arithmetic(member, alice, dossier):
    """BR-18: rated homes out of homes in the perimeter."""
    first, *_ = make_residences(dossier.organism, 3)
    actions.rate(dossier, {first: [1, 1, 1, 1, 1]}, by=alice)

    page = text(member.get(address("stock_detail", dossier)))

    assert "10 logements notés ÷ 30 logements = <b>33,3 %</b>" in tidy(page)


def test_filters_leave_what_they_say(member, alice, dossier):
    one, two, three = make_residences(dossier.organism, 3)
    actions.rate(dossier, {one: [3, 3, 3, 3, 0], two: [1, 1, 1, 1, 1]}, by=alice)
    url = address("stock_detail", dossier)

    def names(**asked):
        return [row.code for row in member.get(url, asked).context["page"]]

    assert names(niveau="priority") == [one.code]
    assert names(niveau="unrated") == [three.code]
    assert names(q="0002") == [two.code]
    assert names(q="bourg en bresse") == [three.code, one.code, two.code]
    assert names(agence="Nord") == [three.code, one.code, two.code]
    assert names(q="rien") == []


def test_residences_to_rate_come_first_then_the_highest_index(member, alice, dossier):
    calm, urgent, unrated = make_residences(dossier.organism, 3)
    actions.rate(dossier, {calm: [1, 1, 1, 1, 1], urgent: [3, 3, 3, 3, 0]}, by=alice)

    page = member.get(address("stock_detail", dossier)).context["page"]

    assert [row.code for row in page] == [unrated.code, urgent.code, calm.code]


@pytest.mark.parametrize(("axes", "index", "level"), [
    ([0, 0, 0, 0, 4], 4, "priority"),
    ([3, 3, 3, 3, 0], 12, "priority"),
    ([3, 3, 3, 2, 0], 11, "watch"),
    ([2, 2, 2, 2, 0], 8, "watch"),
    ([2, 2, 2, 1, 0], 7, "ordinary"),
])  # fmt: skip
def test_a_rating_gives_its_index_and_level(member, dossier, axes, index, level):
    """Twelve, or one axis at 4: priority; eight: to watch."""
    (one,) = make_residences(dossier.organism)
    data = dict(zip(AXES, axes, strict=True)) | {"act": "keep", "seen": ""}

    response = member.post(address("stock_residence", dossier, one.code), data)

    assert response.status_code == 302
    rating = Rating.objects.get()
    assert (rating.index, rating.level) == (index, level)


def test_br18_a_rating_follows_the_cadre_of_its_dossier(member, dossier):
    framework = draft_of(EvaluationFrameworkVersion, stock_watch_from=5)
    LabelDossier.objects.filter(pk=dossier.pk).update(framework=framework)
    (one,) = make_residences(dossier.organism)

    member.post(address("stock_residence", dossier, one.code), GOOD | {"act": "keep", "seen": ""})

    rating = Rating.objects.get()
    assert (rating.index, rating.level) == (5, "watch")


def test_the_index_can_be_counted_before_anything_is_kept(member, dossier):
    (one,) = make_residences(dossier.organism)

    response = member.post(address("stock_residence", dossier, one.code), GOOD | {"act": "count"})

    assert "1 + 1 + 1 + 1 + 1 = 5 sur 20" in text(response)
    assert Rating.objects.count() == 0


def test_a_missing_axis_keeps_what_was_chosen(member, dossier):
    (one,) = make_residences(dossier.organism)
    data = dict.fromkeys(AXES[:4], 2)

    response = member.post(address("stock_residence", dossier, one.code), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [AXES[4]]
    assert response.content.decode().count(" checked") == 4
    assert Rating.objects.count() == 0


def test_rating_one_leads_to_the_next_unrated(member, dossier):
    one, two = make_residences(dossier.organism, 2)

    response = member.post(address("stock_residence", dossier, one.code), GOOD | {"act": "next"})

    assert response.url == address("stock_residence", dossier, two.code)


def test_two_colleagues_on_one_residence_see_both_ratings(member, alice, dossier):
    (one,) = make_residences(dossier.organism)
    rate_all(dossier, alice)
    seen = member.get(address("stock_residence", dossier, one.code)).context["seen"]
    rate_all(dossier, alice, (2, 2, 2, 2, 2))
    data = dict.fromkeys(AXES, 0) | {"seen": seen}

    response = member.post(address("stock_residence", dossier, one.code), data)

    assert response.status_code == 409
    assert len(response.context["pairs"]) == 5
    assert Rating.objects.get().index == 10
    data["seen"] = response.context["seen"]
    assert member.post(address("stock_residence", dossier, one.code), data).status_code == 302
    assert Rating.objects.get().index == 0


def test_the_database_refuses_an_axis_over_four(dossier, alice):
    (one,) = make_residences(dossier.organism)
    row = dict.fromkeys(AXES, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            dossier=dossier, residence=one, index=25, level="priority", rated_by=alice, **row
        )


def test_only_members_rate_and_only_before_the_audit(signed_in, dossier, alice, bob, sonia):
    (one,) = make_residences(dossier.organism)
    url = address("stock_residence", dossier, one.code)

    assert signed_in(bob).get(url).status_code == 404
    assert signed_in(bob).get(address("stock_detail", dossier)).status_code == 404
    assert signed_in(sonia).get(url).status_code == 200
    assert signed_in(sonia).post(url, GOOD).status_code == 403
    with pytest.raises(Forbidden):
        actions.rate(dossier, {one: [0] * 5}, by=bob)
    type(dossier).objects.filter(pk=dossier.pk).update(state="review")
    assert signed_in(alice).get(url).status_code == 200
    refused_page(signed_in(alice).post(url, GOOD), "Le patrimoine se note entre la recevabilité")
    dossier.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.rate(dossier, {one: [0] * 5}, by=alice)
    assert refused.value.codes == ["state"]
    assert Rating.objects.count() == 0


def test_a_residence_of_another_organism_is_not_found(member, dossier, bob):
    other = bob.memberships.get().organism
    make_residences(other, 1)

    assert member.get(address("stock_residence", dossier, "R0001")).status_code == 404


def test_the_list_costs_the_same_with_one_and_three_hundred_residences(member, alice, dossier):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert member.get(address("stock_detail", dossier)).status_code == 200
        return len(queries)

    make_residences(dossier.organism, 1)
    rate_all(dossier, alice)
    member.get(address("stock_detail", dossier))
    one = cost()
    Rating.objects.all().delete()
    dossier.organism.residences.all().delete()
    make_residences(dossier.organism, 300)
    rate_all(dossier, alice)

    assert cost() == one
    assert one <= 15


def test_one_and_none_are_singular(member, alice, dossier):
    make_residences(dossier.organism, homes=1)
    page = tidy(text(member.get(address("stock_detail", dossier))))

    assert "Couverture : 0 logement noté ÷ 1 logement = <b>0,0 %</b>" in page
    assert [figure["label"] for figure in pages.summary(dossier)["figures"]] == [
        "résidence, 1\u00a0logement",
        "prioritaire, 0\u00a0logement",
        "à surveiller, 0\u00a0logement",
        "ordinaire, 0\u00a0logement",
        "à noter, 1\u00a0logement",
    ]


def test_noting_one_by_one_begins_with_the_first_that_is_not_rated(member, alice, dossier):
    first, second, _third = make_residences(dossier.organism, 3)
    actions.rate(dossier, {first: [1, 1, 1, 1, 1]}, by=alice)
    page = member.get(address("stock_detail", dossier)).content.decode()

    assert (
        f'<a href="{address("stock_residence", dossier, second.code)}">Noter une par une</a>'
        in page
    )


def test_columns_that_are_checked_and_kept_nowhere_are_named(member, dossier):
    """A surface or a rent that asks for a confirmation is not thrown away without a word."""
    shown = send(member, dossier, sample("parc-312-residences.xlsx"))
    kept = {column.field for column in shown.context["report"].columns} - set(UNKEPT)

    named = "«\u00a0Type\u00a0», «\u00a0Surface moyenne (m²)\u00a0», «\u00a0Vacance (%)\u00a0»"
    assert f"aucune page ne s’en sert\u00a0: {named}." in shown.content.decode()
    assert kept <= {field.name for field in Residence._meta.fields} | {"postcode", "commune", None}
