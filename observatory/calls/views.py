"""Pages of calls: whom to invite, the letter before it leaves, what came of it, and its wording."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.public import instructor
from observatory.calls import finding, pages, sending, wording
from observatory.calls.forms import LetterForm, ThemeFilter
from observatory.calls.models import CallLetter, ContributionCall
from portal.web.pages import visible_or_404
from portal.workflow import Refused, audit_log

PAGE = 20


def for_the_office(request):
    """Others find nothing: what an audit says strong is not theirs (BR-89)."""
    if not instructor(request.user, None):
        raise Http404


def calls(request):
    for_the_office(request)
    form = ThemeFilter(request.GET)
    rows = finding.to_call(request.user, form.chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": pages.told(page), "delay": finding.delay()}
    return render(request, "observatory/calls/list.html", context)


def call_send(request, organism, theme):
    for_the_office(request)
    found = pages.strength(request.user, organism, theme)
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            return _sent(request, sending.send(found, by=request.user))
        except Refused as refused:
            problem = str(refused)
    context = wording.shown(wording.in_force(), found, request.user)
    context |= {"found": found, "problem": problem}
    status = 409 if problem else 200
    return render(request, "observatory/calls/send.html", context, status=status)


def _sent(request, call):
    messages.success(request, f"La lettre part pour {call.organism}.")
    return redirect("observatory:calls_sent")


def calls_sent(request):
    for_the_office(request)
    rows = finding.followed_up(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": pages.outcomes(page)}
    return render(request, "observatory/calls/sent.html", context)


def call(request, reference):
    rows = ContributionCall.objects.visible_to(request.user).select_related(
        "organism", "sent_by", "letter"
    )
    found = visible_or_404(ContributionCall, request.user, rows=rows, reference=reference)
    return render(request, "observatory/calls/one.html", pages.one(found, request.user))


def call_letter(request):
    for_the_office(request)
    letter = wording.in_force()
    initial = {"subject": letter.subject, "text": letter.text}
    form = LetterForm(request.POST or None, initial=initial, by=request.user)
    context, status = {"letter": letter, "seen": letter.number}, 200
    if request.method == "POST":
        context["seen"] = request.POST.get("seen", "")
        status = 200 if form.is_valid() else 422
        if status == 200 and (done := _written(request, form, context)):
            return done
        status = context.pop("status", status)
    return _letter_page(request, form, context, status)


def _written(request, form, context):
    """The answer to a letter that is kept; else what the page shows is put in the context."""
    data = form.cleaned_data
    if "look" in request.POST or data["organism"]:
        _look(request, form, context)
    if "look" in request.POST:
        return None
    seen = context["seen"]
    try:
        sending.write_letter(
            data["subject"],
            data["text"],
            by=request.user,
            seen=int(seen) if seen.isdecimal() else 0,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        context |= {"status": 409, "seen": context["letter"].number}
        return None
    messages.success(request, "La lettre est enregistrée pour les prochains envois.")
    return redirect("observatory:call_letter")


def _look(request, form, context):
    data = form.cleaned_data
    typed = CallLetter(subject=data["subject"], text=data["text"])
    if data["organism"]:
        context["preview"] = pages.preview(typed, data["organism"], request.user)
    else:
        form.add_error("organism", "Choisissez l’organisme qui la recevrait.")
        context["status"] = 422


def _letter_page(request, form, context, status):
    letter = context["letter"]
    context |= {
        "form": form,
        "meanings": wording.MEANINGS.items(),
        "many": pages.sent_with(letter),
        "entries": audit_log.of(letter) if letter.pk else [],
    }
    return render(request, "observatory/calls/letter.html", context, status=status)
