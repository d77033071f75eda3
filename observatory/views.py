"""The observatory: its public list and sheets, and the member space where they are written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from observatory import editing, pages
from observatory.figure_forms import FigureSet, rows_of
from observatory.forms import PARTS, PracticeFilter
from observatory.models import GoodPractice
from observatory.opening import OpenForm
from portal.once import new_key, once
from portal.page_cache import kept
from portal.views import act, edit, get_visible_or_404, refusal
from portal.workflow import Forbidden, Refused

PAGE = 20


@kept("theme", "famille", "region", "page")
@require_safe
@login_not_required
def practice_list(request):
    form = PracticeFilter(request.GET)
    page = Paginator(pages.published(**form.filters), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page} | pages.listing(page, form.filters, form.titles)
    return render(request, "observatory/list.html", context)


@kept()
@require_safe
@login_not_required
def practice_detail(request, slug):
    """410 with a notice when it was withdrawn: who kept the address is told."""
    practice, is_gone = pages.public(slug)
    if is_gone:
        sentence = "L’organisme ou le référent label a retiré cette pratique de l’observatoire."
        return render(request, "410.html", {"sentence": sentence}, status=410)
    if practice is None:
        raise Http404
    return render(request, "observatory/detail.html", pages.sheet(practice))


@require_safe
@login_not_required
def practice_cover(request, slug):
    """The picture of a published practice, and of no other."""
    practice, _ = pages.public(slug)
    if practice is None or practice.cover is None or not practice.cover.is_downloadable:
        raise Http404
    stored = practice.cover
    answer = FileResponse(
        stored.file.storage.open(stored.file.name), content_type=stored.content_type
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def find(request, reference):
    rows = pages.ROWS.exclude(pk__in=()).visible_to(request.user)
    return get_visible_or_404(GoodPractice, request.user, rows=rows, reference=reference)


def practice_space(request, reference):
    practice = find(request, reference)
    return render(request, "observatory/space.html", pages.space(practice, request.user))


def practices(request):
    rows = pages.followed(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_open": pages.may_open(request.user)}
    context |= {"may_rule_search": pages.may_rule_search(request.user)}
    return render(request, "observatory/practices.html", context)


@once
def practice_open(request):
    if not pages.may_open(request.user):
        raise PermissionDenied("Seul un membre d’un organisme propose une pratique.")
    form = OpenForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        made = editing.open_practice(form.chosen, by=request.user, title=form.cleaned_data["title"])
        return redirect("observatory:practice_part", made.reference, "identite")
    context = {"form": form, "once": new_key()}
    status = 422 if form.errors else 200
    return render(request, "observatory/open.html", context, status=status)


def practice_part(request, reference, part):
    practice = find(request, reference)
    if part not in PARTS:
        raise Http404
    if problem := editing.obstacle(practice, request.user):
        return refusal(request, practice, problem)
    heading, form = PARTS[part]
    context = {"heading": heading, "parts": pages.parts(practice, part), "part": part}
    done = pages.next_part(practice, part)
    return edit(
        request, practice, form, template="observatory/part.html", context=context, done=done
    )


@once
def practice_figures(request, reference):
    practice = find(request, reference)
    if problem := editing.obstacle(practice, request.user):
        return refusal(request, practice, problem)
    forms = FigureSet(request.POST or None, initial=rows_of(practice))
    if request.method == "POST" and forms.is_valid():
        rows = [form.cleaned_data for form in forms if form.cleaned_data.get("name")]
        try:
            editing.keep_indicators(practice, rows, by=request.user)
        except (Refused, Forbidden) as problem:
            return refusal(request, practice, problem)
        messages.success(request, "Les chiffres sont enregistrés.")
        return redirect(practice)
    context = {"practice": practice, "forms": forms, "once": new_key()}
    status = 422 if request.method == "POST" else 200
    return render(request, "observatory/figures.html", context, status=status)


def practice_act(request, reference, address):
    return act(request, find(request, reference), address)
