"""Publication gate: every entry point says the same and loses nothing."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import wagtail
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, EditorialEntry
from portal.core import clock
from portal.notifications import outbox
from tests.home.editing.conftest import GOOD, block, said, text_of

JUMP = "<p>Avant.</p><h3>Trop bas</h3><p>Après.</p>"
REFUSED = "sans titre de niveau 2 avant lui"


FAR = datetime(2099, 1, 1, 10, tzinfo=clock.PARIS)


def now(page):
    return ContentPage.objects.get(pk=page.pk)


def draft(page, text):
    """A draft saved with its faults, as an editor may."""
    page = now(page)
    page.body = block(text)
    return page.save_revision(clean=False)


def bulk(client, *pages, **sent):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?{chosen}&next=/cms/", sent, follow=True)


def test_the_form_refuses_says_where_and_keeps_what_was_typed(cast):
    answer = cast.diane.write(cast.page, "publish", body=JUMP, follow=True)

    assert "Bloc 1, Texte\u00a0: l’intertitre «\u00a0Trop bas\u00a0» (niveau 3) vient" in said(
        answer
    )
    assert "Trop bas" in said(answer)
    assert text_of(cast.page) == GOOD


def test_a_draft_is_saved_with_its_faults_and_the_editor_reads_them(cast):
    answer = cast.diane.write(cast.page, body=JUMP, follow=True)

    assert "Trop bas" in now(cast.page).get_latest_revision().content["body"]
    assert REFUSED in said(answer)


def test_a_page_in_order_is_published_by_the_form(cast):
    cast.diane.write(cast.page, "publish", body="<h2>Neuf</h2><p>Texte.</p>")

    assert text_of(cast.page) == "<h2>Neuf</h2><p>Texte.</p>"


def test_a_submission_is_refused_like_a_publication(cast):
    answer = cast.diane.write(cast.page, "submit", body=JUMP, follow=True)

    assert REFUSED in said(answer)
    assert now(cast.page).current_workflow_state is None


def test_a_publication_in_bulk_is_refused_for_all_when_one_is_at_fault(cast):
    other = cast.home.add_child(instance=ContentPage(title="Autre", slug="autre", live=False))
    other.save_revision()
    draft(cast.page, JUMP)

    answer = bulk(cast.diane, other, cast.page)

    assert f"Rien n’est publié. «\u00a0{cast.page.title}\u00a0»" in said(answer)
    assert (now(other).live, text_of(cast.page)) == (False, GOOD)


def test_a_publication_in_bulk_looks_at_the_drafts_below(cast):
    below = now(cast.page).add_child(instance=ContentPage(title="Sous", slug="sous", live=False))
    draft(below, JUMP)

    answer = bulk(cast.diane, cast.page, include_descendants="on")

    assert REFUSED in said(answer)
    assert now(below).live is False
    draft(below, GOOD)
    bulk(cast.diane, cast.page, include_descendants="on")
    assert now(below).live is True


def test_a_bulk_publication_sees_the_fields_that_a_draft_left_empty(cast):
    """BR-90: the seen hole; a block asks for its words, a notice for its host."""
    legal = Page.objects.get(slug="mentions-legales").specific
    legal.host = ""
    legal.save_revision(clean=False)
    picture = '[{"type": "picture", "value": {"image": null, "alt": ""}}]'
    page = now(cast.page)
    page.body = picture
    page.save_revision(clean=False)

    assert "Renseignez «\u00a0hébergeur\u00a0»" in said(bulk(cast.diane, legal))
    refusal = said(bulk(cast.diane, cast.page))
    assert "Bloc 1, Image\u00a0: image\u00a0: Champ requis." in refusal


def test_a_date_is_refused_when_set_and_again_when_it_comes(cast, settings):
    sent = {"go_live_at": f"{FAR:%Y-%m-%d %H:%M}"}  # Wagtail asks the machine’s own clock
    refused = cast.diane.write(cast.page, "publish", body=JUMP, **sent, follow=True)
    gone = cast.home.add_child(instance=ContentPage(title="But", slug="but"))
    link = f'<h2>Vers</h2><p><a linktype="page" id="{gone.pk}">La page But</a></p>'
    cast.diane.write(cast.page, "publish", body=link, **sent)
    revision = now(cast.page).scheduled_revision
    gone.unpublish()
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=clock.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled")
    outbox.deliver_due()

    assert REFUSED in said(refused)
    assert revision is not None
    page = now(cast.page)
    assert (page.scheduled_revision, text_of(page)) == (None, GOOD)
    line = EditorialEntry.objects.get(kind="refused")
    assert "«\u00a0La page But\u00a0» mène à une page absente ou non publiée" in line.reason
    assert [m.subject for m in mail.outbox] == [f"{page.title} : pas publiée à la date prévue"]
    assert mail.outbox[0].to == [cast.diane_user.email]


def test_a_page_in_order_is_published_at_its_date_and_taken_down_at_its_end(cast):
    page = now(cast.page)
    page.title, page.go_live_at = "À l’heure", FAR  # Wagtail asks the machine’s own clock
    revision = page.save_revision()
    revision.publish(user=cast.diane_user)
    before = now(page).title
    revision.approved_go_live_at = clock.now() - timedelta(minutes=1)
    revision.content |= {"go_live_at": str(revision.approved_go_live_at)}
    revision.save()
    call_command("publish_scheduled")
    published = now(page).title
    ContentPage.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    call_command("publish_scheduled")

    assert (before, published) == ("Une page", "À l’heure")
    assert (now(page).live, now(page).expired) == (False, True)


def test_one_page_refused_at_its_date_holds_up_no_other(cast):
    ContentPage.objects.update(holds_facts=False)
    for minutes, page, text in ((2, cast.page, JUMP), (1, cast.facts, "<h2>Neuf</h2>")):
        revision = draft(page, text)
        revision.approved_go_live_at = clock.now() - timedelta(minutes=minutes)
        revision.save()
    call_command("publish_scheduled")

    assert (text_of(cast.page), text_of(cast.facts)) == (GOOD, "<h2>Neuf</h2>")


def test_a_return_to_an_old_version_is_previewed_too(cast):
    old = draft(cast.page, JUMP)
    cast.diane.write(cast.page, "publish")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[cast.page.pk, old.pk])
    _edit, sent = cast.diane.sent(cast.page, "publish", JUMP, {})

    answer = cast.diane.post(address, sent, follow=True)

    assert REFUSED in said(answer)
    assert text_of(cast.page) == GOOD


def test_a_copy_is_a_draft_and_never_an_alias(cast):
    sent = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": cast.home.pk}
    sent |= {"publish_copies": "on", "alias": "on"}

    cast.diane.post(reverse("wagtailadmin_pages:copy", args=[cast.page.pk]), sent)

    copy = ContentPage.objects.get(slug="copie")
    assert (copy.live, copy.alias_of_id) == (False, None)


@pytest.mark.parametrize("act", ["publish", "copy", "create_alias", "revert_to_page_revision"])
def test_the_interface_of_the_explorer_publishes_nothing(act, cast):
    draft(cast.page, JUMP)

    answer = cast.diane.post(f"/cms/api/main/pages/{cast.page.pk}/action/{act}/")

    assert answer.status_code == 404
    assert text_of(cast.page) == GOOD


def test_a_page_is_refused_at_its_creation_and_nothing_goes_live(cast):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", cast.home.pk])
    _edit, sent = cast.diane.sent(
        ContentPage(title="Neuve", slug="neuve", pk=0), "publish", JUMP, {"correction": "Un mot."}
    )

    answer = cast.diane.post(address, sent, follow=True)

    assert REFUSED in said(answer)
    assert ContentPage.objects.filter(slug="neuve", live=True).count() == 0


def test_every_place_where_wagtail_publishes_is_known():
    """An upgrade that brings a new way in fails here, before it opens in the portal."""
    root = Path(wagtail.__file__).parent
    publishes = re.compile(r"PublishPageRevisionAction\(|revision\.publish\(|\brp\.publish\(")
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "tests" not in path.parts and publishes.search(path.read_text(encoding="utf-8"))
    }

    assert found == {
        "actions/create.py",  # the next interface, closed (portal.checks)
        "actions/edit.py",  # the same
        "actions/publish_page_revision.py",
        "admin/api/actions/publish.py",  # closed (home.review_desk.hooks)
        "admin/views/generic/mixins.py",  # snippets, of which there are none
        "admin/views/pages/bulk_actions/publish.py",
        "admin/views/pages/create.py",
        "admin/views/pages/edit.py",
        "management/commands/publish_scheduled.py",  # replaced (home.management)
        "models/pages.py",
    }
