"""Views of the evaluation framework for the public: themes, then each with its criteria."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.frame import reading as frame
from labelling import public
from portal.cache.pages import cached_page

TITLE = "Le cadre d’évaluation"
TRAIL = (("Accueil", "/"), ("Le label", "/le-label/"))
LEAD = "Ce que l’organisme évalue lui-même, puis que l’auditeur vérifie, thème par thème."


@require_safe
@login_not_required
def apply(request):
    """« Je candidate »: an address to say aloud; the answers that it holds are kept."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"/devenir-labellise/{'?' if query else ''}{query}", permanent=True)


def _theme_url(theme):
    return reverse("home:framework_theme", args=[theme.code.lower()])


@cached_page()
@require_safe
@login_not_required
def framework(request):
    found = public.evaluation_framework()
    rows = [
        {
            "theme": group["theme"],
            "url": _theme_url(group["theme"]),
            "many": len(group["criteria"]),
            "mandatory": sum(criterion.mandatory for criterion in group["criteria"]),
        }
        for group in (found["themes"] if found else ())
    ]
    trail = [*TRAIL, (TITLE, "")]
    context = {"title": TITLE, "lead": LEAD, "trail": trail, "tabs": frame.tabs(request.path)}
    return render(
        request, "home/label/framework.html", context | {"framework": found, "rows": rows}
    )


@cached_page()
@require_safe
@login_not_required
def framework_theme(request, code):
    found = public.evaluation_framework()
    groups = found["themes"] if found else []
    rank = next((n for n, g in enumerate(groups) if g["theme"].code.lower() == code), None)
    if rank is None:
        raise Http404
    return render(request, "home/label/theme.html", _theme(found, groups, rank, request.path))


def _theme(found, groups, rank, path):
    here, near = groups[rank], [None, *groups, None]
    links = [g and {"theme": g["theme"], "url": _theme_url(g["theme"])} for g in near]
    title = here["theme"].title
    return {
        "title": title,
        "lead": "Les critères de ce thème, ce qui est attendu, des exemples de preuves.",
        "trail": [*TRAIL, (TITLE, reverse("home:framework")), (title, "")],
        "tabs": frame.tabs(path),
        "framework": found,
        "criteria": here["criteria"],
        "before": links[rank],
        "after": links[rank + 2],
    }
