"""The pages where the Dircom writes the letter and sends it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from home.letter import composing, pages, testing
from home.letter.forms import IssueForm, ItemForm, OpenForm
from home.letter.models import LetterIssue
from home.letter.rules import follows_the_letter
from portal.ui import words
from portal.web.pages import edit_page, refusal, transition_page, visible_or_404
from portal.workflow import Forbidden, Refused

PAGE = 25


def find(request, code):
    if not follows_the_letter(request.user):
        raise Http404
    return visible_or_404(LetterIssue, request.user, month=pages.month_of(code))


def letters(request):
    if not follows_the_letter(request.user):
        raise Http404
    form = OpenForm(request.POST or None, initial={"month": pages.next_month()})
    if request.method == "POST" and form.is_valid():
        month = pages.month_of(form.cleaned_data["month"])
        try:
            return redirect(composing.open_issue(month, by=request.user))
        except Forbidden as problem:
            return refusal(request, None, problem)
    page = Paginator(LetterIssue.objects.visible_to(request.user), PAGE)
    context = {"page": page.get_page(request.GET.get("page")), "form": form}
    context |= {"counts": pages.counts()}
    return render(request, "home/letter/list.html", context, status=422 if form.errors else 200)


def letter_issue(request, code):
    issue = find(request, code)
    return render(request, "home/letter/issue.html", pages.issue(issue, request.user))


def letter_edit(request, code):
    issue = find(request, code)
    if problem := composing.obstacle(issue, request.user):
        return refusal(request, issue, problem)
    return edit_page(request, issue, IssueForm, context={"heading": "Ouverture de la lettre"})


def letter_item(request, code, number=None):
    issue = find(request, code)
    row = issue.items.filter(number=number).first() if number else None
    if number and row is None:
        raise Http404
    if problem := composing.obstacle(issue, request.user):
        return refusal(request, issue, problem)
    form = ItemForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        composing.keep_item(issue, form.facts, by=request.user, number=number)
        messages.success(request, "C’est enregistré.")
        return redirect(issue)
    context = {"form": form, "issue": issue, "number": number}
    return render(request, "home/letter/item.html", context, status=422 if form.errors else 200)


@require_POST
def letter_change(request, code, change, number=0):
    """Compose, move up, drop, try: one press each."""
    issue = find(request, code)
    try:
        said = CHANGES[change](issue, number, request.user)
    except Refused as problem:
        return refusal(request, issue, problem)
    messages.success(request, said)
    return redirect(issue)


def _compose(issue, _number, by):
    many = composing.compose(issue, by=by)
    if not many:
        return "Rien de nouveau ce mois-ci."
    return f"{words.count(many, 'article ajouté', 'articles ajoutés')}."


def _move(issue, number, by):
    composing.move_item(issue, number, by=by)
    return "L’article est monté d’une place."


def _drop(issue, number, by):
    composing.drop_item(issue, number, by=by)
    return "L’article est ôté."


def _try(issue, _number, by):
    testing.send(issue, by=by)
    return f"Un essai part vers {by.email}."


CHANGES = {"composer": _compose, "monter": _move, "oter": _drop, "essayer": _try}


def letter_act(request, code, address):
    return transition_page(request, find(request, code), address)
