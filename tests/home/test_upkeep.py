"""Upkeep of the site: broken links, pages without a link, pages to renew, drafts; the desk that shows them."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.cms import desk
from home.models import AlertBanner, ContentPage, PageFinding, SiteFrame
from home.upkeep.jobs import look, look_each_morning
from labelling.parties.framework.models import LabelRulesVersion
from portal.core import clock
from tests.home.blocks.factories import make_page
from tests.labelling.framework.factories import draft_of

pytestmark = pytest.mark.django_db


def link(page):
    return ("text", f'<p><a linktype="page" id="{page.pk}">La page des prix</a></p>')


def found(kind):
    rows = PageFinding.objects.filter(kind=kind).order_by("page__title")
    return [(one.page.title, one.sentence) for one in rows]


def test_the_first_site_has_nothing_to_mend(made_site):
    look()

    assert found("link") == []


def test_a_link_that_died_is_found_and_leaves_the_list_once_mended(made_site):
    target = make_page(made_site, "prix")
    page = make_page(made_site, "cite", [link(target)])
    look()
    before = found("link")
    Page.objects.filter(pk=target.pk).update(live=False)
    look()
    first = PageFinding.objects.get(kind="link")
    with clock.at(clock.now() + timedelta(days=1)):
        look()
    again = PageFinding.objects.get(kind="link")
    page.body = []
    page.save()
    look()

    assert before == []
    assert "La page des prix" in first.sentence
    assert first.page_id == page.pk
    assert (again.pk, again.found_at) == (first.pk, first.found_at)
    assert found("link") == []


def test_a_scenario_that_plays_years_of_mornings_does_not_look(made_site):
    """In its transaction, the pages of today would be told as of then; the worker looks once it is over."""
    make_page(made_site, "prix")
    look_each_morning()
    within = found("orphan")
    look()

    assert (within, len(found("orphan"))) == ([], 1)


@pytest.mark.parametrize("way", ["text", "address", "menu"])
def test_a_page_that_nothing_leads_to_is_an_orphan_until_something_does(way, made_site):
    page = make_page(made_site, "prix")
    look()
    before = [title for title, _ in found("orphan")]
    if way == "text":
        make_page(made_site, "cite", [link(page)])
    elif way == "address":
        make_page(made_site, "cite", [("text", '<p><a href="/prix/">La page des prix</a></p>')])
    else:
        entry = {"label": "Prix", "page": page.pk, "service": ""}
        SiteFrame.objects.create(menu=json.dumps([{"type": "entry", "value": entry}]))
    look()

    assert before == ["Campagne"]
    assert [one.page_id for one in PageFinding.objects.filter(page=page)] == []


AND = "\u00a0; "
NINETY_DAYS = AND.join(
    ("Non-conformité majeure\u00a0: preuve", "Fin d’usage de la marque\u00a0: imprimés")
)
THREE_YEARS = AND.join(
    (
        "durée du label",
        "Durée de l’agrément d’un auditeur",
        "Ancienneté des liens d’intérêts pris en compte",
    )
)


def duration(made_site):
    text = (
        "text",
        "<p>Il vaut trois ans. Vous avez 90&nbsp;jours pour répondre, et vingt jours pour lire.</p>",
    )
    return make_page(made_site, "duree", [text])


def of_the_page(page):
    return list(
        PageFinding.objects.filter(page=page).exclude(kind="orphan").values_list("kind", "sentence")
    )


def test_br09_a_number_of_the_rules_typed_in_a_page_is_told_and_once_they_say_another_first(
    made_site,
):
    page = duration(made_site)
    look()
    before = of_the_page(page)
    start = clock.today() + timedelta(days=1)
    draft_of(LabelRulesVersion, start=start, label_months=48).publish()
    with clock.at(clock.now() + timedelta(days=1)):
        look()
    after = of_the_page(page)

    rules = "comme les règles en vigueur"
    proof = f"«\u00a090 jours\u00a0»\u00a0: {rules} ({NINETY_DAYS}). À relire si elles changent."
    held = f"«\u00a0trois ans\u00a0»\u00a0: {rules} ({THREE_YEARS}). À relire si elles changent."
    lost = "«\u00a0trois ans\u00a0»\u00a0: les règles en vigueur disent un autre nombre (durée du label)."
    assert sorted(before) == sorted([("rule", proof), ("rule", held)])
    assert after == [("other_rule", f"{lost} Relisez la page."), ("rule", proof)]


def test_br09_the_office_and_the_dircom_read_which_pages_tell_a_number_of_the_rules(
    made_site, dircom, sonia, signed_in
):
    duration(made_site)
    look()

    pages = (signed_in(dircom).get("/cms/").text, signed_in(sonia).get("/espace/faits/").text)

    assert [
        "«\u00a0trois ans\u00a0»\u00a0: comme les règles en vigueur" in page for page in pages
    ] == [True, True]


def test_the_desk_lists_drafts_old_pages_and_findings(made_site, dircom, signed_in):
    old = make_page(made_site, "vieille")
    long_ago = clock.now() - timedelta(days=400)
    Page.objects.filter(pk=old.pk).update(last_published_at=long_ago, title="Vieille page")
    page = make_page(made_site, "brouillon")
    page.title = "Page commencée"
    page.save_revision(user=dircom)
    now = clock.now()
    AlertBanner.objects.create(
        heading="Fermeture", starts_at=now + timedelta(1), ends_at=now + timedelta(2)
    )
    look()
    text = signed_in(dircom).get("/cms/").text.replace("\u00a0", " ")

    said = ("Mes brouillons", "Page commencée", "À renouveler", "Vieille page", "Pages sans lien")
    assert [one for one in said if one not in text] == []
    assert [text.count(f"{what} du bandeau le") for what in ("début", "fin")] == [1, 1]
    assert [row[0] for row in desk.to_renew()] == ["Vieille page"]
    assert [row[0] for row in desk.drafts(dircom)] == ["Page commencée"]


def test_the_lists_of_the_desk_cost_the_same_for_one_and_for_many(made_site, dircom):
    counts = []
    for n in range(4):
        page = make_page(made_site, f"p{n}")
        page.save_revision(user=dircom)
        if n in (0, 3):
            look()
            with CaptureQueriesContext(connection) as queries:
                lists = desk.drafts(dircom), desk.to_renew(), desk.findings("orphan"), desk.coming()
            counts.append((len(lists[0]), len(queries)))

    assert [many for many, _ in counts] == [1, 4]
    assert counts[0][1] == counts[1][1]


def test_a_page_made_by_code_is_no_draft(made_site, dircom):
    assert ContentPage.objects.filter(has_unpublished_changes=True).count() == 0
    assert desk.drafts(dircom) == []
