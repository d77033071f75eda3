"""Tasks of mergers on a member's home: the label of an absorbed organism, until the committee has examined it."""

from django.db.models import Exists, F, OuterRef

from labelling.committee import agenda
from labelling.committee.models import AgendaItem, Decision
from labelling.framework.deadlines import DELAY, due_of, with_delay
from labelling.labels.models import Label
from labelling.mergers.merging import HEARINGS
from labelling.organisms.rules import instructor
from portal.core import clock
from portal.core.addresses import address
from portal.ui import words
from portal.web.worklist import DO, WATCH, Task, of_an_office, source

MOST = 20


def _absorbed(_user, label):
    what = f"Label {words.of(label.organism)}, absorbé"
    if label.is_listed:
        hand = "le comité de labellisation"
        return Task(WATCH, what, label.reference, label.get_absolute_url(), hand)
    if label.notice_sent_on is None:
        return Task(
            DO, f"{what}\u00a0: ouvrir la phase contradictoire", label.reference,
            label.get_absolute_url(), "vous", button="Ouvrir le label",
        )  # fmt: skip
    heard_on = due_of(label, label.notice_sent_on)
    url = address("labelling:session_list")
    if heard_on > clock.today():
        return Task(
            WATCH, f"{what}\u00a0: phase contradictoire en cours",
            f"{label.reference}, à inscrire à partir du {words.day(heard_on)}",
            label.get_absolute_url(), "l’organisme",
        )  # fmt: skip
    return Task(
        DO, f"{what}\u00a0: le porter devant le comité", label.reference, url, "vous",
        button="Inscrire au comité",
    )  # fmt: skip


def to_examine(labels):
    """BR-05: of these, the running labels of absorbed organisms on which the committee decided nothing since."""
    decided = Decision.objects.filter(
        item__label=OuterRef("pk"),
        annulled_on=None,
        validated_at__gte=OuterRef("organism__absorption__registered_at"),
    )
    rows = labels.filter(organism__absorption__isnull=False, state__in=HEARINGS)
    return rows.exclude(Exists(decided))


@source(
    "reference", "notice_sent_on", "organism__name", "is_listed", *DELAY,
    tell=_absorbed, most=MOST, is_shared=of_an_office,
)  # fmt: skip
def labels_to_examine(user):
    if not instructor(user, None):
        return None
    listed = AgendaItem.objects.filter(state__in=agenda.LIVE, label=OuterRef("pk"))
    rows = to_examine(Label.objects.visible_to(user))
    rows = with_delay(rows.annotate(is_listed=Exists(listed)), "D15", OuterRef("dossier__rules"))
    return rows.order_by(F("notice_sent_on").asc(nulls_first=True), "reference")
