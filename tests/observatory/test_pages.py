"""Pages of the observatory: public, of a member, and 404 for others."""

import json

import pytest
from django.urls import reverse

from labelling.models import Organism
from observatory import loading
from observatory.practices.models import GoodPractice
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
LIST = "/observatoire/"
HIDDEN = (
    "draft",
    "submitted",
    "changes_requested",
    "validated",
    "archived",
    "rejected",
    "withdrawn",
    "merged",
)


def test_only_published_practices_are_found(client, organism, settings):
    shown = make_practice(organism, "published", title="La pratique publiée")
    for state in HIDDEN:
        make_practice(organism, state, title=f"Une pratique {state}")

    page = client.get(LIST).content.decode()
    codes = {
        practice.state: client.get(practice.get_public_url()).status_code
        for practice in GoodPractice.objects.all()
    }

    assert "1\u00a0pratique" in page
    assert shown.title in page
    assert "Une pratique" not in page
    assert codes == dict.fromkeys(HIDDEN, 404) | {"published": 200, "withdrawn": 410}


@pytest.mark.parametrize(
    ("query", "found"),
    [("theme=T07", 2), ("region=84", 2), ("famille=ESH", 1), ("theme=T01", 0), ("theme=nul", 3)],
)
def test_filters_narrow_the_list(query, found, client, organism):
    other = factories.make_organism(region="11", family="ESH")
    make_practice(organism, "published")
    make_practice(organism, "published", themes=["T02"])
    make_practice(other, "published")

    assert client.get(f"{LIST}?{query}").context["total"] == found


def test_a_member_writes_and_proposes(signed_in, organism, alice):
    client = signed_in(alice)
    opened = client.post("/espace/pratiques/proposer/", {"title": "Halls notés", "once": new_key()})
    practice = GoodPractice.objects.get()
    base = practice.get_absolute_url()

    client.post(
        f"{base}ecrire/recit/", {"context": "Avant", "description": "Après", "once": new_key()}
    )
    refused = client.post(f"{base}proposer-la-fiche/", {"once": new_key()})

    practice.refresh_from_db()
    assert opened["Location"] == f"{base}ecrire/identite/"
    assert (practice.context, practice.title, practice.state) == ("Avant", "Halls notés", "draft")
    assert refused.status_code == 409
    assert f"{base}ecrire/identite/" in refused.content.decode()


def test_a_name_without_consent_is_kept_on_screen_not_in_the_record(signed_in, organism, alice):
    """BR-86."""
    practice = make_practice(organism)
    fields = {"contact_name": "Léa Martin", "contact_function": "Qualité", "once": new_key()}

    answer = signed_in(alice).post(f"{practice.get_absolute_url()}ecrire/publication/", fields)

    practice.refresh_from_db()
    assert answer.status_code == 422
    assert "Léa Martin" in answer.content.decode()
    assert (practice.contact_name, practice.contact_function) == ("", "Direction de la proximité")


def test_figures_are_kept_in_their_order(signed_in, organism, alice):
    practice = make_practice(organism)
    first = {
        "name": "Satisfaction",
        "before": "61",
        "after": "78",
        "unit": "%",
        "measured_on": "2025-06",
        "source": "Enquête",
    }
    fields = {f"form-0-{name}": value for name, value in first.items()}
    fields |= {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-1-name": "", "once": new_key()}
    client, address = signed_in(alice), f"{practice.get_absolute_url()}chiffres/"

    wrong = client.post(address, fields | {"form-0-measured_on": "juin 2025"})
    client.post(address, fields | {"once": new_key()})

    assert wrong.status_code == 422
    assert "juin 2025" in wrong.content.decode()
    assert [(str(row.before), str(row.after)) for row in practice.indicators.all()] == [
        ("61.00", "78.00")
    ]


def test_a_record_that_is_proposed_is_only_read(signed_in, organism, alice):
    practice = make_practice(organism, "submitted")

    answer = signed_in(alice).get(f"{practice.get_absolute_url()}ecrire/recit/")

    assert answer.status_code == 409
    assert "elle se lit seulement" in answer.content.decode()


def test_the_demonstration_s_practices_are_loaded_once(client, django_assert_num_queries):
    """BR-86: the person without consent is nowhere, not even in the file."""
    rows = json.loads(loading.FILE.read_text(encoding="utf-8"))
    names = {row["organism"] for row in rows}
    for number, name in enumerate(sorted(names)):
        factories.make_organism(name, slug=f"demo-{number}")

    assert loading.load_practices() == (60, [])
    assert loading.load_practices() == (0, [])
    assert (
        GoodPractice.objects.filter(state="review_due").values_list("slug", flat=True).count() == 1
    )
    assert "Yoann" not in loading.FILE.read_text(encoding="utf-8")
    assert client.get(LIST).context["total"] == 60


def test_elsewhere_than_in_the_demonstration_no_organism_is_invented(organism, settings):
    settings.IS_DEMO = False
    made, missing = loading.load_practices()

    assert (made, len(missing), Organism.objects.count()) == (0, 58, 1)
    assert "Vilaine-Aumance Habitat" in missing


def test_the_demonstration_invents_the_organisms_that_tell_its_practices(client, settings):
    """Each marked as invented, without a label; those that are there are left as they are."""
    settings.IS_DEMO = True
    there = factories.make_organism("Vilaine-Aumance Habitat", slug="vilaine", homes=12)

    assert loading.load_practices() == (60, [])
    assert loading.load_practices() == (0, [])
    made = Organism.objects.exclude(pk=there.pk)
    assert set(made.values_list("is_demo", "has_public_consent", "labels", "dossiers")) == {
        (True, False, None, None)
    }
    assert (made.count(), made.filter(region="").count()) == (57, 0)
    there.refresh_from_db()
    assert (there.homes, there.practices.count() > 0) == (12, True)
    (line,) = audit_log.entries_of(made.get(name="Office de l’habitat du Rhénan"))
    assert line.sentence == "Organisme inventé, versé avec la démonstration."
    sheet = client.get(made.first().practices.first().get_public_url()).content.decode()
    assert "Pratique inventée pour la démonstration, comme l’organisme." in sheet


def test_the_dircom_reads_what_it_publishes_and_no_draft(signed_in, organism, dircom):
    draft, valid = make_practice(organism), make_practice(organism, "validated")
    client = signed_in(dircom)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(valid.get_absolute_url()).status_code == 200
    assert reverse("observatory:practices") in client.get("/espace/").content.decode()
