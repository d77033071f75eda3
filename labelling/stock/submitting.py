"""The one way a form of the preparation is kept: written once, refused in French, never lost."""

from django.contrib import messages
from django.shortcuts import redirect, render

from portal.web.autosave import is_quiet, keep
from portal.web.edit_conflicts import Changed
from portal.web.once import new_key, once
from portal.workflow import Forbidden, Refused


@once
def submit(request, form, record, *, template, page, done, said, quietly=None):
    """`record(cleaned_data)` writes; `done` and `said` are values, or functions of what it returns.

    `quietly()` keeps what is typed by itself (portal.web.autosave), where that may be.
    """
    if quietly and is_quiet(request):
        return keep(form, quietly)
    page = page | {"form": form, "once": new_key()}
    page["saves_itself"] = quietly and request.method == "GET"
    if request.method == "POST" and form.is_valid():
        try:
            outcome = record(form.cleaned_data)
        except Refused as refused:
            return _refused(request, refused, template, page)
        messages.success(request, said(outcome) if callable(said) else said)
        return redirect(done(outcome) if callable(done) else done)
    return render(request, template, page, status=422 if form.errors else 200)


def typed(request):
    """The arguments of a form: what was posted, or nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def forbidden(request, dossier, problem):
    """The page that says why this form is not open to this person, or no longer open."""
    page = {"sentence": problem.text, "thing": dossier}
    return render(request, "403.html", page, status=403)


def _refused(request, refused, template, page):
    if isinstance(refused, Forbidden):
        return forbidden(request, page["dossier"], refused.problems[0])
    if isinstance(refused, Changed):
        page |= {"seen": refused.seen, "pairs": _pairs(page["form"], refused)}
    return render(request, template, page | {"problems": refused.problems}, status=409)


def _pairs(form, changed):
    """(label, mine, theirs) of the fields that differ, in words."""
    rows = []
    for name in changed.names:
        if name in form.fields:
            mine, theirs = form.cleaned_data.get(name), getattr(changed.current, name)
            if mine != theirs:
                rows.append((form[name].label, _shown(mine), _shown(theirs)))
    return rows


def _shown(value):
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "(vide)" if value in (None, "") else str(value)
