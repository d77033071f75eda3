"""Views of campaigns: list, calendar, detail, forms, lines."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from home.campaigns import actions, pages
from home.campaigns.forms import LINES, CampaignFilter, CampaignForm
from home.campaigns.models import Campaign
from home.campaigns.navigation import follows_campaigns
from home.campaigns.workflow import dircom
from portal.web.pages import (
    SAVED,
    edit_page,
    form_page,
    only,
    run_action,
    transition_page,
    visible_or_404,
)
from portal.web.pagination import Paginator

PAGE = 25


def find_campaign(request, reference):
    return visible_or_404(Campaign, request.user, reference=reference)


def only_readers(request):
    if not follows_campaigns(request.user):
        raise Http404


def campaigns(request):
    only_readers(request)
    form = CampaignFilter(request.GET)
    rows = pages.read_list(request.user, form.filters)
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
    rows = pages.read_list(request.user, CampaignFilter(request.GET).filters)
    response = HttpResponse(pages.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="campagnes.csv"'
    return response


def campaign_create(request):
    only_readers(request)
    only(dircom, request.user, None, actions.OPENERS)
    return form_page(
        request,
        CampaignForm,
        template="home/campaigns/create.html",
        save=lambda form: actions.create(by=request.user, **form.facts),
        said="La campagne est ouverte. Ajoutez ses tâches et ses supports.",
    )


def campaign(request, reference):
    thing = find_campaign(request, reference)
    return render(request, "home/campaigns/detail.html", pages.campaign(thing, request.user))


def campaign_edit(request, reference):
    thing = find_campaign(request, reference)
    actions.refuse_unless_writable(thing, request.user)
    return edit_page(request, thing, CampaignForm, context={"heading": "Modifier la campagne"})


@require_POST
def campaign_duplicate(request, reference):
    thing = find_campaign(request, reference)
    return run_action(
        request,
        lambda: actions.duplicate(thing, by=request.user),
        thing=thing,
        said="Voici la même campagne, un an plus tard. Relisez ses dates.",
    )


def campaign_line(request, reference, kind, number=None):
    thing = find_campaign(request, reference)
    if kind not in LINES:
        raise Http404
    relation, form_class, said, row = pages.line_of(thing, kind, number)
    if number and row is None:
        raise Http404
    actions.refuse_unless_writable(thing, request.user)
    return form_page(
        request,
        form_class,
        thing=thing,
        template="home/campaigns/line.html",
        instance=row,
        context={"campaign": thing, "said": said, "number": number, "kind": kind},
        said=SAVED,
        save=lambda form: actions.keep_line(
            thing, relation, form.facts, by=request.user, number=number
        ),
        done=thing,
        rewrites=(row, form_class.Meta.fields) if row else None,
    )


@require_POST
def campaign_line_drop(request, reference, kind, number):
    thing = find_campaign(request, reference)
    if kind not in LINES:
        raise Http404
    return run_action(
        request,
        lambda: actions.drop_line(thing, LINES[kind][0], number, by=request.user),
        thing=thing,
        said="La ligne est ôtée.",
    )


def campaign_act(request, reference, address):
    return transition_page(request, find_campaign(request, reference), address)
