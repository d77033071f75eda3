"""Page contexts of campaigns, in few queries."""

import csv
from io import StringIO
from itertools import groupby

from django.db.models import Case, Count, F, Q, When

from home.campaigns import actions
from home.campaigns.forms import LINES
from home.campaigns.models import Campaign
from home.campaigns.workflow import dircom
from portal.access import who_sees
from portal.core import clock
from portal.ui import words
from portal.workflow import audit_log

ORDER = Case(
    When(state="running", then=0),
    When(state="prepared", then=1),
    When(state="over", then=2),
    default=3,
)
COLUMNS = ("titre", "nature", "etat", "du", "au", "region", "taches", "taches_faites")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def read_list(user, filters):
    """Under way first, then the nearest; each with its tasks counted."""
    rows = Campaign.objects.visible_to(user).filter(**filters)
    late = Q(tasks__done_on=None, tasks__due_on__lt=clock.today())
    rows = rows.annotate(
        task_count=Count("tasks", distinct=True),
        done_count=Count("tasks", filter=Q(tasks__done_on__isnull=False), distinct=True),
        late_count=Count("tasks", filter=late, distinct=True),
    )
    return rows.order_by(ORDER, "starts_on", "pk")


def months(rows):
    """[(« décembre 2026 », [campaigns that begin then])] of those that are not over."""
    coming = [row for row in rows if row.state in ("prepared", "running")]
    coming.sort(key=lambda row: (row.starts_on, row.pk))
    by_month = groupby(coming, key=lambda row: row.starts_on.replace(day=1))
    return [(words.day(day).split("\u00a0", 1)[1], list(found)) for day, found in by_month]


def table(rows):
    """CSV for a French spreadsheet, without any formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        values = (
            row.title,
            row.get_kind_display(),
            row.get_state_display(),
            row.starts_on.isoformat(),
            row.ends_on.isoformat(),
            row.region_name,
            row.task_count,
            row.done_count,
        )
        texts = map(str, values)
        writer.writerow([f"'{text}" if text.startswith(DANGEROUS) else text for text in texts])
    return "\ufeff" + out.getvalue()


def campaign(thing, user):
    may_write = actions.obstacle(thing, user) is None
    tasks = list(thing.tasks.order_by(F("done_on").asc(nulls_first=True), "due_on", "number"))
    return {
        "campaign": thing,
        "tasks": tasks,
        "done": sum(task.done_on is not None for task in tasks),
        "supports": list(thing.supports.select_related("page")),
        "results": list(thing.results.all()),
        "offers": thing.workflow.offers(thing, user),
        "may_write": may_write,
        "may_copy": dircom(user, thing),
        "entries": audit_log.entries_of(thing)[:20],
        "seen": who_sees(thing),
    }


def line_of(thing, kind, number):
    """(relation, form class, its name in words, the line or None)."""
    relation, form, said = LINES[kind]
    row = getattr(thing, relation).filter(number=number).first() if number else None
    return relation, form, said, row
