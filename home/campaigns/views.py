"""The pages of campaigns: list, calendar, page, forms, lines."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from home.campaigns import pages, recording
from home.campaigns.forms import LINES, CampaignFilter, CampaignForm
from home.campaigns.models import Campaign
from home.campaigns.navigation import follows_campaigns
from home.campaigns.workflow import dircom
from portal.web.pages import edit_page, refusal, transition_page, visible_or_404
from portal.workflow import Forbidden, Refused

PAGE = 25


def find(request, reference):
    return visible_or_404(Campaign, request.user, reference=reference)


def only_readers(request):
    if not follows_campaigns(request.user):
        raise Http404


def campaigns(request):
    only_readers(request)
    form = CampaignFilter(request.GET)
    rows = pages.listed(request.user, form.filters)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "months": pages.months(page),
        "may_open": dircom(request.user, None),
    }
    return render(request, "home/campaigns/list.html", context)


def campaigns_csv(request):
    only_readers(request)
    rows = pages.listed(request.user, CampaignFilter(request.GET).filters)
    response = HttpResponse(pages.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="campagnes.csv"'
    return response


def campaign_create(request):
    only_readers(request)
    if not dircom(request.user, None):
        return refusal(request, None, Forbidden(f"Seule {dircom.label} ouvre une campagne."))
    form = CampaignForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        made = recording.create(by=request.user, **form.cleaned_data)
        messages.success(request, "La campagne est ouverte. Ajoutez ses tâches et ses supports.")
        return redirect(made)
    context = {"form": form}
    return render(
        request, "home/campaigns/create.html", context, status=422 if form.errors else 200
    )


def campaign(request, reference):
    thing = find(request, reference)
    return render(request, "home/campaigns/detail.html", pages.campaign(thing, request.user))


def campaign_edit(request, reference):
    thing = find(request, reference)
    if problem := recording.obstacle(thing, request.user):
        return refusal(request, thing, problem)
    return edit_page(request, thing, CampaignForm, context={"heading": "Modifier la campagne"})


@require_POST
def campaign_duplicate(request, reference):
    thing = find(request, reference)
    try:
        copy = recording.duplicate(thing, by=request.user)
    except Forbidden as problem:
        return refusal(request, thing, problem)
    messages.success(request, "Voici la même campagne, un an plus tard. Relisez ses dates.")
    return redirect(copy)


def campaign_line(request, reference, kind, number=None):
    thing = find(request, reference)
    if kind not in LINES:
        raise Http404
    relation, form_class, said, row = pages.line_of(thing, kind, number)
    if number and row is None:
        raise Http404
    if problem := recording.obstacle(thing, request.user):
        return refusal(request, thing, problem)
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        recording.keep_line(thing, relation, form.facts, by=request.user, number=number)
        messages.success(request, "C’est enregistré.")
        return redirect(thing)
    context = {
        "form": form,
        "campaign": thing,
        "said": said,
        "number": number,
        "kind": kind,
    }
    return render(request, "home/campaigns/line.html", context, status=422 if form.errors else 200)


@require_POST
def campaign_line_drop(request, reference, kind, number):
    thing = find(request, reference)
    if kind not in LINES:
        raise Http404
    try:
        recording.drop_line(thing, LINES[kind][0], number, by=request.user)
    except Refused as problem:
        return refusal(request, thing, problem)
    messages.success(request, "La ligne est ôtée.")
    return redirect(thing)


def campaign_act(request, reference, address):
    return transition_page(request, find(request, reference), address)
