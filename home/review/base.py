"""Base class of what is reviewed without being a page: drafts, history, preview, workflow, checks before publishing."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import BlockField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from home import checks
from home.review import guards


class CheckedSnippetForm(WagtailAdminModelForm):
    """A draft is saved as it is; what is published or submitted is checked first."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, sentence in self.instance.problems():
            if name not in self.errors:
                field = self.fields.get(name)
                beside = None if field is None or isinstance(field, BlockField) else name
                self.add_error(beside, sentence)


class ReviewedSnippet(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model
):
    """`problems()` tells what prevents publication; `publish` calls it whatever the entry point."""

    base_form_class = CheckedSnippetForm

    class Meta:
        abstract = True

    @property
    def title(self):
        """As a page: mails and lists of the review name it."""
        return str(self)

    def problems(self):
        """[(field or None, sentence)]: what to correct before publishing."""
        return checks.problems(self)

    @method_decorator(csp_override(settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}))
    def serve_preview(self, request, mode_name):
        """With the site's CSP, except that the CMS may frame it."""
        return super().serve_preview(request, mode_name)

    def publish(self, revision, user=None, **options):
        """People go through the gate; code that installs does not."""
        if user is not None:
            guards.open_for(revision)
        return super().publish(revision, user=user, **options)


def kinds(model=ReviewedSnippet):
    """Models of what is reviewed without being a page."""
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from kinds(child)


def snippets():
    """{name of the model: model} of what is reviewed without being a page."""
    return {model._meta.model_name: model for model in kinds()}


def edit_address(model_name, key):
    model = snippets().get(model_name)
    if model is None:
        return reverse("wagtailadmin_pages:edit", args=(key,))
    return reverse(model.snippet_viewset.get_url_name("edit"), args=(key,))


def specific(thing):
    """A page as its own type; a snippet is already."""
    return getattr(thing, "specific", thing)


def latest(thing):
    return specific(thing.get_latest_revision_as_object())
