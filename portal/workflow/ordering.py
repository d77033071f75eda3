"""Order of a list of things: those that wait for somebody, the most urgent of them first; then what is over."""

from django.db.models import Case, F, Index, IntegerField, Value, When


def by_urgency(rows, over, *, latest=False, then=("-since_at", "-pk")):
    """States of `over` come last, and what has no date after what has one, in both directions of the date."""
    due_on = F("due_on").desc(nulls_last=True) if latest else F("due_on").asc(nulls_last=True)
    return rows.order_by(_is_over(over), due_on, *then)


def urgency_index(over, name):
    """The same order in the `Meta.indexes` of a model with many rows: PostgreSQL reads a page, not the table."""
    return Index(_is_over(over), "due_on", F("since_at").desc(), F("id").desc(), name=name)


def _is_over(over):
    return Case(When(state__in=over, then=1), default=Value(0), output_field=IntegerField())
