"""Mail notice of the alert points: one newly raised, told once to the office with what else the day brings."""

from labelling.steering.process_map.models import AlertPoint
from portal.models import Role
from portal.notifications.notices import DAY, Group, Notice
from portal.notifications.recipients import Holders

TOPIC = "labelling/process_map"
RAISED = Notice(
    "alert_point.raised",
    "Un point d’alerte est relevé",
    to=Holders((Role.REFERENT, Role.DEPUTY)),
    why="Vous recevez ce message parce que vous pilotez le label.",
    states=(AlertPoint.State.RAISED,),
    audience="le bureau du label",
    group=Group("Points d’alerte", 1240),
    grouping=DAY,
    asks=True,
    about="labelling.AlertPoint",
    template=f"{TOPIC}/mail/raised.txt",
)
