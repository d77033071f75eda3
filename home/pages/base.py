"""Base class of written pages: a lead, a text, checks before publication."""

from django import forms
from django.conf import settings
from django.db import models
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import BlockField
from wagtail.models import Page
from wagtail.search import index

from home import checks
from home import guards as protected_pages
from home.blocks import BODY, Body
from home.blocks.fields import StreamField
from home.frame import reading as frame
from home.review import facts
from home.review import guards as gate
from home.review import models as entries
from home.review.panels import BeforePublishing
from home.site_map import tree
from home.site_map.tree import OneReading
from portal.cache import pages
from portal.models import Role

READ_ONLY = "Verrouillé\u00a0: {}."
ADDRESS = "l’adresse de cette page est citée ailleurs sur le site"
STRUCTURE = "le site s’appuie sur ce réglage"
READ = "vérifié le {:%d/%m/%Y} par {}. Le référent label peut le déverrouiller"


class CheckedForm(WagtailAdminPageForm):
    """A draft is saved as it is; what is published or submitted is checked first."""

    correction = forms.CharField(
        label="Correction sans effet sur les faits",
        required=False,
        max_length=300,
        help_text=(
            "Pour publier une coquille sans relecture\u00a0: dites ce que vous corrigez. Le motif est gardé "
            "et envoyé au référent label. Aucun chiffre ni aucune date ne change."
        ),
    )

    known_version = forms.CharField(  # the newer one that who overwrites it was told of
        required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.locked_blocks = {}
        for name, why in self.instance.locks(self.for_user).items():
            field = self.fields.get(name)
            if isinstance(field, BlockField):  # its editor stays open: a change is refused in words
                self.locked_blocks[name] = self._blocks(name, self.initial.get(name))
            elif field:
                field.disabled = True  # what is posted for it is not read
            if field:
                field.help_text = READ_ONLY.format(why)

    def _blocks(self, name, value):
        return facts.bare(self.fields[name].block.get_prep_value(value))

    def clean(self):
        cleaned = super().clean()
        for name, before in self.locked_blocks.items():
            if name in cleaned and self._blocks(name, cleaned[name]) != before:
                label = self.fields[name].label
                self.add_error(None, f"«\u00a0{label}\u00a0»\u00a0: {self.fields[name].help_text}")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, sentence in [*self.instance.problems(), *self._facts_problems()]:
            if (
                name not in self.errors
            ):  # a field that is wrong was not read: its former text is there
                self.add_error(self._beside(name), sentence)

    def _beside(self, name):
        """Errors beside their field; for blocks above the form, since one has room for one error only."""
        field = self.fields.get(name)
        return None if field is None or isinstance(field, BlockField) else name

    def _facts_problems(self):
        """Checked before saving; checked again on the saved revision (home.wagtail_hooks)."""
        page, reason = self.instance, (self.cleaned_data.get("correction") or "").strip()
        if not self.data.get("action-publish") or not getattr(page, "holds_facts", False):
            return []
        if reason and page.pk:
            sentence = facts.correction_problem(page.specific_class.objects.get(pk=page.pk), page)
            return [("correction", sentence)] if sentence else []
        if page.pk and entries.is_read(page, facts.digest(page.serializable_data())):
            return []
        return [(None, facts.TO_READ)]


class DraftCopyForm(CopyForm):
    """A copy is always a draft: an alias would be published without review."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


class PublishedPanel(FieldPanel):
    """Starred: a draft may leave it empty, a published page may not (`problems` says so)."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_required(self):
            return True


class CorrectionPanel(FieldPanel):
    """Shown on published pages with facts only."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            page = self.instance
            return super().is_shown() and getattr(page, "holds_facts", False) and page.live


def facts_field(*, default):
    """True by default for page types that state facts about the label."""
    return models.BooleanField(
        "porte des faits sur le label",
        default=default,
        help_text="Le référent label vérifie chaque version avant sa publication.",
    )


class Reviewed(models.Model):
    """`problems()` tells what prevents publication; `publish` calls it whatever the entry point."""

    holds_facts = facts_field(default=False)

    fixed_fields = ()  # structure: set with the site, not by editors
    fact_fields = ()  # dates and figures: locked once read, until the référent unlocks them
    promote_panels = (
        MultiFieldPanel(
            ["slug", "seo_title", "search_description"], "Dans les moteurs de recherche"
        ),
    )
    base_form_class = CheckedForm
    copy_form_class = DraftCopyForm

    class Meta:
        abstract = True

    @property
    def private_page_options(self):
        """BR-90: footer pages and their ancestors may not be made private."""
        return [] if protected_pages.inside(self) else ["groups", "login"]

    def problems(self):
        """[(field or None, sentence)]: what to correct before publishing."""
        return [*protected_pages.problems(self), *checks.problems(self)]

    def locks(self, user):
        """{field: why} of the fields that this person may not change here."""
        found = dict.fromkeys(self.fixed_fields, STRUCTURE) if self.pk else {}
        if protected_pages.is_kept(self):
            found |= {"slug": ADDRESS, "expire_at": ADDRESS}
        if self.fact_fields and self.pk and not (user and user.has_role(Role.REFERENT)):
            line = entries.last_reading(self)
            if line:
                found |= dict.fromkeys(self.fact_fields, READ.format(line.at, line.by))
        return found

    def with_content_json(self, content):
        """`holds_facts` is of the page, not of a revision: an old revision does not undo it."""
        page = super().with_content_json(content)
        page.holds_facts = self.holds_facts
        return page

    @method_decorator(csp_override(settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}))
    def serve_preview(self, request, mode_name):
        """With the site's CSP, except that the CMS may frame it."""
        return super().serve_preview(request, mode_name)

    def publish(self, revision, user=None, log_action=True, **options):
        """People and the schedule go through the gate; code that installs pages does not."""
        if user is not None or log_action == gate.CLOCK:
            gate.open_for(revision)
        return super().publish(revision, user=user, log_action=log_action, **options)


class WrittenPage(OneReading, Reviewed, Page):
    """Base class of written pages: lead and text, with checks before publication."""

    intro = models.TextField("chapeau", blank=True)
    body = StreamField(Body(BODY), verbose_name="contenu", blank=True)

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    content_panels = (
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        CorrectionPanel("correction"),
        BeforePublishing(heading="Avant de publier"),
    )

    class Meta:
        abstract = True

    @classmethod
    def panels_with(cls, *panels):
        """Panels of a page type, then those that close every form."""
        return (*cls.content_panels[:-2], *panels, *cls.content_panels[-2:])


class SitePage(WrittenPage):
    """`filters` are the query parameters that this page type reads; others bypass the cache."""

    filters = ()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        pages.register_filters(*cls.filters)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "tabs": self.tabs(),
            "trail": self.trail(),
        }

    def tabs(self):
        """Those of the section on the pages that they name; none below: a breadcrumb leads back."""
        tabs = frame.tabs(self.address)
        return tabs if any(tab["url"] == self.address for tab in tabs) else []

    @property
    def address(self):
        """Path of the page from its own row: no query for the site."""
        return tree.address(self.url_path)

    def trail(self):
        """Breadcrumb: [(label, address)] from the home to here."""
        return [("Accueil", "/"), *tree.above(self.path), (self.title, "")]

    def serve(self, request, *args, **kwargs):
        pages.cache_page(request, *self.filters)
        return super().serve(request, *args, **kwargs)
