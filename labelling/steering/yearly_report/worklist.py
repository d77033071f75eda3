"""Tasks of the yearly report: « Clore l’année » from 1 January, then what is to finish and to publish."""

from django.db.models import Exists
from django.urls import reverse

from labelling.parties.organisms.rules import instructor, referent
from labelling.steering.yearly_report.actions import begun_by, last_year
from labelling.steering.yearly_report.models import OPEN, YearlyReport
from labelling.steering.yearly_report.rules import publisher
from portal.models import User
from portal.web.worklist import DO, WAIT, Task, source

S = YearlyReport.State
UNDATED = "l’année se clôt quand le bureau y est prêt"
BUTTONS = {S.DRAFT: "Continuer", S.VALIDATED: "Publier"}


def _to_close(user, _person):
    year, is_mine = last_year(), referent(user, None)
    return Task(
        DO if is_mine else WAIT,
        f"Clore l’année {year}",
        "Bilan annuel du label",
        f"{reverse('labelling:yearly_report_open')}?annee={year}",
        "vous" if is_mine else "le référent label",
        button="Clore l’année" if is_mine else "Ouvrir",
        undated=UNDATED,
    )


@source(tell=_to_close, most=1)
def to_close(user):
    """A row that is the person themselves, while the year that is over has no report, and had something to tell."""
    if not instructor(user, None):
        return None
    begun = YearlyReport.objects.filter(year=last_year()).exclude(state=S.SET_ASIDE)
    lived = Exists(begun_by(last_year()))
    return User.objects.filter(lived, pk=user.pk).exclude(Exists(begun))


def _tell(user, report):
    is_mine = report.state == S.DRAFT or publisher(user, report)
    return Task(
        DO if is_mine else WAIT,
        f"{report} à publier" if report.state == S.VALIDATED else f"{report} en préparation",
        "Bilan annuel du label",
        report.get_absolute_url(),
        report.hand_for(user),
        button=BUTTONS[S(report.state)] if is_mine else "Ouvrir",
    )


@source(tell=_tell)
def open_reports(user):
    if not instructor(user, None):
        return None
    return YearlyReport.objects.visible_to(user).filter(state__in=OPEN).order_by("-year", "pk")
