"""The mails that Wagtail would send within the request give way to the portal's (home.review.mails)."""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

ITS_OWN = (
    (task_submitted, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, "workflow_state_submitted_email_notification"),
    (workflow_rejected, "workflow_state_rejected_email_notification"),
    (workflow_approved, "workflow_state_approved_email_notification"),
)


def quiet():
    """Called when the hooks are loaded: every app has started, Wagtail has connected its own."""
    for signal, uid in ITS_OWN:
        sender = TaskState if signal is task_submitted else WorkflowState
        signal.disconnect(sender=sender, dispatch_uid=uid)
