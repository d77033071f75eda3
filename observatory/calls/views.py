"""Views of calls: audience, preview of the letter, results, text of the letter."""

from django.http import Http404
from django.shortcuts import render

from labelling.public import instructor
from observatory.calls import actions, pages, placeholders, recipients
from observatory.calls.forms import LetterForm, ThemeFilter
from observatory.calls.models import CallLetter, ContributionCall
from portal.web.forms import Form
from portal.web.pages import form_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE = 20


def for_the_office(request):
    """404 for others: an audit's strengths are not theirs to see (BR-89)."""
    if not instructor(request.user, None):
        raise Http404


def calls(request):
    for_the_office(request)
    form = ThemeFilter(request.GET)
    rows = recipients.to_call(request.user, form.chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": pages.name_sources(page),
        "delay": recipients.delay(),
    }
    return render(request, "observatory/calls/list.html", context)


def call_send(request, organism, theme):
    for_the_office(request)
    found = pages.strength(request.user, organism, theme)
    if found is None:
        raise Http404
    return form_page(
        request,
        Form,
        template="observatory/calls/send.html",
        context=placeholders.fill_letter(placeholders.in_force(), found, request.user)
        | {"found": found},
        save=lambda form: actions.send(found, by=form.by),
        done="observatory:calls_sent",
        said=lambda call: f"La lettre part pour {call.organism}.",
    )


def calls_sent(request):
    for_the_office(request)
    rows = recipients.followed_up(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": pages.outcomes(page)}
    return render(request, "observatory/calls/sent.html", context)


def call(request, reference):
    rows = ContributionCall.objects.visible_to(request.user).select_related(
        "organism", "sent_by", "letter"
    )
    found = visible_or_404(ContributionCall, request.user, rows=rows, reference=reference)
    return render(request, "observatory/calls/one.html", pages.call_page(found, request.user))


def call_letter(request):
    for_the_office(request)
    letter = placeholders.in_force()
    context = {
        "letter": letter,
        "seen": letter.number,
        "meanings": placeholders.MEANINGS.items(),
        "many": pages.sent_with(letter),
        "entries": audit_log.entries_of(letter) if letter.pk else [],
    }
    return form_page(
        request,
        LetterForm,
        template="observatory/calls/letter.html",
        context=context,
        initial={"subject": letter.subject, "text": letter.text},
        save=_write_letter,
        preview=_preview,
        said="La lettre est enregistrée pour les prochains envois.",
        done="observatory:call_letter",
    )


def _write_letter(form):
    data, seen = form.cleaned_data, form.expected_stamp or ""
    number = int(seen) if seen.isdecimal() else 0
    return actions.write_letter(data["subject"], data["text"], by=form.by, seen=number)


def _preview(form):
    """« La lire »: the letter for the chosen organism; nothing is written."""
    if not form.is_previewed:
        return None
    data = form.cleaned_data
    typed = CallLetter(subject=data["subject"], text=data["text"])
    return pages.preview(typed, data["organism"], form.by)
