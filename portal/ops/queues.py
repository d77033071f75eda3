"""Queues of long work asked by rows: taken by one worker, told as it goes, cancelled, taken again after a stop."""

from datetime import timedelta

from django.db.models import Q

from portal.core import clock

LEASE = timedelta(minutes=3)  # without a sign from who does it: another worker begins again


class Cancelled(Exception):
    """The row does not ask for this work any more, or asks for another."""


class Queue:
    """`asked` and `seen` are fields of the model: when the work was asked, empty once it is done; when a worker
    took it, or last showed that it was alive."""

    def __init__(self, model, asked, seen):
        self.model, self.asked_at, self.seen_at = model, asked, seen

    def next(self):
        """The oldest that no worker does, taken; None where there is none, or another was quicker."""
        key = self.waiting().values_list("pk", flat=True).first()
        return self.model.objects.get(pk=key) if key is not None and self.take(key) else None

    def waiting(self):
        return self._unfinished().filter(self._is_free()).order_by(self.asked_at, "pk")

    def take(self, key):
        """Whether this worker is the one: of two that saw it free, the second writes nothing."""
        rows = self._unfinished().filter(self._is_free(), pk=key)
        return bool(rows.update(**{self.seen_at: clock.now()}))

    def asked(self, one):
        """The row, as long as it asks for the very work that `one` asked for."""
        return self.model.objects.filter(
            **{"pk": one.pk, self.asked_at: getattr(one, self.asked_at)}
        )

    def tell(self, one, **progress):
        """Show that the work goes on; raise Cancelled where it is not asked any more."""
        for name, value in progress.items():
            setattr(one, name, value)
        if not self.asked(one).update(**{self.seen_at: clock.now()}, **progress):
            raise Cancelled

    def check(self, one):
        """Raise Cancelled where it is not asked any more; inside of a transaction too, where nothing else is told."""
        if not self.asked(one).exists():
            raise Cancelled

    def _unfinished(self):
        return self.model.objects.filter(**{f"{self.asked_at}__isnull": False})

    def _is_free(self):
        never, silent = {self.seen_at: None}, {f"{self.seen_at}__lt": clock.now() - LEASE}
        return Q(**never) | Q(**silent)
