"""Context of the pages of labels."""

from django.db.models import F
from django.urls import reverse

from labelling.parties.organisms.rules import instructor, member, signatory
from labelling.title.labels.actions import gap_before
from labelling.title.labels.attestations.actions import may_relaunch
from labelling.title.labels.guards import renewal_open
from labelling.title.labels.mentions import titles
from labelling.title.labels.models import IN_FORCE, Label
from portal.core import clock
from portal.models import Role, User

S = Label.State
KINDS = {S.SUSPENDED: "suspension", S.WITHDRAWN: "withdrawal"}


def measure(label, user):
    """What the page of the label says of the measure that it is under; None when it is under none."""
    if label.state not in KINDS:
        return None
    notified_on = None if label.safeguard_on else _notified_on(label)
    until = notified_on and label.dossier.rules.due("D16", notified_on)
    return {
        "is_withdrawn": label.state == S.WITHDRAWN,
        "since": label.ended_on if label.state == S.WITHDRAWN else label.suspended_on,
        "until": label.due_on if label.state == S.SUSPENDED else None,
        "reason": "" if label.notice_sent_on else label.reason,  # the open hearing tells its own
        "office": User.objects.filter(groups__name=Role.REFERENT, is_active=True),
        "appeal_until": until,
        "is_appeal_over": bool(until) and clock.today() > until,
        "appeal_url": reverse("labelling:appeal_lodge") if signatory(user, label.organism) else "",
    }


def _notified_on(label):
    """The day on which the committee's decision was notified, None before."""
    rows = label.agenda_items.filter(kind=KINDS[label.state], decision__option="yes")
    return rows.order_by("-pk").values_list("decision__notified_on", flat=True).first()


RARE = ("renounce",)
EXCLUDING = {"notice", "no_notice"}  # a hearing already open, or none to close: not shown
LABELS = Label.objects.select_related("organism", "dossier__rules", "decision").annotate(
    import_reference=F("taken_from__reference")
)


def rows(labels):
    """(label, status of today) pairs."""
    today = clock.today()
    return [{"label": label, "status": label.status_on(today)} for label in labels]


def _acts(label, user):
    """The acts that the label awaits, and apart the one that nothing asks for."""
    offers = [
        offer
        for offer in label.workflow.offers(label, user)
        if not EXCLUDING & {problem.code for problem in offer.problems}
    ]
    return {
        "offers": [offer for offer in offers if offer.transition.name not in RARE],
        "rare": [offer for offer in offers if offer.transition.name in RARE and offer.is_open],
    }


def _renewal(label, user):
    """D12, as long as the label is held; the page that opens the dossier, to who may, until one is open."""
    if label.status_on(clock.today()) not in ("active", "extended"):
        return {"renewal_due_on": None}
    may = signatory(user, label.organism) and renewal_open(label) is not None
    address = f"{reverse('labelling:dossier_open')}?organisme={label.organism.slug}&type=renewal"
    return {"renewal_due_on": label.renewal_due_on, "renewal_url": address if may else ""}


def _import_url(label, user):
    """Of what was taken over: the page of its import, with its proof and its taking back."""
    if label.import_reference is None or not instructor(user, label):
        return ""
    return reverse("labelling:tracking_import", args=[label.import_reference])


def label(label, user):
    """The member's page: state of today, attestations, acts, gap before a late renewal (BR-65).

    The committee's people read the label, not the dossier that it comes from.
    """
    reads_dossier = member(user, label) or instructor(user, label)
    return {
        "label": label,
        "dossier_url": label.dossier.get_absolute_url() if reads_dossier else "",
        "import_url": _import_url(label, user),
        "status": label.status_on(clock.today()),
        "is_over": label.state not in (*IN_FORCE, S.SUSPENDED),
        "attestations": list(label.attestations.select_related("file")),
        "mention": titles(label),
        "may_relaunch": may_relaunch(user, label),
        "licences": list(label.licences.visible_to(user).order_by("pk")),
        **_acts(label, user),
        "gap": gap_before(label),
        **(_renewal(label, user) if reads_dossier else {}),
        "hearing_until": label.hearing_until,
        "hearing": label.hearing_until and label.hearings.visible_to(user).running().first(),
        "measure": measure(label, user),
        "is_hearing_open": bool(label.hearing_until) and clock.today() <= label.hearing_until,
    }
