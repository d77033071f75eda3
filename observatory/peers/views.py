"""Views of one's weak criteria, and of the peers who accept to be called."""

from django.shortcuts import render

from observatory.peers import actions, pages
from observatory.peers.forms import OfferForm
from observatory.peers.models import PeerOffer
from observatory.peers.rules import may_offer, own, progresses
from observatory.practices.tabs import list_tabs
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.workflow import Forbidden, audit_log

MEMBERS = "Seul un membre d’un organisme lit cette page."
LABELLED = "Seul un membre d’un organisme labellisé se propose."


def progress(request):
    if not progresses(request.user):
        raise Forbidden(MEMBERS)
    shown = pages.progress(request.user, request.GET.get("organisme", ""))
    shown["observatory_tabs"] = list_tabs(request.user, "progress")
    return render(request, "observatory/peers/progress.html", shown)


def peer_offers(request):
    if not progresses(request.user):
        raise Forbidden(MEMBERS)
    shown = pages.offers(request.user) | {"may_offer": may_offer(request.user)}
    return render(request, "observatory/peers/offers.html", shown)


def peer_offer_add(request):
    if not may_offer(request.user):
        raise Forbidden(LABELLED)
    return form_page(
        request,
        OfferForm,
        template="observatory/peers/add.html",
        initial={
            "criterion": request.GET.get("critere", ""),
            "email": pages.known_address(request.user),
        },
        save=lambda form: actions.offer(form.chosen, by=request.user, **form.facts),
    )


def find_offer(request, reference):
    return visible_or_404(PeerOffer, request.user, reference=reference)


def peer_offer(request, reference):
    offer = find_offer(request, reference)
    offers = offer.workflow.offers(offer, request.user)
    context = {
        "offer": offer,
        "offers": offers,
        "entries": _lines(offer, request.user),
        "may_progress": progresses(request.user),
    }
    return render(request, "observatory/peers/offer.html", context)


def _lines(offer, user):
    """Its audit log names people: for its own organism only."""
    return audit_log.entries_of(offer)[:10] if own(user, offer) else []


def peer_offer_act(request, reference, address):
    return transition_page(request, find_offer(request, reference), address)
