"""View of the site search."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.search import listing
from portal.search.french import roots
from portal.web.pagination import Paginator

PAGE = 15


class SearchForm(forms.Form):
    """What is looked for; a word is enough."""

    is_filter = True
    q = forms.CharField(
        label="Chercher sur le site",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "max_length": "Cherchez avec moins de mots\u00a0: cent caractères au plus."
        },
    )


@never_cache
@require_safe
@login_not_required
def search(request):
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    rows = listing.find_results(query)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "query": query,
        "page": page,
        "results": listing.mark_rows(page, query),
        "is_vague": bool(query) and not roots(query),
        "proposal": listing.proposal(query) if query and not rows else "",
        "is_cut": len(rows) == listing.AT_MOST,
    }
    return render(request, "home/search/results.html", context)
