"""Context of the pages of labels."""

from django.db.models import Case, When

from labelling.labels.attesting import may_relaunch
from labelling.labels.granting import gap_before
from labelling.labels.mentions import titles
from labelling.labels.models import Label
from labelling.organisms.rules import instructor, member
from portal.core import clock

RARE = ("renounce",)
ENDED = Case(When(state__in=("pending", "active", "extended", "suspended"), then=0), default=1)
LABELS = Label.objects.select_related("organism", "dossier__rules", "decision")


def rows(labels):
    """(label, status of today) pairs."""
    today = clock.today()
    return [{"label": label, "status": label.status_on(today)} for label in labels]


def _acts(label, user):
    """The acts that the label awaits, and apart the one that nothing asks for."""
    offers = label.workflow.offers(label, user)
    return {
        "offers": [offer for offer in offers if offer.transition.name not in RARE],
        "rare": [offer for offer in offers if offer.transition.name in RARE and offer.is_open],
    }


def _renewal_due(label):
    """D12, as long as the label is held."""
    is_held = label.status_on(clock.today()) in ("active", "extended")
    return label.renewal_due_on if is_held else None


def label(label, user):
    """The member's page: state of today, attestations, acts, gap before a late renewal (BR-65).

    The committee's people read the label, not the dossier that it comes from.
    """
    hearing_until = label.notice_sent_on and label.dossier.rules.due("D15", label.notice_sent_on)
    reads_dossier = member(user, label) or instructor(user, label)
    return {
        "label": label,
        "dossier_url": label.dossier.get_absolute_url() if reads_dossier else "",
        "status": label.status_on(clock.today()),
        "attestations": list(label.attestations.select_related("file")),
        "mention": titles(label),
        "may_relaunch": may_relaunch(user, label),
        "licences": list(label.licences.visible_to(user).order_by("pk")),
        **_acts(label, user),
        "gap": gap_before(label),
        "renewal_due_on": _renewal_due(label) if reads_dossier else None,
        "hearing_until": hearing_until,
        "is_hearing_open": bool(hearing_until) and clock.today() <= hearing_until,
    }
