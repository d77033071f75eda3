"""Wagtail's mails within the request, replaced by the portal's (`home.review.mails`)."""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

ITS_OWN = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def replace_wagtail_mails():
    """Connects silent receivers under Wagtail's own dispatch uids, before it connects its own."""
    for signal, sender, uid in ITS_OWN:
        signal.connect(_silent, sender=sender, dispatch_uid=uid)


def _silent(**_said):
    """Does nothing: the act writes its mail in its own transaction."""
