"""The auditor's screen of one criterion: rate, save, go on to the next."""

from django.contrib import messages
from django.shortcuts import redirect, render

from labelling.audits import pages, recording
from labelling.audits.forms import NA, RatingForm
from labelling.audits.views import criterion_or_404, refusal
from portal.web.autosave import is_quiet, keep
from portal.workflow import Refused, Stale


def criterion_detail(request, reference, code):
    page = criterion_or_404(request, reference, code)
    if request.method == "POST":
        return _save(request, page)
    return _show(request, page, RatingForm(initial=_initial(page["rating"])))


def _initial(rating):
    if rating is None:
        return {}
    value = NA if rating.is_na else str(rating.rating)
    return {"rating": value, "comment": rating.comment}


def _save(request, page):
    """Nothing is overwritten: on a conflict the other text is shown, mine stays in the form (409)."""
    form, mission, code = RatingForm(request.POST), page["mission"], page["criterion"].code
    if is_quiet(request):
        return keep(form, lambda: _rate(request, page, form, is_quiet=True))
    if not form.is_valid():
        return _show(request, page, form, status=422)
    try:
        _rate(request, page, form)
    except Stale:
        fresh = criterion_or_404(request, mission.reference, code)
        return _show(request, fresh | {"theirs": fresh["rating"]}, form, status=409)
    except Refused as refused:
        return refusal(request, refused, mission)
    messages.success(request, f"{code}\u00a0: c’est enregistré.")
    following = page["following"]
    return redirect(pages.criterion_url(mission, following) if following else mission)


def _rate(request, page, form, **how):
    """Returns the mark of what is kept; Stale unless the other hand wrote the same."""
    mission, code = page["mission"], page["criterion"].code
    seen = {code: request.POST.get("version", "")}
    try:
        recording.rate(mission, {code: form.value}, by=request.user, seen=seen, **how)
    except Stale:
        if not _is_same(_kept(page), form.value):
            raise
    return {"version": recording.stamp(_kept(page))}


def _kept(page):
    return page["mission"].ratings.filter(criterion=page["criterion"]).first()


def _is_same(rating, value):
    """A second click finds what the first one wrote: that is no conflict."""
    return rating is not None and (rating.rating, rating.is_na, rating.comment) == value


def _show(request, page, form, status=200):
    context = page | {
        "form": form,
        "version": recording.stamp(page["rating"]),
        "gap": pages.gap(page),
        "here": pages.criterion_url(page["mission"], page["criterion"]),
    }
    return render(request, "labelling/audits/criterion.html", context, status=status)
