"""Pages of invitations: what may be invited, the three forms, one invitation and its answers."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.public import audit_strengths, followed_organisms
from observatory.inviting import pages
from observatory.inviting.forms import AssociationForm, CommitteeForm, StrengthForm
from observatory.inviting.rules import inviter
from observatory.inviting.steps import invite
from observatory.models import PracticeInvitation
from observatory.terms import Origin
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Refused

PAGE = 20


def for_the_office(request):
    """Others find nothing: strengths and points of the committee are not theirs (BR-89)."""
    if not inviter(request.user, None):
        raise Http404


def invitations(request):
    rows = PracticeInvitation.objects.visible_to(request.user).select_related("organism")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_invite": inviter(request.user, None)}
    return render(request, "observatory/inviting/list.html", context)


def strengths(request):
    for_the_office(request)
    page = Paginator(pages.to_invite(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "observatory/inviting/strengths.html", {"page": page})


def invite_for_strength(request, mission, number):
    for_the_office(request)
    rows = audit_strengths(request.user).filter(mission__reference=mission, number=number)
    if (finding := rows.first()) is None:
        raise Http404
    form = StrengthForm(request.POST or None, by=request.user)
    said = {"finding": finding, "origin": Origin.AUDIT_STRENGTH}
    context = {"heading": "Inviter pour un point fort", "finding": finding}
    return _invite(request, form, finding.mission.dossier.organism, said, context)


def invite_from_committee(request):
    for_the_office(request)
    form = CommitteeForm(request.POST or None, by=request.user)
    point = form.is_valid() and form.cleaned_data.pop("point")
    said = {"session": point and point.session, "origin": Origin.COMMITTEE}
    context = {"heading": "Inviter depuis un comité"}
    return _invite(request, form, point and point.dossier.organism, said, context)


def invite_for_association(request):
    for_the_office(request)
    form = AssociationForm(
        request.POST or None, by=request.user, organisms=followed_organisms(request.user)
    )
    organism = form.is_valid() and form.cleaned_data.pop("organism")
    context = {"heading": "Inviter pour une association régionale"}
    return _invite(request, form, organism, {"origin": Origin.REGIONAL_ASSOCIATION}, context)


def _invite(request, form, organism, said, context):
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            return redirect(invite(organism, by=request.user, **said, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context |= {"form": form}
    return render(request, "observatory/inviting/invite.html", context, status=status)


def find(request, reference):
    rows = PracticeInvitation.objects.visible_to(request.user).select_related(
        "organism", "practice", "finding__mission", "finding__criterion", "session", "invited_by"
    )
    return visible_or_404(PracticeInvitation, request.user, rows=rows, reference=reference)


def invitation(request, reference):
    context = pages.invitation(find(request, reference), request.user)
    return render(request, "observatory/inviting/detail.html", context)


def invitation_act(request, reference, address):
    return transition_page(request, find(request, reference), address)
