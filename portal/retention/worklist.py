"""Erasures that wait for a decision: a task of the data protection officer, and its date in their calendar."""

from django.urls import reverse

from portal import calendar
from portal.retention import durations
from portal.retention.rules import decides
from portal.web.worklist import DO, Task, source

WHY = "parce que vous répondez des données personnelles"
AWAITING = []


def register(keeping):
    """One task a line, however many things are over; its date is that of the thing that waits longest."""
    AWAITING.append(keeping)
    title = _title(keeping)

    def tell(_user, thing):
        return Task(
            DO,
            title,
            "Rien ne s’efface sans votre décision",
            _page(keeping),
            "vous",
            keeping.ended_on(thing),
            button="Examiner",
            date_label="Durée échue le",
        )

    @source(tell=tell, most=1)
    def rows(user):
        return keeping.oldest_first() if decides(user, None) else None


@calendar.provider
def ends(user, _first, _last):
    """A query a line, for the one who decides."""
    if not decides(user, None):
        return
    known = durations.version().periods
    for keeping in AWAITING:
        period = known[keeping.code]
        oldest = keeping.oldest_first(period).only(*keeping.by_hand.began).first()
        if oldest is not None:
            yield calendar.Moment(
                f"conservation.{keeping.by_hand.address}",
                _title(keeping),
                "echeance",
                WHY,
                day=keeping.ended_on(oldest, period),
                url=_page(keeping),
            )


def _title(keeping):
    return f"Décider d’un effacement\u00a0: {keeping.what.lower()}"


def _page(keeping):
    return reverse("retention_line", args=[keeping.by_hand.address])
