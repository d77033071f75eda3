"""Order of a list of things: those that wait for somebody, the most urgent of them first; then what is over."""

from django.db.models import Case, F, IntegerField, Value, When


def by_urgency(rows, over, *, latest=False):
    """States of `over` come last, and what has no date after what has one, in both directions of the date."""
    is_over = Case(When(state__in=over, then=1), default=Value(0), output_field=IntegerField())
    due_on = F("due_on").desc(nulls_last=True) if latest else F("due_on").asc(nulls_last=True)
    return rows.order_by(is_over, due_on, "-since_at", "-pk")
