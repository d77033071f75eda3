"""Views of invitations: candidates, the three forms, detail and answers."""

from django.http import Http404
from django.shortcuts import render

from labelling.public import audit_strengths, followed_organisms
from observatory.practices.invitations import pages
from observatory.practices.invitations.forms import AssociationForm, CommitteeForm, StrengthForm
from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.invitations.rules import inviter
from observatory.practices.invitations.steps import invite
from observatory.practices.terms import Origin
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator

PAGE = 20


def for_the_office(request):
    """404 for others: strengths and points of the committee are not theirs to see (BR-89)."""
    if not inviter(request.user, None):
        raise Http404


def invitations(request):
    rows = PracticeInvitation.objects.visible_to(request.user).select_related("organism")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_invite": inviter(request.user, None)}
    return render(request, "observatory/practices/invitations/list.html", context)


def strengths(request):
    for_the_office(request)
    page = Paginator(pages.to_invite(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "observatory/practices/invitations/strengths.html", {"page": page})


def invite_for_strength(request, mission, number):
    for_the_office(request)
    rows = audit_strengths(request.user).filter(mission__reference=mission, number=number)
    if (finding := rows.first()) is None:
        raise Http404
    known = {"finding": finding, "organism": finding.mission.dossier.organism}
    return _invite_page(
        request,
        StrengthForm,
        "Inviter pour un point fort",
        known | {"origin": Origin.AUDIT_STRENGTH},
        context={"finding": finding},
    )


def invite_from_committee(request):
    for_the_office(request)
    origin = {"origin": Origin.COMMITTEE}
    return _invite_page(request, CommitteeForm, "Inviter depuis un comité", origin)


def invite_for_association(request):
    for_the_office(request)
    return _invite_page(
        request,
        AssociationForm,
        "Inviter pour une association régionale",
        {"origin": Origin.REGIONAL_ASSOCIATION},
        organisms=followed_organisms(request.user),
    )


def _invite_page(request, form_class, title, known, **given):
    """Shared by the three forms; `known` is what it does not ask."""
    return form_page(
        request,
        form_class,
        template="observatory/practices/invitations/invite.html",
        title=title,
        save=lambda form: invite(by=form.by, **known, **form.facts),
        **given,
    )


def find_invitation(request, reference):
    rows = PracticeInvitation.objects.visible_to(request.user).select_related(
        "organism", "practice", "finding__mission", "finding__criterion", "session", "invited_by"
    )
    return visible_or_404(PracticeInvitation, request.user, rows=rows, reference=reference)


def invitation(request, reference):
    context = pages.invitation(find_invitation(request, reference), request.user)
    return render(request, "observatory/practices/invitations/detail.html", context)


def invitation_act(request, reference, address):
    return transition_page(request, find_invitation(request, reference), address)
