"""Page types « Le label »: what it is, where it comes from; rules are read from their data."""

from django.db import models
from django.utils.html import strip_tags
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from home.blocks.fields import StreamField
from home.guides.steps import guide
from home.pages.base import SitePage, facts_field
from home.pages.panels import SIMPLE, Event, Question, Titled
from home.pages.texts import written
from labelling import public
from portal.cache.pages import leave_out
from portal.search.french import sort_key
from portal.web.pagination import Paginator

PAGE = 30
WHOLE = "toute la France métropolitaine"


def served_by(codes, names):
    """Regions served, in few words: one for the whole of metropolitan France."""
    whole = public.metropolitan()
    if not whole <= set(codes):
        return [names[code] for code in codes if code in names]
    return [WHOLE, *(names[code] for code in codes if code in names and code not in whole)]


class AuditorsPage(SitePage):
    """Name, firm and regions of each; the text above is edited."""

    filters = ("region", "page")
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/label/auditors_page.html"

    class Meta:
        verbose_name = "page «\u00a0Les auditeurs\u00a0»"

    def get_context(self, request, *args, **kwargs):
        names = dict(public.regions())
        rows = [
            {
                "auditor": one,
                "regions": [names[code] for code in one.regions if code in names],
                "served": served_by(one.regions, names),
            }
            for one in public.accredited_auditors().order_by("user__last_name__french", "pk")
        ]
        region = request.GET.get("region", "")
        chosen = [row for row in rows if names.get(region) in row["regions"]]
        served = sorted({name for row in rows for name in row["regions"]}, key=sort_key)
        codes = {name: code for code, name in names.items()}
        return super().get_context(request, *args, **kwargs) | {
            "page_of": Paginator(chosen if region in names else rows, PAGE).get_page(
                request.GET.get("page")
            ),
            "regions": [
                {"code": codes[name], "name": name, "is_chosen": codes[name] == region}
                for name in served
            ],
            "region_name": names.get(region, ""),
        }


APPLY = "candidature"


class LabelPage(SitePage):
    """History and features of the label, edited; figures, live."""

    holds_facts = facts_field(default=True)
    history = StreamField([("event", Event())], verbose_name="histoire", blank=True)
    features = StreamField([("point", Titled())], verbose_name="particularités", blank=True)

    content_panels = SitePage.panels_with(FieldPanel("features"), FieldPanel("history"))
    parent_page_types = ("home.HomePage",)
    fact_fields = ("history",)
    max_count = 1
    template = "home/label/label_page.html"

    class Meta:
        verbose_name = "page «\u00a0Le label\u00a0»"

    def get_context(self, request, *args, **kwargs):
        framework = public.evaluation_framework()
        return super().get_context(request, *args, **kwargs) | {"framework": framework}


class PathPage(SitePage):
    """« Le parcours », from the stage plan in force."""

    holds_facts = facts_field(default=True)
    details = StreamField([("point", Titled())], verbose_name="étape par étape", blank=True)

    content_panels = SitePage.panels_with(FieldPanel("details"))
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/label/path_page.html"

    class Meta:
        verbose_name = "page «\u00a0Le parcours\u00a0»"

    def get_context(self, request, *args, **kwargs):
        plan = public.rules_in_force()
        kinds = plan["kinds"] if plan else []
        return super().get_context(request, *args, **kwargs) | {
            "plan": plan,
            "first": kinds[0] if kinds else None,
            "others": kinds[1:],
        }


class GovernancePage(SitePage):
    """« La gouvernance »: who decides; the colleges of the committee from its seats, without names."""

    holds_facts = facts_field(default=True)
    bodies = StreamField([("point", Titled())], verbose_name="instances", blank=True)

    content_panels = SitePage.panels_with(FieldPanel("bodies"))
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/label/governance_page.html"

    class Meta:
        verbose_name = "page «\u00a0La gouvernance\u00a0»"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "colleges": public.colleges(),
            "sessions": list(public.upcoming_sessions()[:6]),
        }


class JoiningPage(SitePage):
    """« Devenir labellisé »: who may apply, what is asked, how long, what it costs, the request of a space.

    The questions are of `home/data/guides`; stages, pieces and dates, of the rules in force.
    """

    filters = tuple(guide(APPLY).questions)
    holds_facts = facts_field(default=True)
    questions = StreamField(
        [("question", Question())], verbose_name="questions et réponses", blank=True
    )
    contact = models.EmailField("adresse de contact", blank=True)
    cost = RichTextField(
        "coût",
        features=SIMPLE,
        blank=True,
        default="",
        db_default="",
        help_text="Vide\u00a0: la page n’en dit rien.",
    )
    cost_on = models.DateField("coût établi le", null=True, blank=True)

    content_panels = SitePage.panels_with(
        MultiFieldPanel([FieldPanel("cost"), FieldPanel("cost_on")], "Ce que cela coûte"),
        FieldPanel("questions"),
        FieldPanel("contact"),
    )
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/label/joining_page.html"

    class Meta:
        verbose_name = "page «\u00a0Devenir labellisé\u00a0»"

    def problems(self):
        undated = [("cost_on", "Dites à quelle date ce coût est établi.")]
        return super().problems() + (undated if self.told_cost and not self.cost_on else [])

    @property
    def told_cost(self):
        """Its text once somebody has written it."""
        return "".join(written(self.cost)) if strip_tags(self.cost).strip() else ""

    def get_context(self, request, *args, **kwargs):
        plan, walk = public.rules_in_force(), guide(APPLY).walk(request.GET)
        if walk.is_lost:
            leave_out(request)
        return super().get_context(request, *args, **kwargs) | {
            "plan": plan,
            "first": plan["kinds"][0] if plan else None,
            "walk": walk,
            "guide": guide(APPLY),
            "door": walk.outcome.address if walk.outcome else "",
            "pieces": public.asked_pieces() if plan else [],
            "dates": public.application_timeline() if plan else [],
        }
