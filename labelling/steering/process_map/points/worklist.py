"""Tasks of the alert points on the home of the office: to take up, then when the day that was said has passed."""

from labelling.steering.process_map.models import AlertPoint
from labelling.steering.process_map.points.rules import rule_of
from labelling.steering.process_map.rules import answerer
from portal.core import clock
from portal.web.worklist import DO, WAIT, Task, source

MOST = 25
S = AlertPoint.State


def _title(row):
    rule = rule_of(row.code)
    return rule.title if rule else row.code


def _to_take(_user, row):
    return Task(
        DO,
        f"Prendre en charge le point d’alerte «\u00a0{_title(row)}\u00a0»",
        row.reference,
        row.get_absolute_url(),
        "vous",
        button="Ouvrir",
        undated="le bureau choisit quand il s’en charge",
    )


@source(tell=_to_take, most=MOST)
def to_take(user):
    if not answerer(user, None):
        return None
    return AlertPoint.objects.visible_to(user).filter(state=S.RAISED).order_by("raised_on", "pk")


def _passed(user, row):
    """Theirs to who took it up; a colleague's to the other."""
    is_theirs = row.charge_id == user.pk
    name = f"{row.charge.first_name} {row.charge.last_name}"
    return Task(
        DO if is_theirs else WAIT,
        f"Revoir le point d’alerte «\u00a0{_title(row)}\u00a0»",
        row.reference,
        row.get_absolute_url(),
        "vous" if is_theirs else name,
        row.due_on,
        "Revoir" if is_theirs else "Ouvrir",
        "À revoir le",
    )


@source("charge", tell=_passed, most=MOST)
def passed(user):
    """From the day that was said, while the figures go on."""
    if not answerer(user, None):
        return None
    rows = AlertPoint.objects.visible_to(user).filter(state=S.TAKEN, due_on__lte=clock.today())
    return rows.order_by("due_on", "pk")
