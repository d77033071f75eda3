"""Draft of a published page dropped, what « Avant de publier » says after an autosave, letters that cite a page."""

import re

from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, LetterIssue, LetterItem
from home.upkeep.models import PageFinding
from tests.home.editing.conftest import GOOD, said, text_of

NEW = "<h2>Le label</h2><p>Une version nouvelle.</p>"
HERE = "/cms/abandonner/accueil/une-page/"


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_draft_is_dropped_once_it_is_confirmed_and_the_page_is_what_is_on_line(cast):
    cast.diane.write(cast.page, body=NEW)
    offered = said(cast.diane.get(edit(cast.page)))
    asked = said(cast.diane.get(HERE))
    done = cast.diane.post(HERE, follow=True)

    page = ContentPage.objects.get(pk=cast.page.pk)
    assert f'href="{HERE}"' in offered
    assert "Le brouillon de «\u00a0Une page\u00a0» est abandonné" in asked
    assert "Le brouillon est abandonné." in said(done)
    assert f'href="{HERE}"' not in said(done)
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert text_of(page) == GOOD
    assert "Une version nouvelle." not in str(page.get_latest_revision().content["body"])
    history = said(cast.diane.get(reverse("wagtailadmin_pages:history", args=[page.pk])))
    assert "Diane Combes" in history
    assert page.revisions.count() == 3


def test_nothing_is_dropped_of_a_page_without_draft_in_review_or_of_somebody_else(cast):
    bare = cast.diane.post(HERE)
    cast.diane.write(cast.page, "submit", body=NEW)
    read, stranger = cast.diane.post(HERE), cast.sonia.post(HERE)

    assert [one.status_code for one in (bare, read, stranger)] == [409, 409, 404]
    assert "en relecture" in said(read)
    assert ContentPage.objects.get(pk=cast.page.pk).has_unpublished_changes


def test_what_is_missing_is_said_again_after_each_autosave(cast):
    bad = "<h2>Le label</h2><p>Voir <a href='/annuaire/'>ici</a>.</p>"
    found = []
    for body in (bad, NEW):
        address, sent = cast.diane.sent(cast.page, "", body, {})
        answer = cast.diane.post(address, sent, headers={"Accept": "application/json"}).json()
        [panel] = re.findall(r"data-before-publishing.*?</template>", answer["html"], re.DOTALL)
        found.append(("ne dit pas où il mène" in panel, "Rien ne manque" in panel))

    assert found == [(True, False), (False, True)]


def test_a_page_that_letters_cite_is_said_to_be_before_it_leaves(cast):
    issue = LetterIssue.objects.create(month="2026-12-01", subject="La lettre de décembre")
    LetterItem.objects.create(issue=issue, number=1, title="Une page", url="/une-page/")
    pages = [
        said(cast.diane.get(reverse(f"wagtailadmin_pages:{name}", args=[cast.page.pk])))
        for name in ("unpublish", "delete")
    ]

    for page in pages:
        assert "Cité 1 fois ailleurs sur le site" in page
        assert "«\u00a0La lettre de décembre\u00a0» (décembre 2026)" in page


def test_what_led_to_a_page_is_found_as_soon_as_it_is_unpublished(
    cast, django_capture_on_commit_callbacks
):
    link = f'<h2>Le label</h2><p><a linktype="page" id="{cast.facts.pk}">Les faits du label</a></p>'
    cast.diane.write(cast.page, "publish", body=link)
    before = PageFinding.objects.filter(kind="link", page=cast.page.pk).count()
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=cast.facts.pk).specific.unpublish()

    assert before == 0
    assert PageFinding.objects.filter(kind="link", page=cast.page.pk).count() == 1
