"""Context of the pages of the stock."""

from django.db.models import Count, F, FilteredRelation, Q, Sum
from django.http import Http404
from django.urls import reverse

from labelling import territories
from labelling.path.dossiers.addresses import page as address_of
from labelling.path.dossiers.pages import tabs
from labelling.path.dossiers.parts import perimeter
from labelling.path.stock import actions
from labelling.path.stock.actions import goes_with
from labelling.path.stock.forms import UNRATED, FilterForm
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.models import AXES, Rating
from labelling.path.stock.scores import Coverage, rate, score_text
from portal.ui import words
from portal.web.pagination import Paginator
from portal.web.submissions.edit_conflicts import stamp

A_PAGE = 25
TONES = {"priority": "danger", "watch": "warn", "ordinary": "ok"}
ICONS = {"priority": "triangle", "watch": "eye", "ordinary": "tick"}
CLASSES = (
    ("priority", "prioritaire", "prioritaires"),
    ("watch", "à surveiller", "à surveiller"),
    ("ordinary", "ordinaire", "ordinaires"),
    (None, "à noter", "à noter"),
)
RESIDENCE = "labelling/stock/residence.html"


def residences(dossier):
    """The stock with the rating that each residence has in this dossier."""
    rows = importing.active(dossier).annotate(
        rated=FilteredRelation("ratings", condition=Q(ratings__dossier=dossier.pk))
    )
    return rows.annotate(index=F("rated__index"), level=F("rated__level"))


def summary(dossier):
    """Counts of residences and homes by level, and the coverage, in one query."""
    levels = [*Rating.Level.values, None]
    rows = residences(dossier).order_by().values("level")
    found = {row["level"]: row for row in rows.annotate(n=Count("pk"), h=Sum("homes"))}
    counts = {
        level: (found[level]["n"], found[level]["h"]) if level in found else (0, 0)
        for level in levels
    }
    total = sum(n for n, _ in counts.values())
    homes = sum(h for _, h in counts.values())
    left, homes_left = counts[None]
    return {
        "total": total,
        "homes": homes,
        "rated": total - left,
        "left": left,
        "coverage": Coverage(homes - homes_left, homes),
        "gap": perimeter.gap(dossier, homes),
        "figures": _figures(counts, total, homes),
    }


def _figures(counts, total, homes):
    rows = [
        (total, homes, "résidence", "résidences"),
        *((*counts[level], one, many) for level, one, many in CLASSES),
    ]
    return [
        {
            "value": words.number(n),
            "label": f"{words.agreed(n, one, many)}, {words.count(h, 'logement', 'logements')}",
        }
        for n, h, one, many in rows
    ]


def filter_form(dossier, query):
    agencies = importing.active(dossier).exclude(agency="").order_by("agency__french")
    return FilterForm(query, agencies=agencies.values_list("agency", flat=True).distinct())


def read_list(dossier, form):
    """The residences that the filters leave: what waits first, then the highest index."""
    form.is_valid()
    rows = form.hear(_filtered(residences(dossier), form.cleaned_data))
    return rows.order_by(F("index").desc(nulls_first=True), "name__french", "code")


def level_label(level):
    return Rating.Level(level).label if level else "à noter"


def listing(dossier, query):
    """The filter form and the page of rows that it leaves."""
    form = filter_form(dossier, query)
    page = Paginator(read_list(dossier, form), A_PAGE).get_page(query.get("page"))
    scale = actions.scale_of(dossier)
    for row in page.object_list:
        row.told = "" if row.index is None else score_text(row.index, row.level, scale)
        row.commune = commune_name(row.insee)
        row.tone, row.icon = TONES.get(row.level, "quiet"), ICONS.get(row.level, "pencil")
        row.level_label = level_label(row.level)
    return {"filter": form, "page": page, "is_filtered": any(form.cleaned_data.values())}


def _filtered(rows, asked):
    if level := asked.get("niveau"):
        rows = rows.filter(level__isnull=True) if level == UNRATED else rows.filter(level=level)
    if agency := asked.get("agence"):
        rows = rows.filter(agency=agency)
    return rows


def commune_name(insee):
    commune = territories.current_commune(insee)
    return commune.name if commune else insee


def residence(dossier, code):
    """A residence of the organism and its rating in this dossier (None before); 404 otherwise."""
    row = dossier.organism.residences.filter(code=code).first()
    if row is None:
        raise Http404
    return row, dossier.ratings.filter(residence=row).select_related("rated_by").first()


def residence_context(dossier, row, rating, user):
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "stock_detail"),
        "closed": actions.closed(dossier, user),
        "seen": stamp(rating, actions.RATED),
        "residence": row,
        "commune": commune_name(row.insee),
        "rating": rating,
        "tone": TONES.get(rating.level, "quiet") if rating else "quiet",
        "icon": ICONS.get(rating.level, "") if rating else "pencil",
        "told": score_text(rating.index, rating.level, actions.scale_of(dossier)) if rating else "",
        "axes": [(name(axis), getattr(rating, axis)) for axis in AXES] if rating else [],
        "actions": dossier.actions.filter(residence=row),
    }


def residence_url(dossier, row):
    return reverse("labelling:stock_residence", args=[dossier.reference, row.code])


def removal(dossier, row):
    """The page that asks before a residence leaves the stock."""
    return {
        "dossier": dossier,
        "residence": row,
        "residence_url": residence_url(dossier, row),
        "tabs": tabs(dossier, "stock_detail"),
        "goes": goes_with(dossier, [row.pk]),
    }


def name(axis):
    return Rating._meta.get_field(axis).verbose_name.capitalize()


def counted(form):
    """The index of what is typed, its sum shown, before anything is kept."""
    scale = actions.scale_of(form.thing)
    result = rate(form.axes, scale)
    said = score_text(result.index, result.level, scale)
    return {
        "counted": f"{' + '.join(str(axis) for axis in form.axes)} = {said}",
        "level": result.level.label,
    }


def said_of(rows):
    rating = rows[0]
    said = score_text(rating.index, rating.level, actions.scale_of(rating.dossier))
    return f"{rating.residence}\u00a0: index {said}, situation {rating.get_level_display()}."


def after_rating(dossier, row, act):
    """The next residence to rate when that is asked, else the list."""
    if act == "next" and (following := next_unrated(dossier, row)):
        return reverse("labelling:stock_residence", args=[dossier.reference, following.code])
    return address_of(dossier, "stock_detail")


def unrated(dossier):
    """In the order of the list."""
    return residences(dossier).filter(level__isnull=True).order_by("name__french", "code")


def next_unrated(dossier, row):
    """In the order of the list, then from its start; None when all is rated."""
    left = unrated(dossier).exclude(pk=row.pk)
    after = left.filter(Q(name__french__gt=row.name) | Q(name=row.name, code__gt=row.code))
    return after.first() or left.first()
