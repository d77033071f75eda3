"""View of the members' search."""

from django import forms
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from portal.search.parsing import LONGEST, Query
from portal.search.registry import A_KIND, SOURCES, named, search
from portal.search.spelling import proposal
from portal.web.pagination import Paginator

A_PAGE = 20
TOO_LONG = f"Cherchez avec moins de mots\u00a0: {LONGEST} caractères au plus."


class SearchForm(forms.Form):
    """A word, a name, a reference."""

    is_filter = True
    q = forms.CharField(
        label="Que cherchez-vous\u00a0?",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )


@require_safe
def search_page(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    kinds = search(request.user, text)
    page = {
        "form": form,
        "text": text,
        "is_vague": bool(text) and Query.of(text).is_empty,
        "total": sum(kind.count for kind in kinds),
        "named": named(kinds, text),
    }
    if text and not kinds and not page["is_vague"]:
        page["proposal"] = proposal(request.user, text)
    code = request.GET.get("nature", "")
    page |= (
        _kind_page(request, kinds, code, text) if code in SOURCES else {"kinds": _all(kinds, text)}
    )
    return render(request, "portal/search/results.html", page)


def _all(kinds, text):
    return [
        {
            "label": kind.label,
            "count": kind.count,
            "rows": kind.found[:A_KIND],
            "url": _address(text, kind.code) if kind.count > A_KIND else "",
        }
        for kind in kinds
    ]


def _kind_page(request, kinds, code, text):
    """One kind, its pages; the others as doors beside."""
    found = next((kind.found for kind in kinds if kind.code == code), [])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return {
        "kind": SOURCES[code].label,
        "page": page,
        "rows": list(page),
        "back": _address(text),
        "named": [],
    }


def _address(text, code=""):
    return "?" + urlencode({"q": text} | ({"nature": code} if code else {}))
