"""Views of a hearing: its page, and the observations of the organism."""

from django.http import Http404
from django.shortcuts import render

from labelling.title.hearings.models import Hearing
from portal.access import who_sees
from portal.web.pages import transition_page


def _find_hearing(request, reference):
    """The latest hearing of the label; those before it are in the journal."""
    rows = Hearing.objects.visible_to(request.user).filter(label__reference=reference)
    rows = rows.select_related("label__organism", "label__dossier__rules", "answered_by")
    if (hearing := rows.order_by("-pk").first()) is None:
        raise Http404
    return hearing


def hearing_detail(request, reference):
    hearing = _find_hearing(request, reference)
    offers = [one for one in hearing.workflow.offers(hearing, request.user) if one.is_open]
    context = {"hearing": hearing, "offers": offers, "seen": who_sees(hearing)}
    context |= {"files": hearing.files, "after": _after(hearing, request.user)}
    return render(request, "labelling/hearings/detail.html", context)


def _after(hearing, user):
    """Whose turn it is once the last day is past: what the table says has no date any more."""
    if hearing.is_final or not hearing.is_over:
        return None
    hand = hearing.hand_for(user) or hearing.hand
    found = {"title": "Rien à faire de votre côté", "hand": hand, "undated": "selon les séances"}
    if hand == "vous":
        found["title"] = "Porter la mesure devant le comité, ou clore la phase"
        found |= {"action": "Ouvrir le label", "url": hearing.label.get_absolute_url()}
    return found


def hearing_act(request, reference, address):
    return transition_page(request, _find_hearing(request, reference), address)
