"""Page review: by another person of the Dircom, then the référent for the facts."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from home.models import ContentPage, EditorialEntry
from home.site.loading import ensure_site
from portal.notifications import outbox
from tests.home.editing.conftest import said, text_of

NEW = "<h2>Le label</h2><p>Un service vérifié sur place, chaque fois.</p>"
FIGURE = "<h2>Le label</h2><p>Un service vérifié sur place depuis 2015.</p>"
TYPO = "<h2>Le label</h2><p>Un service contrôlé sur place depuis 2016.</p>"
TO_READ = "le référent label vérifie ce texte avant"


def state_of(page):
    state = ContentPage.objects.get(pk=page.pk).current_workflow_state
    return (state.status, state.current_task_state.task.name) if state else None


def letters():
    """(whom, subject) of what has left since the last call."""
    outbox.deliver_due()
    sent = [(m.to[0].split(".")[0], m.subject) for m in mail.outbox]
    mail.outbox.clear()
    return sent


def test_making_the_site_again_makes_no_second_workflow(cast):
    ensure_site()

    workflow = Workflow.objects.get(name="Relecture")
    names = [task.name for task in workflow.tasks]
    assert names == ["Relecture de la Dircom", "Vérification des faits"]
    assert [w.workflow_id for w in WorkflowPage.objects.filter(page=cast.home)] == [workflow.pk]
    assert cast.facts.get_workflow() == workflow


def test_the_author_does_not_approve_their_own_page_where_somebody_else_can(cast, david):
    cast.diane.write(cast.page, "submit", body=NEW)
    refused = cast.diane.act(cast.page, "approve", follow=True)
    screen = cast.diane.get(reverse("wagtailadmin_pages:edit", args=[cast.page.pk]))
    waiting = text_of(cast.page)
    told = letters()
    david.act(cast.page, "approve")

    assert "autorisation" in said(refused)
    assert "Une autre personne de la Dircom relit cette page" in said(screen)
    assert "2016" in waiting
    assert told == [("david", "Une page : à vous de relire")]
    assert (text_of(cast.page), state_of(cast.page)) == (NEW, None)
    assert letters() == [("diane", "Une page : étape approuvée")]


def test_alone_at_the_dircom_the_author_reads_again_and_is_told_so(cast):
    cast.diane.write(cast.page, "submit", body=NEW)
    screen = cast.diane.get(reverse("wagtailadmin_pages:edit", args=[cast.page.pk]))
    told = letters()
    cast.diane.act(cast.page, "approve")

    assert "vous relisez vous-même votre page" in said(screen)
    assert (told, text_of(cast.page)) == ([], NEW)


def test_changes_asked_for_are_told_with_their_reason_then_the_page_comes_back(cast, david):
    cast.diane.write(cast.page, "submit", body=NEW)
    letters()
    david.act(cast.page, "reject", "Ajoutez une source.")
    asked = state_of(cast.page)
    outbox.deliver_due()
    letter = mail.outbox[0]
    mail.outbox.clear()
    cast.diane.write(cast.page, "submit", body=FIGURE)

    assert asked == ("needs_changes", "Relecture de la Dircom")
    assert "Ajoutez une source." in letter.body
    assert f"/cms/pages/{cast.page.pk}/edit/" in letter.body
    assert state_of(cast.page) == ("in_progress", "Relecture de la Dircom")
    assert letters() == [("david", "Une page : à vous de relire")]


def test_a_page_of_facts_waits_for_the_referent_and_no_other_page_does(cast, david):
    cast.diane.write(cast.facts, "submit", body=FIGURE)
    david.act(cast.facts, "approve")
    waiting = (state_of(cast.facts), text_of(cast.facts) == FIGURE)
    told = letters()
    forced = david.act(cast.facts, "approve", follow=True)
    screen = cast.sonia.get(reverse("wagtailadmin_pages:edit", args=[cast.facts.pk]))
    cast.sonia.act(cast.facts, "approve", "Conforme au règlement.")

    assert waiting == (("in_progress", "Vérification des faits"), False)
    assert ("sonia", "Le label : à vous de relire") in told
    assert "autorisation" in said(forced)
    assert "votre accord porte sur ce texte, mot pour mot" in said(screen)
    assert text_of(cast.facts) == FIGURE
    line = EditorialEntry.objects.get()
    assert (line.kind, line.by, line.reason) == ("read", cast.sonia_user, "Conforme au règlement.")


def test_the_referent_edits_what_they_read_and_nothing_else(cast):
    other = reverse("wagtailadmin_pages:edit", args=[cast.page.pk])
    own = reverse("wagtailadmin_pages:edit", args=[cast.facts.pk])
    before = [cast.sonia.get(address).status_code for address in (other, own)]
    cast.diane.write(cast.facts, "submit", body=FIGURE)
    cast.diane.act(cast.facts, "approve")
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[cast.facts.pk, "live", "latest"]
    )
    codes = [cast.sonia.get(address).status_code for address in (other, own, compare)]
    cast.sonia.write(cast.facts, "publish", body=NEW)

    assert (before, codes) == ([302, 302], [302, 200, 200])
    assert "2016" in text_of(cast.facts)
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[cast.page.pk])
    assert cast.sonia.post(unpublish).status_code == 302
    assert ContentPage.objects.get(pk=cast.page.pk).live


def test_what_became_unfit_while_it_waited_is_not_approved(cast, david):
    target = cast.home.add_child(instance=ContentPage(title="But", slug="but"))
    link = f'<h2>Vers</h2><p><a linktype="page" id="{target.pk}">La page But</a></p>'
    cast.diane.write(cast.page, "submit", body=link)
    target.unpublish()

    david.act(cast.page, "approve")
    screen = david.get(reverse("wagtailadmin_pages:edit", args=[cast.page.pk]))

    assert "2016" in text_of(cast.page)
    assert "Approbation impossible pour l’instant" in said(screen)


@pytest.mark.parametrize("way", ["form", "bulk", "date", "create"])
def test_facts_are_not_published_unread_whatever_the_way(way, cast):
    page, answer = cast.facts, None
    if way == "form":
        answer = cast.diane.write(page, "publish", body=NEW, follow=True)
    elif way == "bulk":
        cast.diane.write(page, body=NEW)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = cast.diane.post(f"{url}?id={page.pk}&next=/cms/", follow=True)
    elif way == "date":
        answer = cast.diane.write(
            page, "publish", body=NEW, go_live_at="2099-01-01 10:00", follow=True
        )
    else:  # the workflow given up midway is no approval
        cast.diane.write(page, "submit", body=NEW)
        cast.diane.act(page, "approve")
        cast.diane.post(*cast.diane.sent(page, "cancel-workflow", NEW, {}))
        answer = cast.diane.write(page, "publish", body=NEW, follow=True)

    assert TO_READ in said(answer)
    assert "2016" in text_of(page)
    assert ContentPage.objects.get(pk=page.pk).scheduled_revision is None


def test_the_text_that_was_read_is_published_later_and_no_other(cast):
    cast.diane.write(cast.facts, "submit", body=FIGURE)
    cast.diane.act(cast.facts, "approve")
    cast.sonia.act(cast.facts, "approve")
    ContentPage.objects.get(pk=cast.facts.pk).unpublish()
    read = cast.diane.write(cast.facts, "publish", body=FIGURE, follow=True)
    live = ContentPage.objects.get(pk=cast.facts.pk).live
    other = cast.diane.write(cast.facts, "publish", body=NEW, follow=True)

    assert (live, TO_READ in said(read), TO_READ in said(other)) == (True, False, True)
    assert text_of(cast.facts) == FIGURE


def test_an_autosave_over_a_version_that_was_read_undoes_its_reading(cast):
    """The number of a revision proves nothing: its text may be written over."""
    cast.diane.write(cast.facts, "submit", body=FIGURE)
    cast.diane.act(cast.facts, "approve")
    cast.sonia.act(cast.facts, "approve")
    page = ContentPage.objects.get(pk=cast.facts.pk)
    revision = page.latest_revision
    revision.content |= {"intro": "Ajouté après coup."}
    revision.save()

    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = cast.diane.post(f"{url}?id={page.pk}&next=/cms/", follow=True)

    assert TO_READ in said(answer)
    assert ContentPage.objects.get(pk=page.pk).intro == ""


def test_a_typo_is_published_with_its_reason_kept_and_told(cast):
    cast.diane.write(cast.facts, "publish", body=TYPO, correction="Un mot plus juste.")

    line = EditorialEntry.objects.get()
    assert text_of(cast.facts) == TYPO
    assert (line.kind, line.by, line.reason) == ("corrected", cast.diane_user, "Un mot plus juste.")
    assert letters() == [("sonia", "Le label : corrigée sans relecture des faits")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (FIGURE, "change un chiffre ou une date (2015, 2016)"),
        (f"{NEW}<p>Au printemps, en mars.</p>", "change un chiffre ou une date (2016, mars)"),
        (TYPO + "<p>Un paragraphe entier, ajouté sans lecture, qui dit bien des choses neuves.</p>",
         "au-delà de 12, soumettez la page"),
    ],
)  # fmt: skip
def test_a_correction_that_changes_a_fact_is_refused(body, sentence, cast):
    answer = cast.diane.write(
        cast.facts, "publish", body=body, correction="Une coquille.", follow=True
    )

    assert sentence in said(answer)
    assert "Une coquille." in said(answer)
    assert "2016" in text_of(cast.facts)
    assert EditorialEntry.objects.count() == 0
