"""Human references that are never given twice: QH-D-2026-0001 (BR-67 for attestations)."""

from django.db import models, transaction

from portal import access


class Counter(models.Model):
    """The last number given for a prefix and a year; it only goes up, whatever is deleted."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "compteur"
        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="counter_once"),)

    def __str__(self):
        return f"{self.prefix}-{self.year}\u00a0: {self.last}"


def next_reference(prefix, year):
    """`QH-D`, 2026 → `QH-D-2026-0001`."""
    return next_references(prefix, year, 1)[0]


@transaction.atomic
def next_references(prefix, year, many):
    """The next `many` of them, in order. The row lock makes two callers get two numbers."""
    counter, _ = Counter.objects.select_for_update().get_or_create(prefix=prefix, year=year)
    counter.last += many
    counter.save(update_fields=["last"])
    given = range(counter.last - many + 1, counter.last + 1)
    return [f"{prefix}-{year}-{number:04d}" for number in given]
