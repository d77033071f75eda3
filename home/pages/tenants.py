"""Page type « Locataires »: the label in easy-to-read French, one idea a line, one question at a time."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.blocks import places
from home.blocks.base import Part
from home.blocks.stream_field import StreamField
from home.pages.site_page import SitePage
from portal.cache.pages import leave_out

SIGNS = [
    ("info", "un repère"),
    ("people", "des personnes"),
    ("eye", "un regard"),
    ("tile-tick", "le label"),
    ("clock", "une durée"),
    ("lens", "une recherche"),
    ("phone", "un téléphone"),
    ("mail", "un courrier"),
]


class Idea(blocks.StructBlock):
    """One idea: an icon, a title, a short sentence a line."""

    sign = blocks.ChoiceBlock(choices=SIGNS, label="signe", default="info", search_index=False)
    title = blocks.CharBlock(label="idée", max_length=80)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=90), label="une phrase par ligne")

    class Meta:
        icon = "pick"
        label = "idée"


class EasyQuestion(Part):
    """A question and its short answer, which may lead somewhere."""

    question = blocks.CharBlock(label="question", max_length=120)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=90), label="une phrase par ligne")
    label = blocks.CharBlock(label="libellé du bouton", required=False, max_length=60)
    address = blocks.CharBlock(
        label="adresse que le bouton ouvre",
        required=False,
        max_length=300,
        search_index=False,
        help_text="Par exemple /annuaire/, ou une adresse qui commence par https://.",
    )

    def problems(self, value):
        return places.link_problems(value, what="ce bouton", to="au bouton")

    class Meta:
        icon = "help"
        label = "question"


class TenantsPage(SitePage):
    """For tenants of a labelled organism, or anybody who wonders what the label is."""

    filters = ("question",)
    ideas = StreamField([("idea", Idea())], verbose_name="idées", blank=True)
    questions = StreamField([("question", EasyQuestion())], verbose_name="questions", blank=True)
    phone = models.CharField("téléphone d’aide", max_length=30, blank=True)
    hours = models.CharField("heures d’appel", max_length=80, blank=True)
    paper = models.CharField("adresse où écrire", max_length=200, blank=True)

    content_panels = SitePage.panels_with(
        FieldPanel("ideas"),
        FieldPanel("questions"),
        MultiFieldPanel([FieldPanel(name) for name in ("phone", "hours", "paper")], "Aide"),
    )
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/tenants_page.html"

    class Meta:
        verbose_name = "page «\u00a0Locataires\u00a0»"

    def get_context(self, request, *args, **kwargs):
        asked, many = request.GET.get("question", ""), len(self.questions)
        number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
        if asked and not 1 <= number <= many:
            leave_out(request)  # an address that says nothing is not worth caching
            number = 1
        return super().get_context(request, *args, **kwargs) | {
            "number": number,
            "many": many,
            "question": self.questions[number - 1].value if many else None,
            "before": number - 1 if number > 1 else None,
            "after": number + 1 if number < many else None,
        }
