"""Views of the label's rules, public once published."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from labelling.parties.framework import pages
from labelling.parties.framework.drafts import pages as draft_pages
from labelling.parties.organisms.rules import instructor


@login_not_required
def framework_list(request):
    shelves = list(pages.shelves(request.user))
    context = {
        "shelves": shelves,
        "is_demonstration": any(
            row["version"].is_demonstration for shelf in shelves for row in shelf["rows"]
        ),
        "may_prepare": instructor(request.user, None),
    }
    if context["may_prepare"]:
        context["drafts"] = draft_pages.open_drafts(request.user)
    return render(request, "labelling/framework/list.html", context)


@login_not_required
def framework_detail(request, code):
    """A code names one version, whatever its kind; a draft is the référent's only."""
    for kind in pages.KINDS:
        rows = kind.objects.visible_to(request.user).select_related("supersedes", "successor")
        version = rows.filter(code=code).first()
        if version is not None:
            name, context = pages.describe(version)
            return render(
                request, f"labelling/framework/{name}.html", {"version": version} | context
            )
    raise Http404
