"""The pages where the référent rules what words are worth one another in the search."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.public import instructor
from observatory.search.models import SynonymGroup
from observatory.search.synonyms import pages, recording
from observatory.search.synonyms.forms import SynonymForm
from portal.web.edit_conflicts import Changed, stamp
from portal.web.pages import visible_or_404
from portal.workflow import audit_log

PAGE = 40


class FindForm(forms.Form):
    is_filter = True
    q = forms.CharField(
        label="Mot",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


def synonyms(request):
    if not instructor(request.user, None):
        raise Http404
    form = FindForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    groups = pages.narrowed(SynonymGroup.objects.visible_to(request.user), text)
    page = Paginator(groups, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "text": text}
    return render(request, "observatory/synonyms/list.html", context)


def synonym_new(request):
    if not instructor(request.user, None):
        raise Http404
    form = SynonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = recording.open_group(form.cleaned_data, by=request.user)
        messages.success(request, "Le groupe est en place dès maintenant.")
        return redirect(group)
    return _page(request, form, {"seen": ""}, 422 if form.errors else 200)


def synonym_group(request, code):
    group = visible_or_404(SynonymGroup, request.user, code=code)
    form = SynonymForm(request.POST or None, initial=_shown(group))
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("seen")
            recording.keep_group(group, form.cleaned_data, by=request.user, seen=seen)
        except Changed as changed:
            return _page(request, form, _of(changed.current) | {"is_late": True}, 409)
        messages.success(request, "C’est enregistré, et la recherche en tient compte.")
        return redirect(group)
    return _page(request, form, _of(group), 422 if form.errors else 200)


def _shown(group):
    return {
        "heading": group.heading,
        "expressions": "\n".join(group.expressions),
        "is_active": group.is_active,
    }


def _of(group):
    return {
        "group": group,
        "seen": stamp(group, recording.FIELDS),
        "held": pages.held(group),
        "entries": audit_log.of(group)[:20],
    }


def _page(request, form, context, status):
    context |= {"form": form}
    return render(request, "observatory/synonyms/group.html", context, status=status)
