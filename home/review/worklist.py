"""Tasks of page review on a member's home."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Value
from wagtail.models import TaskState, WorkflowState

from home.review.base import edit_address
from home.review.steps import DircomReview, FactsCheck, ReviewState
from portal.models import Role
from portal.web import worklist

LIMIT = 20
ANOTHER, REFERENT = "une autre personne de la Dircom", "le référent label"


def _kind(key):
    """The ContentType of this key, which the process keeps."""
    return ContentType.objects.get_for_id(key)


def _turn(user, state):
    """To read, when it is this person's turn; to wait for, when they have sent the page."""
    flow = state.workflow_state
    kind = _kind(state.task.content_type_id).model_class()
    is_mine = flow.requested_by_id == user.pk
    is_dircom = user.has_role(Role.DIRCOM)
    title = state.revision.object_str
    if kind is FactsCheck and user.has_role(Role.REFERENT):
        return _task(worklist.DO, "Faits à vérifier", title, flow, "vous", "Vérifier")
    if kind is DircomReview and is_dircom and not (is_mine and state.has_others):
        return _task(worklist.DO, "Page à relire", title, flow, "vous", "Relire")
    if is_mine:
        hand = REFERENT if kind is FactsCheck else ANOTHER
        return _task(worklist.WAIT, "Page en relecture", title, flow, hand, "Ouvrir")
    return None


@worklist.source("task", "revision", "workflow_state__requested_by", tell=_turn, most=LIMIT)
def pages_to_read(user):
    """The same turns as in the CMS (home.review.steps)."""
    if not (user.has_role(Role.DIRCOM) or user.has_role(Role.REFERENT)):
        return None
    rows = ReviewState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("started_at")
    people = get_user_model().objects.filter(is_active=True, groups__name=Role.DIRCOM)
    others = Exists(people.exclude(pk=user.pk)) if user.has_role(Role.DIRCOM) else Value(True)
    return rows.annotate(has_others=others)


def _mend(_user, flow):
    title = flow.current_task_state.revision.object_str
    return _task(worklist.DO, "Page à reprendre", title, flow, "vous", "Reprendre")


@worklist.source("current_task_state__revision", "requested_by", tell=_mend, most=LIMIT)
def pages_to_mend(user):
    """Sent back to the person who had sent them."""
    if not user.has_role(Role.DIRCOM):
        return None
    changes = WorkflowState.STATUS_NEEDS_CHANGES
    return WorkflowState.objects.filter(status=changes, requested_by=user).order_by("pk")


def _task(where, title, page, flow, hand, button):
    url = edit_address(_kind(flow.base_content_type_id).model, flow.object_id)
    context = f"{page}, soumise par {flow.requested_by}"
    return worklist.Task(where, title, context, url, hand, None, button)
