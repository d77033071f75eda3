"""Context of the public page of a landlord."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from labelling import communes
from labelling.parties.organisms import towns
from labelling.parties.organisms.models import Merger
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.path.consultations.figures import public_answers
from labelling.title.labels import register
from labelling.title.labels.commitments.models import published
from labelling.title.labels.directory.panels import parts_of
from labelling.title.labels.mentions import LabelMention
from portal.core import clock
from portal.ui import structured_data

TOWNS = 24  # that a page shows before it folds the others


def content(slug):
    """What the directory's page tells of an organism, with who absorbed it and whom it absorbed (BR-05); or None."""
    found = _content(slug) or _absorbed(slug)
    if found is None:
        return None
    organism = found["organism"]
    absorption = None if organism.is_active else register.absorption_of(organism)
    return found | {
        "absorption": absorption,
        "successor": absorption.absorbing if absorption and _leads(absorption) else None,
        "absorptions": _absorptions(organism) if found.get("has_absorbed", True) else [],
    }


def _absorptions(organism):
    return list(organism.absorptions.select_related("absorbed"))


def absorbing(key):
    """Whether an organism, `key` of a row, has absorbed another: few have, and the others cost no query."""
    return Exists(Merger.objects.filter(absorbing=OuterRef(key)))


def _leads(absorption):
    return register.is_shown(absorption.absorbing)


def _absorbed(slug):
    """An organism that had agreed to appear, and that nothing else shows any more."""
    rows = Merger.objects.filter(absorbed__slug=slug, absorbed__has_public_consent=True)
    merger = rows.select_related("absorbed").first()
    return {"organism": merger.absorbed, "is_gone": True} if merger else None


def _engaged(slug):
    rows = register.engaged().filter(slug=slug).select_related("picture")
    return rows.annotate(has_absorbed=absorbing("pk")).first()


def _content(slug):
    """The public facts of an organism that the directory shows (BR-70), else what a verification says, or None."""
    listed = register.directory_labels().filter(organism__slug=slug)
    listed = listed.annotate(has_absorbed=absorbing("organism"))
    # Few labels bear a mention: the others cost no query.
    listed = listed.annotate(has_mention=Exists(LabelMention.objects.filter(label=OuterRef("pk"))))
    rows = listed.select_related("organism__picture")
    label = rows.prefetch_related("attestations").first()
    if label is None:
        if engaged := _engaged(slug):
            return {
                "organism": engaged,
                "label": None,
                "has_absorbed": engaged.has_absorbed,
                "parts": parts_of(engaged),
            } | _where(engaged)
        answer = register.last_answer(slug)
        return {"organism": answer.organism, "answer": answer} if answer else None
    numbers = [a for a in label.attestations.all() if a.status != "void"]
    return {
        "organism": label.organism,
        "label": label,
        "has_absorbed": label.has_absorbed,
        "status": label.status_on(clock.today()),
        "attestation": max(numbers, key=lambda a: a.number, default=None),
        "mentions": _mentions(label) if label.has_mention else [],
        "cycles": [
            {"label": one, "status": one.status_on(clock.today())}
            for one in register.cycles(label.organism)
        ],
        "commitments": published(label.organism),
        "parts": parts_of(label.organism),
    } | _where(label.organism)


def _mentions(label):
    return list(LabelMention.objects.in_force().filter(label=label))


def public_size(slug, field):
    """The file of a size of the picture of an organism that the directory shows today, or None."""
    rows = OrganismPicture.objects.select_related("organism", "file", field)
    picture = rows.filter(organism__slug=slug, **{f"{field}__isnull": False}).first()
    if picture is None or not picture.file.is_downloadable:
        return None
    return getattr(picture, field) if register.is_shown(picture.organism) else None


def _where(organism):
    """The towns where it has homes, the first ones apart from the others; its picture; what machines read."""
    found = [communes.commune_label(one) for one in towns.list_communes(organism)]
    picture = getattr(organism, "picture", None)
    return {
        "picture": picture if picture and picture.page_id else None,
        "towns": found[:TOWNS],
        "more_towns": found[TOWNS:],
        "answers": public_answers(organism),
        "structured": None if organism.is_demo else _structured(organism, found),
    }


def _structured(organism, served):
    return structured_data.describe_thing(
        "Organization",
        reverse("labelling:directory_organism", args=[organism.slug]),
        name=organism.name,
        sameAs=organism.website,
        identifier=organism.siren
        and {"@type": "PropertyValue", "propertyID": "SIREN", "value": organism.siren},
        address={
            "@type": "PostalAddress",
            "addressLocality": organism.city,
            "addressRegion": organism.region_name,
            "addressCountry": "FR",
        },
        areaServed=served,
    )
