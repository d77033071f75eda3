"""Calendar dates of accreditations: their end, the insurance, the promised answer to an application."""

from django.urls import reverse

from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.rules import OFFICE, instructor
from portal import calendar

S = AuditorAccreditation.State
SHAPE = {"words": ("reference", "auditor__user__last_name"), "other": "auditor__user"}
HIS = "parce que c’est votre agrément"


def _mine(user, rows):
    if instructor(user, None):
        return rows
    return rows.filter(auditor__user=user.pk) if is_auditor(user) else None


def _moment(user, row, code, said):
    is_own = row.other == user.pk
    return calendar.Moment(
        f"{code}.{row.w1}",
        said if is_own else f"{row.w2}\u00a0: {said.lower()}",
        "echeance",
        HIS if is_own else OFFICE,
        day=row.day,
        url=reverse("labelling:accreditation_detail", args=[row.w1]),
        detail=row.w1,
        sober=f"Agrément {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


def _end(user, row):
    return _moment(user, row, "agrement-fin", "Dernier jour de l’agrément")


def _insurance(user, row):
    return _moment(user, row, "agrement-assurance", "Fin de l’assurance")


def _application(user, row):
    return _moment(user, row, "agrement", "Demande d’agrément")


@calendar.dates("accreditation.end", tell=_end, day="ends_on", **SHAPE)
def ends(user):
    return _mine(user, AuditorAccreditation.objects.visible_to(user).filter(state=S.ACTIVE))


@calendar.dates("accreditation.insurance", tell=_insurance, day="insured_until_on", **SHAPE)
def insurances(user):
    return _mine(user, AuditorAccreditation.objects.visible_to(user).filter(state=S.ACTIVE))


@calendar.dates("accreditation", tell=_application, **SHAPE)
def applications(user):
    asked = (S.SUBMITTED, S.TO_COMPLETE, S.UNDER_REVIEW, S.TRAINING, S.COMMITTEE_PENDING)
    return _mine(user, AuditorAccreditation.objects.visible_to(user).filter(state__in=asked))
