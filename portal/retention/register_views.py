"""Views « Conservation »: the register as it stands, what waits for a decision, the act « Effacer »."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse

from portal.retention import actions, durations, listing
from portal.retention.forms import EraseForm
from portal.retention.jobs import BATCH
from portal.retention.models import Erasure
from portal.retention.registry import of_address
from portal.retention.rules import decides, reads
from portal.ui import words
from portal.web.pages import form_page, only
from portal.web.pagination import Paginator

PAGE = 20


def conservation_page(request):
    _only_readers(request)
    proofs = listing.days(Erasure.objects.visible_to(request.user))
    context = {
        "lines": listing.lines(request.user),
        "retention": durations.version(),
        "page": Paginator(proofs, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "portal/retention/register.html", context)


def line_page(request, line):
    """What is over, by reference and date: whoever decides reads no name."""
    keeping = _line(request, line)
    page = Paginator(keeping.oldest_first(), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"name": keeping.name_of(one), "ended_on": keeping.ended_on(one)}
        for one in page.object_list
    ]
    proofs = Erasure.objects.visible_to(request.user)
    context = {
        "keeping": keeping,
        "page": page,
        "rows": rows,
        "proofs": listing.days(proofs.filter(code=keeping.code))[:PAGE],
        "decides": decides(request.user, None),
        "label": decides.label,
    }
    return render(request, "portal/retention/line.html", context)


def erase_page(request, line):
    """A confirmation with its reason; a second click does nothing more."""
    keeping = _line(request, line)
    only(decides, request.user, said=f"Seul {decides.label} décide d’un effacement.")
    return form_page(
        request,
        EraseForm,
        keeping=keeping,
        template="portal/retention/erase.html",
        context={"keeping": keeping, "most": BATCH},
        save=lambda form: actions.erase(
            keeping,
            form.cleaned_data["chosen"],
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
        said=lambda proof: (
            f"C’est effacé\u00a0: {words.count(proof.count, 'ligne', 'lignes')}. La preuve est gardée."
        ),
        done=lambda _proof: reverse("retention_line", args=[line]),
    )


def _only_readers(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not reads(request.user):
        raise Http404


def _line(request, line):
    _only_readers(request)
    keeping = of_address(line)
    if keeping is None:
        raise Http404
    return keeping


urlpatterns = [
    path("espace/conservation/", conservation_page, name="retention_register"),
    path("espace/conservation/<slug:line>/", line_page, name="retention_line"),
    path("espace/conservation/<slug:line>/effacer/", erase_page, name="retention_erase"),
]
