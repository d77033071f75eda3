"""Wagtail tasks of page review: another person of the Dircom, then the référent for the facts."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.html import format_html
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState

from home.review import base, facts, guards, mails, models
from portal.core import clock
from portal.models import Role

APPROVE, REJECT = "approve", "reject"


class ReviewLock(WorkflowLock):
    """Says who reviews the page now, and why it may not be approved yet."""

    def get_message(self, user):
        if self.for_user(user):
            return self.task.why_locked(self.object, user)
        said = self.task.why_here(self.object, user)
        faults = guards.written(base.latest(self.object))
        if not faults:
            return said
        return format_html(
            "{} Approbation impossible pour l’instant\u00a0: {}",
            said,
            " ".join(s for _, s in faults),
        )

    def get_locked_by(self, user, can_lock=False):
        return "En relecture"

    def get_description(self, user, can_lock=False):
        return self.get_message(user)


class ReviewState(TaskState):
    """A review under way or done; what its mails are about."""

    visibilities = models.EDITORS

    class Meta:
        verbose_name = "relecture"
        verbose_name_plural = "relectures"

    @property
    def page(self):
        return self.workflow_state.content_object

    @property
    def title(self):
        return self.revision.object_str

    def get_absolute_url(self):
        return base.edit_address(self.page._meta.model_name, self.page.pk)

    @transaction.atomic
    def approve(self, user=None, update=True, comment=""):
        """Facts are approved as they stand in the version about to be published."""
        task = self.task.specific
        if task.reads_facts:
            content = self.page.get_latest_revision().content
            kind = models.EditorialEntry.Kind.READ
            models.write(self.page, kind, user, reason=comment, digest=facts.digest(content))
        done = super().approve(user=user, update=update, comment=comment)
        mails.tell(mails.APPROVED, self)
        return done

    @transaction.atomic
    def reject(self, user=None, update=True, comment=""):
        done = super().reject(user=user, update=update, comment=comment)
        mails.tell(mails.REJECTED, self)
        return done


class RoleTask(Task):
    """A review by the people of a stored role."""

    role = None
    reads_facts = False
    task_state_class = ReviewState
    lock_class = ReviewLock

    class Meta:
        abstract = True

    @transaction.atomic
    def start(self, workflow_state, user=None):
        state = self._skip(workflow_state) or super().start(workflow_state, user=user)
        if state.status == TaskState.STATUS_IN_PROGRESS:
            mails.tell(mails.SUBMITTED, state)
        return state

    def _skip(self, workflow_state):
        return None

    def readers(self, workflow_state):
        """People who may approve this submission."""
        people = get_user_model().objects.filter(is_active=True, groups__name=self.role)
        return people.distinct()

    def may_act(self, page, user):
        state = page.current_workflow_state
        return bool(state) and self.readers(state).filter(pk=user.pk).exists()

    def user_can_access_editor(self, obj, user):
        return user.has_role(self.role)

    def locked_for_user(self, obj, user):
        return not self.may_act(obj, user)

    def user_can_lock(self, obj, user):
        return False

    def get_actions(self, obj, user):
        """A revision with problems may be rejected or edited, not approved."""
        if not self.may_act(obj, user):
            return []
        actions = [(REJECT, "Demander des changements", True)]
        if not guards.written(base.latest(obj)):
            actions.append((APPROVE, "Approuver", False))
            actions.append((APPROVE, "Approuver avec un commentaire", True))
        return actions

    def get_task_states_user_can_moderate(self, user, **kwargs):
        rows = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not user.has_role(self.role):
            return rows.none()
        mine = [
            state.pk
            for state in rows.select_related("workflow_state")
            if self.readers(state.workflow_state).filter(pk=user.pk).exists()
        ]
        return TaskState.objects.filter(pk__in=mine)


class DircomReview(RoleTask):
    """Review by another person of the Dircom, unless the author is alone there."""

    role = Role.DIRCOM

    class Meta:
        verbose_name = "relecture de la Dircom"
        verbose_name_plural = "relectures de la Dircom"

    @classmethod
    def get_description(cls):
        return "Une autre personne de la Dircom que l’auteur relit la page."

    def readers(self, workflow_state):
        everybody = super().readers(workflow_state)
        others = everybody.exclude(pk=workflow_state.requested_by_id)
        return others if others.exists() else everybody

    def why_locked(self, page, user):
        return (
            "Une autre personne de la Dircom relit cette page. Pour la reprendre, annulez le circuit de "
            "relecture."
        )

    def why_here(self, page, user):
        state = page.current_workflow_state
        if state and state.requested_by_id == user.pk:
            return "Personne d’autre à la Dircom n’a de compte\u00a0: vous relisez vous-même votre page."
        return "À vous de relire\u00a0: vous n’êtes pas l’auteur de cette version."


class FactsCheck(RoleTask):
    """Review by the référent of pages that hold facts; skipped for the others."""

    role = Role.REFERENT
    reads_facts = True

    class Meta:
        verbose_name = "vérification des faits"
        verbose_name_plural = "vérifications des faits"

    @classmethod
    def get_description(cls):
        return "Le référent label vérifie les faits, sur les pages qui en portent."

    def _skip(self, workflow_state):
        page = base.specific(workflow_state.content_object)
        if getattr(page, "holds_facts", False):
            return None
        return ReviewState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=page.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=clock.now(),
        )

    def why_locked(self, page, user):
        return (
            "Le référent label vérifie les faits de cette page. Pour la reprendre, annulez le circuit de "
            "relecture."
        )

    def why_here(self, page, user):
        return "À vous de vérifier les faits\u00a0: votre accord porte sur ce texte, mot pour mot."
