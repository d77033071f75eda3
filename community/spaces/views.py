"""Views of spaces: list of those that a person enters, home of each."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from community.rules import comes
from community.spaces import actions, blocks, figures, tabs
from community.spaces.forms import CharterForm, GroupForm, SpaceForm
from community.spaces.members import actions as team
from community.spaces.members import listing, steps
from community.spaces.members.roles import MEMBER
from community.spaces.models import Acceptance, Charter, Space
from community.spaces.rules import animator, office
from labelling.public import club_organisms, club_roll
from portal.web.forms import Form
from portal.web.navigation import way_back
from portal.web.pages import edit_page, form_page, only, run_action, transition_page
from portal.web.pagination import Paginator
from portal.workflow import audit_log


def space_charter(request, slug):
    """Text and version; POST accepts the version that was shown (`number`)."""
    found = tabs.find_space(request, slug)
    charter = actions.current(found)
    context = tabs.frame(request, found, "community:space_charter")
    mine = context["place"]
    accepted = Acceptance.objects.visible_to(request.user).filter(
        space=found, person=request.user, charter=charter
    )
    context |= {"charter": charter, "coming": actions.coming(found), "banners": []}
    context |= {"accepted": accepted.first(), "back": way_back(request, "")}
    context["may_accept"] = bool(mine and mine.standing.level == MEMBER and not mine.is_settled)
    context["is_office"] = office(request.user, found)
    read = charter if charter and request.POST.get("number") == str(charter.number) else None
    return form_page(
        request,
        Form,
        thing=found,
        template="community/spaces/charter.html",
        context=context,
        save=lambda form: actions.accept(found, read, by=form.by),
        said="La charte est acceptée. Vous pouvez écrire dans cet espace.",
        done=way_back(request, found.get_absolute_url()),
    )


def space_charter_new(request, slug):
    """A new version, for every space of the same kind, from its date."""
    found = tabs.find_space(request, slug)
    only(office, request.user, found, f"Seul {office.label} publie une charte.")
    last = Charter.objects.visible_to(request.user).filter(kind=found.kind).first()
    return form_page(
        request,
        CharterForm,
        thing=found,
        template="community/spaces/charter_new.html",
        context=tabs.frame(request, found, "community:space_charter") | {"last": last},
        initial={"text": last.text if last else ""},
        save=lambda form: actions.publish(found.kind, by=request.user, **form.facts),
        said="La nouvelle version est publiée. Chaque membre la lira avant d’écrire de nouveau.",
        done=found,
    )


PAGE, LINES = 25, 8


def communities(request):
    if not comes(request.user):
        raise Http404
    rows = listing.opened(request.user)
    context = {
        "rows": rows,
        "closed": listing.closed(rows),
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
        "blocks": blocks.blocks(user, found),
        "figures": figures.activity_of(user, found),
        "animators": team.animating(found),
        "charter": actions.charter_in_force(found),
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
    return run_action(request, lambda: steps.close(request.user, found), thing=found)


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
