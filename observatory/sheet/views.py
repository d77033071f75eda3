"""Views of practices: public page, and pages of the member space where they are written."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from observatory.collections import pages as collections
from observatory.practices import actions, pages
from observatory.practices.forms import PARTS
from observatory.practices.querysets import find_practice
from observatory.practices.tabs import list_tabs
from observatory.practices.workflow import INNER
from observatory.questions import pages as questions
from observatory.reuse import pages as reuse
from observatory.sheet import printing
from observatory.sheet.forms import FigureSet, OpenForm
from observatory.sheet.links import around
from observatory.spotlight.actions import chooser
from observatory.trophies import pages as trophies
from portal.cache.pages import cached_page
from portal.documents import pdf
from portal.documents.pictures import sized
from portal.documents.views import inline_image
from portal.web.pages import edit_page, form_page, transition_page
from portal.web.pagination import Paginator
from portal.web.rate_limits import refuse_drawing
from portal.workflow import Forbidden


def use_of(practice, user):
    """Without account, the same for everybody: the page is cached."""
    return (
        reuse.reuses_of(practice, user)
        | questions.questions_of(practice, user)
        | trophies.trophies_of(practice)
        | collections.bookmark_of(practice, user)
        | {"may_choose": chooser(user, None)}
    )


PAGE = 20


@cached_page()
@require_safe
@login_not_required
def practice_detail(request, slug):
    """410 with a notice when it was withdrawn."""
    practice, is_gone = pages.public(slug)
    if is_gone:
        return render(request, "observatory/gone.html", status=410)
    if practice is None:
        raise Http404
    context = pages.sheet(practice)
    context |= use_of(practice, request.user) | {"outline": pages.outline(context)}
    context |= around(practice)
    return render(request, "observatory/detail.html", context)


@require_safe
@login_not_required
def practice_cover(request, slug):
    """The cover of a published practice, else 404."""
    practice, _ = pages.public(slug)
    if practice is None or practice.cover is None or not practice.cover.is_downloadable:
        raise Http404
    return inline_image(practice.cover)


@require_safe
@login_not_required
def practice_card(request, slug, form):
    """The cover of a published practice as its cards show it, as WebP or AVIF, else 404."""
    practice, _ = pages.public(slug)
    card = practice and getattr(practice, sized("card", form))
    if card is None or not practice.cover.is_downloadable:
        raise Http404
    return inline_image(card)


@require_safe
@login_not_required
def practice_pdf(request, slug):
    """PDF of the published practice, from its current content (BR-86)."""
    practice, is_gone = pages.public(slug)
    if is_gone:
        return render(request, "observatory/gone.html", status=410)
    if practice is None:
        raise Http404
    refuse_drawing(request)
    try:
        content = printing.sheet(practice)
    except pdf.Failed as problem:
        return render(request, "observatory/no_pdf.html", {"sentence": str(problem)}, status=503)
    return printing.answer(practice, content)


def practice_space(request, reference):
    practice = find_practice(request, reference)
    return render(request, "observatory/space.html", pages.space(practice, request.user))


def practices(request):
    page = Paginator(pages.read_list(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page} | pages.list_links(request.user)
    context["observatory_tabs"] = list_tabs(request.user, "practices")
    return render(request, "observatory/practices.html", context)


def practice_open(request):
    if not pages.may_open(request.user):
        raise Forbidden("Seul un membre d’un organisme propose une pratique.")
    return form_page(
        request,
        OpenForm,
        template="observatory/open.html",
        context=pages.length(),
        save=lambda form: actions.open_practice(by=request.user, **form.facts),
        done=lambda made: reverse("observatory:practice_part", args=[made.reference, "identite"]),
    )


def practice_part(request, reference, part):
    practice = find_practice(request, reference)
    if part not in PARTS:
        raise Http404
    actions.refuse_unless_writable(practice, request.user)
    heading, form = PARTS[part]
    context = {"heading": heading, "parts": pages.parts(practice, part), "part": part}
    context |= form(instance=practice).page_context(practice)
    done = pages.next_part(practice, part)
    return edit_page(
        request, practice, form, template="observatory/part.html", context=context, done=done
    )


def practice_figures(request, reference):
    practice = find_practice(request, reference)
    actions.refuse_unless_writable(practice, request.user)
    return form_page(
        request,
        FigureSet,
        thing=practice,
        template="observatory/figures.html",
        context={"practice": practice, "parts": pages.parts(practice, "figures")},
        save=lambda figures: actions.keep_indicators(practice, figures.rows, by=request.user),
        said="Les chiffres sont enregistrés.",
    )


def practice_act(request, reference, address):
    practice = find_practice(request, reference)
    transition = practice.workflow.by_address(address)
    if transition is None or transition.name in INNER:
        raise Http404
    return transition_page(request, practice, address)
