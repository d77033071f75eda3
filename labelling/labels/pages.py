"""What the pages of labels show, gathered with few queries."""

from django.db.models import Case, When
from django.urls import reverse

from labelling.labels import register
from labelling.labels.attesting import may_relaunch
from labelling.labels.granting import gap_before
from labelling.labels.mentions import titles
from labelling.labels.models import Label
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, member
from portal import clock

ENDED = Case(When(state__in=("pending", "active", "extended", "suspended"), then=0), default=1)
LABELS = Label.objects.select_related("organism", "dossier__rules", "decision")


def address(**filters):
    return reverse("labelling:directory", query={k: v for k, v in filters.items() if v})


def rows(labels):
    """(label, status of today) pairs."""
    today = clock.today()
    return [{"label": label, "status": label.status_on(today)} for label in labels]


def directory(page, filters):
    """Rows, regions with the same figures, chips of the filters in use, address of the CSV."""
    others = {name: value for name, value in filters.items() if name != "region"}
    labels = register.search(register.listed(), **others)
    regions = register.by_region(labels, lambda code: address(**others, region=code))
    return {
        "rows": rows(page),
        "regions": regions,
        "has_map": any(region["count"] for region in regions),
        "chips": _chips(filters, {region["code"]: region["label"] for region in regions}),
        "csv_url": reverse("labelling:directory_csv", query=filters),
    }


def _chips(filters, regions):
    names = dict(Organism.Family.choices) | regions
    return [
        {
            "label": names.get(value, value),
            "url": address(**{n: v for n, v in filters.items() if n != name}),
        }
        for name, value in filters.items()
    ]


def organism(slug):
    """The public facts of an organism that the directory shows, or None (BR-70)."""
    listed = register.listed().filter(organism__slug=slug)
    label = listed.select_related("organism").prefetch_related("attestations").first()
    if label is None:
        engaged = register.engaged().filter(slug=slug).first()
        return {"organism": engaged, "label": None, "cycles": []} if engaged else None
    numbers = [a for a in label.attestations.all() if a.status != "void"]
    return {
        "organism": label.organism,
        "label": label,
        "status": label.status_on(clock.today()),
        "attestation": max(numbers, key=lambda a: a.number, default=None),
        "cycles": register.cycles(label.organism),
    }


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
        "offers": label.workflow.offers(label, user),
        "gap": gap_before(label),
        "hearing_until": hearing_until,
        "is_hearing_open": bool(hearing_until) and clock.today() <= hearing_until,
    }
