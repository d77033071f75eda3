"""Views of spaces: list of those that a person enters, home of each."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from community.rules import comes
from community.spaces import actions, charters, entry_rights, figures, home, tabs, team, welcome
from community.spaces.forms import GroupForm, SpaceForm
from community.spaces.models import Space
from community.spaces.rules import animator, office
from labelling.public import club_organisms, club_roll
from portal.web.pages import edit_page, form_page, only, run_action, transition_page
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE, LINES = 25, 8


def communities(request):
    if not comes(request.user):
        raise Http404
    rows = entry_rights.opened(request.user)
    context = {
        "rows": rows,
        "closed": entry_rights.closed(rows),
        "is_office": office(request.user, None),
    }
    return render(request, "community/spaces/list.html", context)


def space_new(request):
    if not comes(request.user):
        raise Http404
    only(office, request.user, None, f"Seul {office.label} ouvre un groupe.")
    return form_page(
        request,
        GroupForm,
        template="community/spaces/new.html",
        save=lambda form: actions.make(by=request.user, **form.facts),
        said="Le groupe est ouvert. Inscrivez-y les personnes, et nommez qui l’anime.",
    )


def space(request, slug):
    user = request.user
    found = tabs.find_space(request, slug)
    entries = audit_log.entries_of(found)[:LINES] if animator(user, found) else []
    context = tabs.frame(request, found, "community:space") | {
        "offers": found.workflow.offers(found, user),
        "blocks": home.blocks(user, found),
        "figures": figures.activity_of(user, found),
        "animators": team.animating(found),
        "charter": charters.charter_in_force(found),
        "entries": entries,
        "may_edit": animator(user, found),
    }
    return render(request, "community/spaces/one.html", context)


def space_edit(request, slug):
    """Name and purpose, by its animators."""
    found = tabs.find_space(request, slug)
    only(animator, request.user, found, f"Seul {animator.label} modifie cette présentation.")
    return edit_page(request, found, SpaceForm, context={"heading": "Présenter l’espace"})


@require_POST
def space_welcome(request, slug):
    """Hide the first steps."""
    found = tabs.find_space(request, slug)
    return run_action(request, lambda: welcome.close(request.user, found), thing=found)


def space_organisms(request, slug):
    """Organisms labelled today, for the club."""
    found = tabs.find_space(request, slug)
    if found.kind != Space.Kind.CLUB:
        raise Http404
    page = Paginator(club_roll(), PAGE).get_page(request.GET.get("page"))
    rows = club_organisms().filter(pk__in=page.object_list).order_by("member_since", "name__french")
    context = tabs.frame(request, found, "community:space_organisms") | {"page": page, "rows": rows}
    return render(request, "community/spaces/organisms.html", context)


def space_act(request, slug, address):
    return transition_page(request, tabs.find_space(request, slug), address)
