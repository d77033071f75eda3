"""New version of a published practice: reviewed beside it, which stays until replaced."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from observatory import public
from observatory.practices import versions
from observatory.practices.models import GoodPractice
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.observatory.factories import fire, make_practice

pytestmark = pytest.mark.django_db
FIGURE = {"name": "Avis", "after": 1, "unit": "%", "measured_on": "2025-01", "source": "Enquête"}


@pytest.fixture
def published(organism):
    practice = make_practice(
        organism,
        "published",
        origin="committee",
        contact_name="Léa Martin",
        contact_consent_on="2026-01-01",
    )
    practice.indicators.create(order=1, **FIGURE)
    practice.pieces.create(order=1, kind="link", title="Le bilan", url="https://organisme.example/")
    return practice


def test_the_published_sheet_stays_until_its_new_version_is_published(
    published, alice, sonia, dircom, client
):
    edition = versions.open_edition(published, by=alice)
    edition.results, edition.title = "Tout a changé.", "Un autre titre"
    edition.save()
    edition.indicators.update(after=2)
    for step, who in (("submit", alice), ("validate", sonia)):
        edition = fire(edition, step, who)
        page = client.get(published.get_public_url()).content.decode()
        assert "Tout a changé." not in page
        assert [row.pk for row in public.published_practices()] == [published.pk]
        assert client.get(edition.get_public_url()).status_code == 404

    edition = fire(edition, "publish_edition", dircom)

    published.refresh_from_db()
    page = client.get(published.get_public_url()).content.decode()
    assert (published.title, published.results) == ("Un autre titre", "Tout a changé.")
    assert (edition.state, published.state, published.edition) == ("merged", "published", 2)
    assert (published.published_on, published.revised_on) == (date(2026, 2, 1), date(2026, 11, 24))
    assert published.review_due_on == date(2028, 11, 24)
    assert (published.indicators.get().after, published.pieces.get().title) == (2, "Le bilan")
    assert (published.origin, published.contact_name) == ("committee", "Léa Martin")
    assert all(words in page for words in ("Tout a changé.", "2, du", "Léa Martin", "Le bilan"))
    assert audit_log.entries_of(published).filter(act="publish_edition").get().data == {
        "readers": [str(sonia), str(dircom)]
    }


def test_a_new_version_answers_the_review(published, alice, sonia, dircom):
    """BR-87: updated is also « still true »."""
    GoodPractice.objects.filter(pk=published.pk).update(review_due_on="2026-11-20")
    published = published.workflow.run_timed()[0]
    edition = versions.open_edition(published, by=alice)
    for step, who in (("submit", alice), ("validate", sonia), ("publish_edition", dircom)):
        edition = fire(edition, step, who)

    published.refresh_from_db()
    assert (published.state, published.review_due_on) == ("published", date(2028, 11, 24))


def test_a_version_is_written_by_the_organism_once(signed_in, published, alice, bob, sonia):
    client, address = signed_in(alice), f"{published.get_absolute_url()}nouvelle-version/"
    make_practice(published.organism, slug=f"{published.slug}-v2")

    shown = client.get(address)
    answers = [client.post(address, {"once": new_key()}) for _ in range(2)]

    edition = GoodPractice.objects.get(edition_of=published)
    assert "reste en ligne" in shown.content.decode()
    assert [a["Location"] for a in answers] == [edition.get_absolute_url()] * 2
    assert edition.reference == f"{published.reference}-v2"
    assert signed_in(sonia).get(address).status_code == 403
    assert signed_in(sonia).post(address).status_code == 403
    assert signed_in(bob).get(address).status_code == 404
    with pytest.raises(Forbidden):
        versions.open_edition(edition, by=alice)


def test_an_inner_step_has_no_page(signed_in, published, sonia):
    page = signed_in(sonia).get(published.get_absolute_url()).content.decode()

    assert "Prendre la nouvelle version" not in page
    address = f"{published.get_absolute_url()}prendre-la-nouvelle-version/"
    assert signed_in(sonia).post(address, {"once": new_key()}).status_code == 404


@pytest.mark.parametrize("step", ["withdraw", "archive"])
def test_a_version_goes_with_its_sheet(step, published, alice, sonia):
    edition = fire(versions.open_edition(published, by=alice), "submit", alice)

    fire(published, step, sonia, reason="Un essai qui a pris fin.")

    edition.refresh_from_db()
    assert (edition.state, edition.reviews.get().outcome) == ("withdrawn", "closed")
    assert versions.under_way(published) is None


def test_a_version_of_a_sheet_that_left_is_not_published(published, alice, sonia, dircom):
    edition = fire(
        fire(versions.open_edition(published, by=alice), "submit", alice), "validate", sonia
    )
    GoodPractice.objects.filter(pk=published.pk).update(state="archived")
    edition = GoodPractice.objects.get(pk=edition.pk)

    with pytest.raises(Refused) as refused:
        fire(edition, "publish_edition", dircom)
    assert refused.value.codes == ["original"]
    with pytest.raises(Forbidden):
        fire(edition, "publish", dircom)


def test_the_database_never_shows_a_version_by_itself(published, alice):
    edition = versions.open_edition(published, by=alice)
    dates = {"published_on": "2026-02-01", "review_due_on": "2028-02-01"}

    for facts in ({"state": "published"} | dates, {"state": "review_due"} | dates):
        with pytest.raises(IntegrityError), transaction.atomic():
            GoodPractice.objects.filter(pk=edition.pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(published.organism, edition_of=published)


def test_an_abandoned_version_leaves_room_for_another(published, alice, client):
    first = fire(versions.open_edition(published, by=alice), "abandon", alice)
    second = versions.open_edition(published, by=alice)

    assert (first.state, second.reference) == ("withdrawn", f"{published.reference}-v3")
    assert client.get(first.get_public_url()).status_code == 404
    assert client.get(published.get_public_url()).status_code == 200


def test_readers_compare_a_version_with_the_published_sheet(signed_in, published, alice, sonia):
    edition = versions.open_edition(published, by=alice)
    edition.results = "Les réclamations baissent encore."
    edition.save()
    edition = fire(edition, "submit", alice)

    page = signed_in(sonia).get(f"{edition.get_absolute_url()}lectures/1/").content.decode()

    assert "comparée avec la fiche publiée" in page
    assert "1\u00a0champ a changé" in page
