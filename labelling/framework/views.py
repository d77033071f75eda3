"""Views of the label's rules, public once published."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from labelling.framework import pages


@login_not_required
def framework_list(request):
    shelves = list(pages.shelves(request.user))
    return render(request, "labelling/framework/list.html", {"shelves": shelves})


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
