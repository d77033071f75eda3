"""Views of the letter for the Dircom: write, test, send."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from home.letter import actions, notices, pages
from home.letter.forms import (
    IssueForm,
    ItemCorrectionForm,
    ItemForm,
    OpenForm,
    OpeningCorrectionForm,
)
from home.letter.models import LetterIssue
from home.letter.rules import dircom, follows_the_letter
from home.letter.workflow import TOPIC
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.web.pages import (
    SAVED,
    edit_page,
    form_page,
    run_action,
    transition_page,
    visible_or_404,
)
from portal.web.pagination import Paginator
from portal.workflow import Forbidden, Problem


@transaction.atomic
def send(issue, *, by):
    if not dircom(by, issue):
        raise Forbidden(Problem("forbidden", f"Seule {dircom.label} essaie la lettre."))
    key = f"{issue.code}:{by.pk}:{clock.now().isoformat(timespec='seconds')}"
    outbox.write_to_address(notices.TEST, issue, by.email, key=key, topic=TOPIC)


PAGE = 25
CORRECTED = "La page de la lettre est corrigée, et le dit."


def find_issue(request, code):
    if not follows_the_letter(request.user):
        raise Http404
    return visible_or_404(LetterIssue, request.user, month=pages.month_of(code))


def letters(request):
    if not follows_the_letter(request.user):
        raise Http404
    page = Paginator(LetterIssue.objects.visible_to(request.user), PAGE)
    context = {"page": page.get_page(request.GET.get("page")), "counts": pages.counts()}
    return form_page(
        request,
        OpenForm,
        template="home/letter/list.html",
        context=context,
        initial={"month": pages.next_month()},
        save=lambda form: actions.open_issue(
            pages.month_of(form.cleaned_data["month"]), by=form.by
        ),
    )


def letter_issue(request, code):
    issue = find_issue(request, code)
    return render(request, "home/letter/issue.html", pages.issue(issue, request.user))


def letter_edit(request, code):
    issue = find_issue(request, code)
    actions.refuse_unless_writable(issue, request.user)
    return edit_page(request, issue, IssueForm, context={"heading": "Ouverture de la lettre"})


def letter_item(request, code, number=None):
    issue = find_issue(request, code)
    row = issue.items.filter(number=number).first() if number else None
    if number and row is None:
        raise Http404
    actions.refuse_unless_writable(issue, request.user)
    return form_page(
        request,
        ItemForm,
        thing=issue,
        template="home/letter/item.html",
        instance=row,
        done=issue,
        context={"issue": issue, "number": number},
        said=SAVED,
        save=lambda form: actions.keep_item(issue, form.facts, by=form.by, number=number),
        rewrites=(row, ItemForm.Meta.fields) if row else None,
    )


def letter_correct(request, code, number):
    """What the site shows of an item of a letter sent, or of its opening (0)."""
    issue = find_issue(request, code)
    actions.refuse_unless_sent(issue, request.user)
    row = issue.items.filter(number=number).first()
    if number != actions.OPENING and row is None:
        raise Http404
    return form_page(
        request,
        OpeningCorrectionForm if row is None else ItemCorrectionForm,
        thing=issue,
        initial=actions.facts_shown(issue, row),
        title="Corriger la lettre sur le site",
        context={"effects": actions.EFFECTS},
        submit="Corriger",
        said=CORRECTED,
        done=issue,
        save=lambda form: actions.correct(
            issue,
            number,
            form.corrected,
            by=form.by,
            reason=form.cleaned_data["reason"],
            expected_version=form.expected_version,
        ),
    )


@require_POST
def letter_change(request, code, change, number=0):
    """Compose, move up, remove, test: one POST each."""
    issue = find_issue(request, code)
    return run_action(
        request,
        lambda: CHANGES[change](issue, number, request.user),
        thing=issue,
        said=str,
        done=issue,
    )


def _compose(issue, _number, by):
    many = actions.compose(issue, by=by)
    if not many:
        return "Rien de nouveau ce mois-ci."
    return f"{words.count(many, 'article ajouté', 'articles ajoutés')}."


def _move(issue, number, by):
    actions.move_item(issue, number, by=by)
    return "L’article est monté d’une place."


def _drop(issue, number, by):
    actions.drop_item(issue, number, by=by)
    return "L’article est ôté."


def _try(issue, _number, by):
    send(issue, by=by)
    return f"Un essai part vers {by.email}."


CHANGES = {"composer": _compose, "monter": _move, "oter": _drop, "essayer": _try}


def letter_act(request, code, address):
    return transition_page(request, find_issue(request, code), address)
