"""Context of the pages of licences."""

from django.db.models import Case, F, Q, When

from labelling.parties.organisms.rules import member
from labelling.title.brand.charters import looks
from labelling.title.licences import rights
from labelling.title.licences.models import TO_REMOVE, BrandLicence
from labelling.title.licences.titles import terms
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import audit_log

TITLES = ("organism", "label__dossier__rules", "dossier__rules", "mention__decision")
EXCLUDING = {
    "accused",
    "not_accused",
    "answered",
    "removed",
    "confirmed",
    "used",
    "unused",
    "removal",
}
RARE = ("refuse", "propose_revocation", "drop_revocation", "dispute", "reconsider")
LICENCES = BrandLicence.objects.select_related(
    *TITLES, "charter", "trademark", "usage_rules", "accepted_by", "removed_by", "removal_proof"
)


def late(today):
    """BR-83 in SQL: a support past its day without a declaration."""
    missing = Q(digital_removed_on=None, digital_due_on__lt=today)
    missing |= Q(print_removed_on=None, print_due_on__lt=today)
    return Q(state__in=TO_REMOVE) & missing


def read_list(user):
    """The licences that somebody sees: late removals first, then what leaves, then the latest."""
    rank = Case(
        When(late(clock.today()), then=0),
        When(state__in=TO_REMOVE, removal_confirmed_on=None, then=1),
        When(state__in=("requested", "eligible"), then=2),
        When(state="active", then=3),
        default=4,
    )
    rows = BrandLicence.objects.visible_to(user).select_related("organism", "label")
    return rows.order_by(rank, F("due_on").asc(nulls_last=True), "organism__name__french", "pk")


def rows(licences):
    """[{licence, right, label_status}] of a page; the rights of all in one query."""
    today = clock.today()
    held = rights.held_today(licences)
    return [
        {
            "licence": one,
            "right": held.get(one.pk),
            "label_status": one.label.status_on(today) if one.label else None,
        }
        for one in licences
    ]


def detail(licence, user):
    right = next(iter(rights.held(BrandLicence.objects.filter(pk=licence.pk))), None)
    today = clock.today()
    return {
        "licence": licence,
        "right": right,
        "answer": _answer(licence, right),
        "label_status": licence.label.status_on(today) if licence.label else None,
        "supports": _supports(licence),
        "proofs": licence.proofs.select_related("file")[:10],
        "misuses": licence.organism.misuses.of_the_mark().facts(),
        "countdown": _countdown(licence),
        "terms": terms.terms_shown(licence),
        "is_member": member(user, licence),
        **_acts(licence, user),
        "entries": audit_log.entries_of(licence)[:30],
        "seen": access.who_sees(licence),
    }


def _acts(licence, user):
    """The acts that make sense now: the awaited ones, and apart those that nothing asks for.

    What the thing itself excludes (a removal already declared, no revocation proposed) is not shown.
    """
    offers = [
        offer
        for offer in licence.workflow.offers(licence, user)
        if not EXCLUDING & {problem.code for problem in offer.problems}
    ]
    rare = [offer for offer in offers if offer.transition.name.startswith(RARE)]
    main = [offer for offer in offers if offer not in rare]
    if main and main[0].transition.name == "accept":
        main = main[:1]
    return {"offers": main, "rare": rare, "hand": "" if _is_open(main) else licence.hand}


def _is_open(offers):
    return any(offer.is_open for offer in offers)


def _answer(licence, right):
    """The one sentence that answers « may we use it today? », with its title, tone and icon."""
    if right:
        until = f"jusqu’au {words.day(right.until)}" if right.until else "tant que le dossier court"
        if licence.state == licence.State.REQUESTED:
            return {
                "title": "Usage permis, charte à accepter",
                "text": f"La marque s’emploie encore {until}. Au-delà, il faut avoir accepté la nouvelle charte.",
                "tone": "warn",
                "icon": "hourglass",
            }
        return {
            "title": "Usage permis aujourd’hui",
            "text": f"{licence.organism} emploie cette variante {until}.",
            "tone": "ok",
            "icon": "tile-tick",
        }
    return {
        "title": "Usage non permis aujourd’hui",
        "text": WHY_NOT.get(
            licence.state, "Le titre qui ouvre cette licence n’est pas en vigueur."
        ),
        "tone": "danger" if licence.state in TO_REMOVE else "quiet",
        "icon": "pause",
    }


WHY_NOT = {
    "eligible": "La personne signataire n’a pas encore accepté la charte.",
    "requested": "La personne signataire n’a pas accepté la charte en vigueur.",
    "suspended": "Le label est suspendu\u00a0: la marque quitte tous les supports.",
    "ending": "Le droit a pris fin\u00a0: la marque quitte tous les supports.",
    "ended": "Cette licence est terminée.",
    "revoked": "La licence est révoquée\u00a0: la marque quitte tous les supports.",
    "refused": "La Dircom a refusé cette licence.",
}


def _supports(licence):
    names = dict(BrandLicence.Support.choices)
    return [names.get(code, code) for code in licence.supports]


def _countdown(licence):
    """[{label, due, done}] while the mark has to leave."""
    if licence.state not in (*TO_REMOVE, "ended") or licence.digital_due_on is None:
        return []
    return [
        {
            "label": "Supports numériques",
            "due": licence.digital_due_on,
            "done": licence.digital_removed_on,
        },
        {
            "label": "Imprimés et signalétique",
            "due": licence.print_due_on,
            "done": licence.print_removed_on,
        },
    ]


def acceptance(licence):
    """What the signatory reads before accepting (BR-03)."""
    return {"charter": looks.in_force(), "terms": terms.terms_of(licence), "licence": licence}
