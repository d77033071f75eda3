"""Frame of the site as the Dircom edits it, one for all pages; alert banners, each with its dates."""

from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from home.blocks.fields import StreamField
from home.frame import addresses as naming
from home.frame import blocks
from home.frame import panels as shapes
from home.frame import seeds as first
from home.review import models as entries
from home.review.base import ReviewedSnippet
from portal import access
from portal.core import clock
from portal.ui import words

PAST = "Cette date est passée\u00a0: le bandeau ne paraîtrait pas."
CROSSED = "«\u00a0{}\u00a0» paraît déjà du {} au {}\u00a0: un bandeau à la fois. Changez les dates de l’un des deux."


def problems(banner):
    """[(field, sentence)]; that the end comes after the start is a constraint."""
    if not banner.starts_at or not banner.ends_at:
        return
    if banner.ends_at <= clock.now():
        yield "ends_at", PAST
    elif other := _crossing(banner):
        dates = words.moment(other.starts_at), words.moment(other.ends_at)
        yield "starts_at", CROSSED.format(other.heading, *dates)


def _crossing(banner):
    rows = type(banner).objects.filter(live=True).exclude(pk=banner.pk)
    return rows.filter(starts_at__lt=banner.ends_at, ends_at__gt=banner.starts_at).first()


class NamesPages(ReviewedSnippet):
    """Its entries lead to pages, whose addresses stand beside them: no page of the site reads them again."""

    addresses = models.JSONField(default=dict, editable=False)  # {key: address} of the live ones

    named_in = ()  # its streams of entries

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.addresses = naming.addresses_of(self)
        super().save(*args, **kwargs)


class SiteFrame(NamesPages):
    """What surrounds every page. A part that is left empty is the portal's own."""

    number = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)
    tagline = models.CharField("sous le nom du site", max_length=80, blank=True)
    menu = StreamField(blocks.Entries(), verbose_name="entrées du menu", blank=True, default=list)
    tabs = StreamField(
        blocks.Sections(), verbose_name="sections à onglets", blank=True, default=list
    )
    footer_tagline = models.CharField(
        "sous le nom du site, au pied des pages", max_length=80, blank=True
    )
    mention = models.CharField("mention au pied des pages", max_length=160, blank=True)
    footer = StreamField(
        blocks.Entries(),
        verbose_name="liens du pied de page",
        blank=True,
        default=list,
        help_text="Contact, Locataires et les pages que la loi demande s’y ajoutent d’elles-mêmes.",
    )
    social = StreamField(
        blocks.Accounts(), verbose_name="réseaux sociaux", blank=True, default=list
    )
    errors = StreamField(
        blocks.ErrorPages(), verbose_name="pages d’erreur", blank=True, default=list
    )

    named_in = ("menu", "tabs", "footer", "errors")
    objects = access.QuerySet.as_manager()
    visibilities = entries.EDITORS
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("tagline"), FieldPanel("menu")], heading="Menu"),
            ObjectList([FieldPanel("tabs")], heading="Onglets"),
            ObjectList(
                [
                    FieldPanel("footer_tagline"),
                    FieldPanel("mention"),
                    FieldPanel("footer"),
                    FieldPanel("social"),
                ],
                heading="Pied de page",
            ),
            ObjectList([FieldPanel("errors")], heading="Pages d’erreur"),
        ]
    )
    preview_modes = (
        ("frame", "Une page"),
        ("not_found", "Page introuvable (404)"),
        ("forbidden", "Accès réservé (403)"),
        ("broken", "Panne (500)"),
    )
    PREVIEWS = {"not_found": "404.html", "forbidden": "403.html", "broken": "500.html"}

    class Meta:
        verbose_name = "cadre du site"
        verbose_name_plural = "cadre du site"
        constraints = (models.CheckConstraint(condition=Q(number=1), name="frame_is_one"),)

    def __str__(self):
        return "Cadre du site"

    @classmethod
    def first(cls):
        """Not saved: what the portal shows as long as nothing is published."""
        return cls(
            tagline=first.TAGLINE,
            footer_tagline=first.FOOT,
            mention=first.MENTION,
            menu=first.menu(),
            tabs=first.tabs(),
            footer=first.footer(),
            errors=first.errors(),
        )

    def problems(self):
        return [*super().problems(), *naming.problems(self)]

    def get_preview_template(self, request, mode_name):
        return self.PREVIEWS.get(mode_name, "home/frame/preview.html")

    def get_preview_context(self, request, mode_name):
        self.addresses = naming.addresses_of(self)
        shown = shapes.as_frame(self)
        context = super().get_preview_context(request, mode_name)
        return context | {"frame": shown, "nav": shapes.links(request, shown)}


class AlertBanner(NamesPages):
    """A banner at the top of every page, from a moment to another."""

    class Tone(models.TextChoices):
        INFO = "info", "information"
        WARN = "warn", "attention"
        DANGER = "danger", "urgence"

    heading = models.CharField("titre", max_length=80)
    text = models.CharField("texte", max_length=300, blank=True)
    tone = models.CharField("ton", max_length=10, choices=Tone, default=Tone.INFO)
    starts_at = models.DateTimeField("paraît à partir du")
    ends_at = models.DateTimeField("jusqu’au")
    link = StreamField(blocks.Entries(max_num=1), verbose_name="lien", blank=True, default=list)

    named_in = ("link",)
    objects = access.QuerySet.as_manager()
    visibilities = entries.EDITORS
    panels = (
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("tone"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], "Parution"
        ),
        FieldPanel("link"),
    )

    class Meta:
        verbose_name = "bandeau d’alerte"
        verbose_name_plural = "bandeaux d’alerte"
        ordering = ("-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="banner_has_a_time",
                violation_error_message="La fin vient après le début.",
            ),
        )

    def __str__(self):
        return self.heading

    def problems(self):
        return [*super().problems(), *problems(self)]

    def get_preview_template(self, request, mode_name):
        return "home/frame/preview.html"

    def get_preview_context(self, request, mode_name):
        self.addresses = naming.addresses_of(self)
        context = super().get_preview_context(request, mode_name)
        return context | {"banner": shapes.as_banner(self)}
