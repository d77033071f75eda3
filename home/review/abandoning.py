"""Draft of a published page dropped: its latest version is again the one that is on line."""

from django.db import transaction
from wagtail.models import Page

from portal.workflow import Problem, Refused

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
