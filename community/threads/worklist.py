"""Tasks of threads on an animator's home: unanswered questions, one row a space, with their age."""

from django.db.models import Count, Min, Q

from community.spaces.models import Space
from community.threads.messages.rules import moderated
from labelling.public import instructor
from portal.core import clock
from portal.ui import words
from portal.web import worklist

WAITING = Q(threads__answers_count=0, threads__is_hidden=False, threads__state="open")


def _unanswered(_user, space):
    days = (clock.today() - space.first.astimezone(clock.PARIS).date()).days
    many = words.count(space.many, "question sans réponse", "questions sans réponse")
    age = (
        f"la plus ancienne depuis {words.count(days, 'jour', 'jours')}"
        if days
        else "posée aujourd’hui"
    )
    url = f"{space.get_absolute_url()}questions/?vue=sans-reponse"
    return worklist.Task(
        worklist.WATCH, f"{space}\u00a0: {many}", age, url, "les membres", button="Lire"
    )


@worklist.source(tell=_unanswered)
def unanswered_questions(user):
    is_office = instructor(user, None)
    spaces = [] if is_office else moderated(user)
    if not (is_office or spaces):
        return None
    rows = Space.objects.all() if is_office else Space.objects.filter(pk__in=spaces)
    return rows.filter(WAITING).annotate(many=Count("threads"), first=Min("threads__created_at"))
