"""Views of attestation checks and of a label's page."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labelling.parties.organisms.rules import referent
from labelling.title.labels import listing, pages, register
from labelling.title.labels.directory.forms import VerifyForm
from labelling.title.labels.listing import LABELS
from labelling.title.labels.models import Label
from portal.access import who_sees
from portal.assignments.panels import charge_of, entries_for
from portal.core import clock
from portal.exports.tables import exported
from portal.web.pages import transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.web.rate_limits import MINUTE, Limit, refuse_beyond

PAGE = 25
LIMIT = Limit(30, MINUTE)


@require_safe
@never_cache
@login_not_required
def verify_form(request):
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("labelling:verify", form.cleaned_data["numero"])
    status = 422 if form.errors else 200
    context = {"form": form, "statuses": Label.State}
    return render(request, "labelling/labels/verify_form.html", context, status=status)


@require_safe
@never_cache
@login_not_required
def verify(request, number):
    answer = register.verify(number.upper())
    if (
        answer is None
    ):  # whoever reads attestations all day is never kept waiting; whoever tries numbers is
        refuse_beyond(request, "label.verify", LIMIT)
    context = {"form": VerifyForm(), "answer": answer, "number": number, "now": clock.now()}
    context["statuses"] = Label.State
    name = "verify" if answer else "verify_unknown"
    return render(request, f"labelling/labels/{name}.html", context, status=200 if answer else 404)


@exported(LABELS)
def label_list(request):
    form = listing.filter_form(request.user, request.GET)
    form.is_valid()
    rows = listing.read_list(request.user, request.GET, form)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "is_narrowed": any(form.cleaned_data.values())}
    context |= {"page": page, "rows": pages.rows(page)}
    context["may_take_over"] = referent(request.user, None)
    return render(request, "labelling/labels/list.html", context)


def label_detail(request, reference):
    label = visible_or_404(Label, request.user, rows=pages.LABELS, reference=reference)
    context = pages.label(label, request.user)
    context |= {"entries": entries_for(request.user, label)[:30], "seen": who_sees(label)}
    context["charge"] = charge_of(label, request.user)
    return render(request, "labelling/labels/detail.html", context)


def label_act(request, reference, address):
    label = visible_or_404(Label, request.user, rows=pages.LABELS, reference=reference)
    return transition_page(request, label, address)
