"""Views of the evaluation framework for the public: themes, then each with its criteria."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.blocks import BODY, Body
from home.frame import reading as frame
from home.models import PortalRendition
from home.uploads.pictures import SERVED, WHOLE
from labelling import public
from portal.cache.pages import cached_page

FOREVER = "public, max-age=31536000, immutable"  # the name holds the hash of the content


@require_safe
@login_not_required
def rendition(request, name):
    """A rendition that has a row, of a public image; never an original, a document or a left-over file."""
    kind = SERVED.get(name.rpartition(".")[2])
    row = PortalRendition.named(name) if kind else None
    if row is None or not row.image.is_downloadable:
        raise Http404
    is_whole = row.filter_spec == WHOLE
    if is_whole and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, no-store" if is_whole else FOREVER
    answer["Content-Encoding"] = "identity"  # compressed already
    return answer


BLOCKS = Body(BODY)


def blocks(request):
    shown = [
        {"name": name, "block": block, "bound": block.bind(block.get_preview_value())}
        for name, block in BLOCKS.child_blocks.items()
    ]
    return render(request, "home/blocks/all.html", {"shown": shown})


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
