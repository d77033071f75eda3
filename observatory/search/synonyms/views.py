"""Views of synonyms, for the référent."""

from django import forms
from django.http import Http404
from django.shortcuts import render

from labelling.public import instructor
from observatory.search.models import SynonymGroup
from observatory.search.synonyms import actions, pages
from observatory.search.synonyms.forms import SynonymForm
from portal.web.pages import form_page, visible_or_404
from portal.web.pagination import Paginator
from portal.web.submissions.edit_conflicts import stamp
from portal.workflow import audit_log

PAGE = 40
GROUP = "observatory/synonyms/group.html"


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
    return form_page(
        request,
        SynonymForm,
        template=GROUP,
        said="Le groupe est en place dès maintenant.",
        save=lambda form: actions.open_group(form.facts, by=form.by),
    )


def synonym_group(request, code):
    group = visible_or_404(SynonymGroup, request.user, code=code)

    def save(form):
        actions.keep_group(group, form.facts, by=form.by, seen=form.expected_stamp)

    return form_page(
        request,
        SynonymForm,
        thing=group,
        template=GROUP,
        initial=_initial(group),
        context=_context(group),
        save=save,
        said="C’est enregistré, et la recherche en tient compte.",
    )


def _initial(group):
    return {
        "heading": group.heading,
        "expressions": "\n".join(group.expressions),
        "is_active": group.is_active,
    }


def _context(group):
    return {
        "group": group,
        "seen": stamp(group, actions.FIELDS),
        "held": pages.held(group),
        "entries": audit_log.entries_of(group)[:20],
    }
