"""Tasks of threads on an animator's home: unanswered questions, one row a space, with their age."""

from django.db.models import Count, Min

from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.rules import moderated
from labelling.public import instructor
from portal.core import clock
from portal.ui import words
from portal.web import worklist


@worklist.provider
def unanswered_questions(user):
    is_office = instructor(user, None)
    spaces = [] if is_office else moderated(user)
    if not (is_office or spaces):
        return []
    rows = Thread.objects.filter(answers_count=0, is_hidden=False, state="open")
    rows = rows if is_office else rows.filter(space__in=spaces)
    waiting = rows.order_by().values("space").annotate(many=Count("pk"), first=Min("created_at"))
    found = {row["space"]: row for row in waiting}
    chosen = Space.objects.filter(pk__in=found) if found else []
    return [_task(space, found[space.pk]) for space in chosen]


def _task(space, row):
    days = (clock.today() - row["first"].astimezone(clock.PARIS).date()).days
    many = words.count(row["many"], "question sans réponse", "questions sans réponse")
    age = (
        f"la plus ancienne depuis {words.count(days, 'jour', 'jours')}"
        if days
        else "posée aujourd’hui"
    )
    url = f"{space.get_absolute_url()}questions/?vue=sans-reponse"
    return worklist.Task(
        worklist.WATCH, f"{space}\u00a0: {many}", age, url, "les membres", button="Lire"
    )
