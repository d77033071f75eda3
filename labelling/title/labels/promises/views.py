"""Views of displayed promises: kept by the organism, printed, and read by whoever scans the sheet."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, member, signatory
from labelling.path.consultations.figures import public_answers
from labelling.title.labels.commitments.models import published
from labelling.title.labels.promises import models
from labelling.title.labels.promises.forms import PromiseForm
from labelling.title.labels.promises.models import DisplayedPromise
from portal.documents import pdf
from portal.web.pages import form_page, only, run_action, visible_or_404
from portal.web.rate_limits import refuse_drawing

FOLDER = "labelling/promises"


def _find_organism(request, slug, rule):
    organism = visible_or_404(Organism, request.user, slug=slug)
    only(rule, request.user, organism)
    return organism


def _find(request, slug, number, rule):
    organism = _find_organism(request, slug, rule)
    rows = organism.promises.displayed().select_related("organism")
    return visible_or_404(DisplayedPromise, request.user, rows=rows, pk=number)


def _address(organism):
    return reverse("labelling:promise_list", args=[organism.slug])


def promise_list(request, slug):
    return _list(request, _find_organism(request, slug, member | instructor))


def _list(request, organism, problems=(), status=200):
    page = {
        "organism": organism,
        "promises": list(organism.promises.displayed()),
        "problem": models.problem_of(organism),
        "are_public": models.is_public(organism),
        "may_display": signatory(request.user, organism),
        "problems": problems,
    }
    return render(request, f"{FOLDER}/list.html", page, status=status)


def promise_add(request, slug):
    organism = _find_organism(request, slug, signatory)
    return form_page(
        request,
        PromiseForm,
        thing=organism,
        template=f"{FOLDER}/add.html",
        context={
            "organism": organism,
            "problem": models.problem_of(organism),
            "commitments": published(organism),
            "places": models.places_to_display(organism),
        },
        save=lambda form: models.display(organism, form.facts, by=form.by),
        said="La promesse est affichée\u00a0: imprimez sa feuille.",
        done=_address(organism),
    )


@require_POST
def promise_withdraw(request, slug, number):
    promise = _find(request, slug, number, signatory)
    return run_action(
        request,
        partial(models.withdraw, promise, by=request.user),
        thing=promise.organism,
        said="La promesse n’est plus affichée. Retirez aussi sa feuille.",
        done=_address(promise.organism),
        otherwise=lambda problems: _list(request, promise.organism, problems, 409),
    )


def promise_sheet(request, slug, number):
    """One A4 page to pin up, drawn for the organism and the office."""
    promise = _find(request, slug, number, member | instructor)
    refuse_drawing(request)
    context = _told(promise) | {"address": settings.PORTAL_ADDRESS + promise.get_absolute_url()}
    title = f"Promesse à {promise}"
    content = pdf.render(f"{FOLDER}/sheet.pdf.html", context, title=title)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="promesse-{promise.code}.pdf"'
    return response


@require_safe
@never_cache
@login_not_required
def promise(request, code):
    """What the organism published already, at that place; once withdrawn, or the label over, one sentence."""
    found = models.find_public(code)
    if found is None:
        return render(request, f"{FOLDER}/gone.html", status=404)
    return render(request, f"{FOLDER}/page.html", _told(found))


def _told(promise):
    return {
        "promise": promise,
        "organism": promise.organism,
        "commitments": published(promise.organism),
        "answers": public_answers(promise.organism),
    }
