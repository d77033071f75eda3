"""First revision of pages created by code: without it, a scheduled version would take them down (BR-90)."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Revision, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from home.review.base import kinds
from home.review.steps import DircomReview, FactsCheck
from portal.core import clock

NAME = "Relecture"
TASKS = ((DircomReview, "Relecture de la Dircom"), (FactsCheck, "Vérification des faits"))


def ensure_review(home):
    """Idempotent: creates the workflow and tasks that are missing, in order."""
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    for order, (model, name) in enumerate(TASKS):
        task = model.objects.first() or model.objects.create(name=name)
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task.task_ptr, defaults={"sort_order": order}
        )
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    for model in kinds():
        kind = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
    return workflow


INSTANT = timedelta(microseconds=1)


def ensure_published():
    """Idempotent: each live page has a revision equal to what it shows; drafts stay the latest."""
    for page in Page.objects.filter(live=True, live_revision=None, depth__gt=1).specific():
        _give_revision(page)


@transaction.atomic
def _give_revision(page):
    first = page.revisions.order_by("created_at").first()
    at = first.created_at - INSTANT if first else clock.now()
    shown = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=at,
    )
    page.live_revision = shown
    page.latest_revision = page.latest_revision or shown
    page.first_published_at = page.first_published_at or at
    page.last_published_at = page.last_published_at or at
    names = ("live_revision", "latest_revision", "first_published_at", "last_published_at")
    Page.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in names})
