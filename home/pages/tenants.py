"""Page type « Locataires »: the label in easy-to-read French, one idea a line, one question at a time."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.blocks import addresses
from home.blocks.base import Part
from home.blocks.fields import StreamField
from home.guides.steps import guide
from home.pages.base import SitePage
from home.pages.texts import UNSAID, written
from labelling import public
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
        return addresses.link_problems(value, what="ce bouton", to="au bouton")

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


GUIDE = "probleme"
ORGANISM = "organisme"  # in the address: the landlord whose page one comes from


class Contact(Part):
    """Somebody to turn to; what is empty is not shown, nor is a contact of a name alone."""

    name = blocks.CharBlock(label="nom", max_length=80)
    phone = blocks.CharBlock(label="téléphone", required=False, max_length=30)
    note = blocks.CharBlock(
        label="heures, ou précision", required=False, max_length=120, help_text="Une phrase courte."
    )
    label = blocks.CharBlock(label="libellé du lien", required=False, max_length=60)
    address = blocks.CharBlock(
        label="adresse que le lien ouvre",
        required=False,
        max_length=300,
        search_index=False,
        help_text="Par exemple /annuaire/, ou une adresse qui commence par https://.",
    )

    def problems(self, value):
        return addresses.link_problems(value, what="ce lien", to="au lien")

    class Meta:
        icon = "user"
        label = "interlocuteur"


class Step(blocks.StructBlock):
    """A step: whom one turns to, why, and how to reach them."""

    sign = blocks.ChoiceBlock(choices=SIGNS, label="signe", default="people", search_index=False)
    title = blocks.CharBlock(label="étape", max_length=80)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=90), label="une phrase par ligne")
    contacts = blocks.ListBlock(Contact(), label="à qui parler", default=[])

    class Meta:
        icon = "list-ol"
        label = "étape"


def reachable(contacts):
    """[{name, phone, note, label, address}] of those who may be reached; what nobody has filled in is empty."""
    rows = [
        {name: "".join(written(one.get(name) or "")) for name in one} | {"name": one["name"]}
        for one in contacts
        if UNSAID not in one["name"].lower()
    ]
    return [row for row in rows if row["phone"] or row["address"]]


class ProblemPage(SitePage):
    """The guide of tenants: steps and contacts are edited, the questions are of `home/data/guides`."""

    filters = (*guide(GUIDE).questions, ORGANISM)
    steps = StreamField([("step", Step())], verbose_name="étapes, dans l’ordre", blank=True)
    phone = models.CharField("téléphone d’aide", max_length=30, blank=True)
    hours = models.CharField("heures d’appel", max_length=80, blank=True)
    paper = models.CharField("adresse où écrire", max_length=200, blank=True)

    content_panels = SitePage.panels_with(
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel(name) for name in ("phone", "hours", "paper")], "Aide"),
    )
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/problem_page.html"

    class Meta:
        verbose_name = "page «\u00a0Un problème\u00a0?\u00a0»"

    def get_context(self, request, *args, **kwargs):
        slug = request.GET.get(ORGANISM, "")
        organism = public.shown_organism(slug) if slug else None
        walk = guide(GUIDE).walk(request.GET, **{ORGANISM: organism["slug"] if organism else ""})
        if walk.is_lost or slug:
            leave_out(
                request
            )  # an address that says nothing, or one landlord's, is not worth caching
        outcome = walk.outcome
        return super().get_context(request, *args, **kwargs) | {
            "walk": walk,
            "organism": organism,
            "door": _door(outcome.address, organism) if outcome else "",
            "steps": [
                {
                    "value": step.value,
                    "contacts": reachable(step.value["contacts"]),
                    "is_own": bool(outcome) and outcome.step == rank,
                }
                for rank, step in enumerate(self.steps, 1)
            ],
            "help": {
                name: "".join(written(getattr(self, name))) for name in ("phone", "hours", "paper")
            },
        }


def _door(address, organism):
    """A form of the portal is filled with the landlord's name."""
    if organism is None or "?" not in address:
        return address
    return f"{address}&{ORGANISM}={organism['slug']}"
