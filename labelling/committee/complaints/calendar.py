"""Calendar dates of requests: promised answers, and the last day to appeal."""

from datetime import date

from django.urls import reverse

from labelling.committee.complaints.appeals import actions
from labelling.committee.complaints.models import KINDS
from labelling.committee.complaints.navigation import has_demands
from labelling.committee.models import AgendaItem, CommitteeSession, Decision
from labelling.parties.framework.deadlines import DELAY, DeadlineRule
from portal import calendar
from portal.core import clock

HANDLED = "parce que cette demande vous est confiée ou que vous la suivez"
MARGIN = 400  # days: no delay to appeal is longer
TRUE = ("True", "1")  # of a column read as text
SIGNED = "parce que vous êtes signataire de votre organisme"


def _source(kind, model):
    noun = model._meta.verbose_name.capitalize()

    def moment(user, row):
        return calendar.Moment(
            f"demande.{row.w1}",
            f"{noun} {row.w1}, {model.State(row.w2).label.lower()}",
            "echeance",
            HANDLED,
            day=row.day,
            url=reverse("labelling:request_detail", args=[row.w1]),
            sober=f"{noun} {row.w1}",
            revised_at=row.changed_at,
            revision=row.version,
        )

    @calendar.dates(kind, tell=moment, words=("reference", "state"))
    def rows(user):
        if not has_demands(user):
            return None
        return model.objects.visible_to(user).filter(closed_on=None)

    return rows


for _kind, _model in KINDS.items():
    _source(_kind, _model)


def _appeal(_user, row):
    """Last day to appeal, shown until that day."""
    last_day = DeadlineRule(delay=row.w1, is_before=row.w2 in TRUE).due(row.day)
    if last_day < clock.today():
        return None
    return calendar.Moment(
        f"recours.{row.pk}",
        f"{row.w6}\u00a0: dernier jour pour un recours",
        "echeance",
        SIGNED,
        day=last_day,
        url="/espace/recours/",
        detail=actions.describe_decision(_decision(row)),
        sober="Dernier jour pour un recours",
        revised_at=row.changed_at,
    )


def _decision(row):
    session = CommitteeSession(held_on=date.fromisoformat(row.w5))
    return Decision(option=row.w3, item=AgendaItem(kind=row.w4, session=session))


def _appeals(dossier):
    words = (*DELAY, "option", "item__kind", "item__session__held_on", f"{dossier}__organism__name")

    @calendar.dates(
        f"recours.{dossier}",
        tell=_appeal,
        day="notified_on",
        words=words,
        version="",
        changed_at="validated_at",
        margin=MARGIN,
    )
    def rows(user):
        """Decisions that a signatory may still appeal (D16)."""
        return actions.dated(user, dossier)

    return rows


for _dossier in actions.PROCEDURES:
    _appeals(_dossier)
