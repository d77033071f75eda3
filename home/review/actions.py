"""Draft of a published page dropped: its latest version is again the one that is on line."""

from django.db import transaction
from wagtail.models import Page

from home.review import facts, guards, mails, models
from portal.workflow import Problem, Refused

SEVERAL = "Rien n’est publié. «\u00a0{}\u00a0»\u00a0: {}"


@transaction.atomic
def review_revision(page, by, reason):
    """[sentence] about the revision just saved; an accepted correction writes its line and its mail."""
    revision = page.get_latest_revision()
    sentences = guards.refusals(revision)
    if sentences != [facts.TO_READ] or not reason.strip():
        return sentences
    live = page.specific_class.objects.get(pk=page.pk)
    if sentence := facts.correction_problem(live, revision.as_object()):
        return [sentence]
    digest, kind = facts.digest(revision.content), models.EditorialEntry.Kind.CORRECTED
    line = models.write(page, kind, by, reason=reason.strip()[:300], digest=digest)
    mails.tell(mails.CORRECTED, line)
    return []


def unpublish_new_page(page):
    """Undoes Wagtail's `live=True` on a new page that is not ready."""
    page.live = False
    page.save(update_fields=["live"])


def refusal_of_several(pages, with_descendants):
    """The first page that may not be published refuses the whole bulk action, or None."""
    for page in pages:
        for one in (page, *(_drafts_below(page) if with_descendants else ())):
            revision = one.get_latest_revision() or one.specific.save_revision()
            if sentences := guards.refusals(revision):
                return SEVERAL.format(one.title, " ".join(sentences))
    return None


def _drafts_below(page):
    return page.get_descendants().not_live().specific()


NOTHING = "Cette page n’a pas de brouillon\u00a0: sa dernière version est en ligne."
READ = "Ce brouillon est en relecture\u00a0: annulez d’abord la relecture."
DATED = "Une version de cette page paraîtra à une date prévue\u00a0: annulez d’abord cette date."


def obstacle(page):
    """Why this page has no draft to drop now, or None."""
    if not (page.live and page.has_unpublished_changes and page.live_revision_id):
        return NOTHING
    if page.workflow_in_progress:
        return READ
    return DATED if page.scheduled_revision else None


@transaction.atomic
def abandon(page, *, by):
    """What was typed stays in the history; who has the page open is told that it is overtaken."""
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if said := obstacle(page):
        raise Refused(Problem("draft", said))
    shown = page.live_revision
    shown.as_object().save_revision(
        user=by, changed=False, clean=False, log_action="wagtail.revert", previous_revision=shown
    )
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
