"""Scheduled publication: on time, checked once more, refused with a mail."""

import logging

from django.db import transaction
from wagtail.models import Page, Revision

from home.review import guards, mails, models
from portal.core import clock
from portal.ops import worker

logger = logging.getLogger("portal.pages")


@worker.often
def publish_due():
    """Each page in its own transaction: one that is refused or fails blocks no other."""
    done = [_attempt(_take_down, page) for page in _ended()]
    return done + [_attempt(_publish, revision) for revision in _due()]


def _attempt(act, thing):
    try:
        return act(thing)
    except Exception:
        logger.exception("%s %s", act.__name__, thing.pk)
        return f"failed {thing.pk}"


def _ended():
    return list(Page.objects.filter(live=True, expire_at__lt=clock.now()).order_by("expire_at"))


def _due():
    rows = Revision.objects.filter(approved_go_live_at__lte=clock.now())
    return list(rows.order_by("approved_go_live_at"))


@transaction.atomic
def _take_down(page):
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return f"down {page.pk}"


def _publish(revision):
    try:
        with transaction.atomic():
            # A revision that another worker holds is skipped, and one published meanwhile is found without its date.
            rows = Revision.objects.select_for_update(of=("self",), skip_locked=True)
            if rows.filter(pk=revision.pk, approved_go_live_at__isnull=False).first() is None:
                return f"done elsewhere {revision.object_id}"
            revision.publish(log_action=guards.CLOCK)
    except guards.NotReady as refusal:
        return _refuse(revision, refusal.sentences)
    return f"up {revision.object_id}"


@transaction.atomic
def _refuse(revision, sentences):
    """Removes the date, or the same refusal would come back each minute."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    page = revision.content_object
    kind = models.EditorialEntry.Kind.REFUSED
    mails.tell(mails.REFUSED, models.write(page, kind, None, reason="\n".join(sentences)))
    logger.info("page %s not published at its date", page.pk)
    return f"refused {page.pk}"
