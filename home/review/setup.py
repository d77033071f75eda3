"""Wagtail workflow of page review: created with the site, attached to the home and to the snippets."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from home.review.snippets import kinds
from home.review.tasks import DircomReview, FactsCheck

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
