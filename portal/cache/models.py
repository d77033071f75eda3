"""Model of the cache versions: rows that triggers write in the transaction of each write to a watched table."""

from django.db import models


class PublicVersion(models.Model):
    """What one transaction has changed of one table: the sum of a table's tokens is its version.

    On PostgreSQL a transaction writes a row of its own, so that none waits for another; on SQLite, where one
    writes at a time, there is one row a table.
    """

    writer = models.BigIntegerField("transaction")
    name = models.CharField("table", max_length=63)
    token = models.BigIntegerField("jeton")

    class Meta:
        verbose_name = "version de ce que le public lit"
        verbose_name_plural = "versions de ce que le public lit"
        constraints = (
            models.UniqueConstraint(fields=("writer", "name"), name="public_version_of_a_writer"),
        )

    def __str__(self):
        return f"{self.name} {self.token}"
