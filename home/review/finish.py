"""End of a page's review: publication, in the name of the last reviewer."""


def publish_approved(state, user=None):
    """Named by WAGTAIL_FINISH_WORKFLOW_ACTION. The référent publishes nothing else: the readings were
    the right; the gate still looks at the text (home.pages.base)."""
    revision = state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
