"""Tasks of page review on a member's home."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from home.review.tasks import DircomReview, FactsCheck, ReviewState
from portal.models import Role
from portal.web import worklist

LIMIT = 20
ANOTHER, REFERENT = "une autre personne de la Dircom", "le référent label"


@worklist.provider
def pages_to_read(user):
    """Same turns as in the CMS (home.review.tasks), in a fixed number of queries."""
    is_dircom, is_referent = user.has_role(Role.DIRCOM), user.has_role(Role.REFERENT)
    if not (is_dircom or is_referent):
        return []
    states = _waiting()
    is_alone = is_dircom and not _others(user) if states else False
    rows = [
        _turn(state, user, is_alone=is_alone, is_dircom=is_dircom, is_referent=is_referent)
        for state in states
    ]
    return [row for row in rows if row] + (_to_mend(user) if is_dircom else [])


def _waiting():
    rows = ReviewState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    rows = rows.select_related("workflow_state__requested_by", "revision", "task__content_type")
    return list(rows.order_by("started_at")[:LIMIT])


def _others(user):
    people = get_user_model().objects.filter(is_active=True, groups__name=Role.DIRCOM)
    return people.exclude(pk=user.pk).exists()


def _turn(state, user, *, is_alone, is_dircom, is_referent):
    """To review when it is this person's turn; to follow when they submitted the page."""
    kind = state.task.content_type.model_class()
    is_mine = state.workflow_state.requested_by_id == user.pk
    if kind is FactsCheck and is_referent:
        return _task(worklist.DO, "Faits à vérifier", state, "vous", "Vérifier")
    if kind is DircomReview and is_dircom and (is_alone or not is_mine):
        return _task(worklist.DO, "Page à relire", state, "vous", "Relire")
    if is_mine:
        hand = REFERENT if kind is FactsCheck else ANOTHER
        return _task(worklist.WAIT, "Page en relecture", state, hand, "Ouvrir")
    return None


def _to_mend(user):
    """Rejected, for the person who submitted it."""
    rows = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    )
    rows = rows.select_related("current_task_state__revision", "requested_by")[:LIMIT]
    return [
        _row(
            worklist.DO,
            "Page à reprendre",
            one.current_task_state.revision,
            one,
            "vous",
            "Reprendre",
        )
        for one in rows
    ]


def _task(where, title, state, hand, button):
    return _row(where, title, state.revision, state.workflow_state, hand, button)


def _row(where, title, revision, flow, hand, button):
    url = reverse("wagtailadmin_pages:edit", args=(flow.object_id,))
    context = f"{revision.object_str}, soumise par {flow.requested_by}"
    return worklist.Task(where, title, context, url, hand, None, button)
