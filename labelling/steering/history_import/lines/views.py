"""Views of the lines of a tracking: reviewed by kind, decided one by one or all those of a remark."""

from collections import Counter

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.lines import actions, comparing, facts, listing
from labelling.steering.history_import.lines import register as registers
from labelling.steering.history_import.lines.base import place_of
from labelling.steering.history_import.lines.forms import LineForm
from labelling.steering.history_import.matching.actions import PREVIEWED
from labelling.steering.history_import.matching.forms import fact_text
from labelling.steering.history_import.views import address, find_import, following, tabs
from portal.ui import words
from portal.web.pages import form_page, only, run_action
from portal.web.pagination import Paginator

LINES = 50


def lines(request, reference):
    one = find_import(request, reference)
    if one.to_read_at:
        return redirect(one)
    reviewed = listing.review(one)
    many = listing.counts(reviewed)
    kinds = [kind for kind in listing.KINDS if many[kind]]
    shown = request.GET.get("sorte")
    shown = shown if shown in kinds else next(iter(kinds), "")
    rows = [line for line in reviewed if line.kind == shown]
    page = Paginator(rows, LINES).get_page(request.GET.get("page"))
    sheets = {name: rank for rank, name in enumerate(listing.sheet_names(one))}
    context = {
        "tracking": one,
        "tabs": tabs(one, "tracking_lines"),
        "following": following(one, "tracking_lines"),
        "kinds": [_tab(kind, many[kind], kind == shown) for kind in kinds],
        "page": page,
        "rows": [(line, _line_url(one, sheets, line), changes(line, one.choices)) for line in page],
        "remarks": listing.by_code(reviewed) if one.state == PREVIEWED else [],
        "differences": _differences(reviewed, one.choices) if one.state == PREVIEWED else [],
        "may_decide": one.state == PREVIEWED and referent(request.user, None),
    }
    return render(request, "labelling/history_import/lines.html", context)


def register(request, reference):
    """Each organism as it will be; its name leads to its line."""
    one = find_import(request, reference)
    if one.to_read_at:
        return redirect(one)
    found = registers.entries(one, listing.review(one))
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    sheets = {name: rank for rank, name in enumerate(listing.sheet_names(one))}
    context = {
        "tracking": one,
        "tabs": tabs(one, "tracking_register"),
        "following": following(one, "tracking_register"),
        "page": page,
        "rows": [(entry, _line_url(one, sheets, entry.line)) for entry in page],
        "total": len(found),
        "counts": registers.counts(found),
        "lacks_labels": registers.lacks_labels(one, found),
    }
    return render(request, "labelling/history_import/register.html", context)


def _differences(reviewed, choices):
    """[(name, word, how many lines may take it, how many do)], of what may be taken from the file."""
    may, do = Counter(), Counter()
    for line in reviewed:
        if line.kind != listing.SKIPPED and line.changes:
            may.update(name for name, *_ in line.changes if not facts.why_kept(line.compared, name))
            do.update(facts.choices_of(line.compared, choices))
    return [
        (name, word, may[name], do[name]) for name, word in comparing.COMPARED.items() if may[name]
    ]


def _tab(kind, many, is_current):
    label = listing.KINDS[kind][0]
    return {"label": label, "url": f"?sorte={kind}", "count": many, "is_current": is_current}


def _line_url(one, sheets, line):
    if line.sheet not in sheets:
        return ""
    args = [one.reference, sheets[line.sheet], line.row]
    return reverse("labelling:tracking_line", args=args)


def changes(line, choices):
    """(field, in the portal, in the file, what becomes of it), in words."""
    taken = facts.choices_of(line.compared, choices)
    return [
        (word, fact_text(name, here), fact_text(name, there), _becomes(line.compared, name, taken))
        for name, word, here, there in line.changes
    ]


def _becomes(compared, name, taken):
    if name not in comparing.OF_ORGANISM and not compared.has_history:
        return "entre avec le passé de l’organisme, qui n’en a aucun au portail"
    if why := facts.why_kept(compared, name):
        return f"reste comme au portail\u00a0: {why}"
    return (
        "sera pris du fichier"
        if name in taken
        else "reste comme au portail, sauf si vous le prenez"
    )


def line(request, reference, sheet, row):
    one = find_import(request, reference)
    if request.method == "POST":
        only(referent, request.user, one)
    reviewed = _line(one, sheet, row)
    context = {
        "tracking": one,
        "line": reviewed,
        "changes": changes(reviewed, one.choices),
        "sources": _sources(reviewed),
        "may_decide": one.state == PREVIEWED and referent(request.user, None),
    }
    return form_page(
        request,
        LineForm,
        thing=one,
        line=reviewed,
        template="labelling/history_import/line.html",
        context=context,
        save=lambda form: actions.decide(
            one,
            reviewed,
            form.cleaned_data["verdict"],
            by=form.by,
            organism=form.cleaned_data.get("organism", ""),
            fields=form.corrected,
            take=form.taken,
            seen=form.expected_stamp,
        ),
        said=f"C’est gardé\u00a0: {reviewed.place}.",
        done=f"{address(one, 'tracking_lines')}?sorte={reviewed.kind}",
    )


def _sources(reviewed):
    """[(where, what is written)] of the cells that a line comes from."""
    return [
        (f"{place_of(sheet, row)}, colonne {letter}" if letter else place_of(sheet, row), text)
        for sheet, row, letter, text in reviewed.facts.get("sources", ())
    ]


def _line(one, sheet, row):
    names = listing.sheet_names(one)
    name = names[sheet] if sheet < len(names) else None
    for reviewed in listing.review(one):
        if (reviewed.sheet, reviewed.row) == (name, row):
            return reviewed
    raise Http404


@require_POST
def settle(request, reference):
    one = find_import(request, reference)
    only(referent, request.user, one)
    code, verdict = request.POST.get("code", ""), request.POST.get("verdict", "")
    return run_action(
        request,
        lambda: actions.settle(one, code, verdict, by=request.user),
        thing=one,
        said=lambda many: f"C’est gardé pour {words.count(many, 'ligne', 'lignes')}.",
        done=address(one, "tracking_lines"),
    )


@require_POST
def settle_field(request, reference):
    one = find_import(request, reference)
    only(referent, request.user, one)
    name, verdict = request.POST.get("field", ""), request.POST.get("verdict", "")
    return run_action(
        request,
        lambda: actions.settle_field(one, name, verdict, by=request.user),
        thing=one,
        said="C’est gardé pour toutes les lignes qui diffèrent par ce champ.",
        done=f"{address(one, 'tracking_lines')}?sorte={comparing.CHANGED}",
    )
