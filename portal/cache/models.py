"""Model of the cache version: rows that triggers write in the transaction of each write to a watched table."""

from django.db import models


class PublicVersion(models.Model):
    """Token of a transaction that changed what the public reads, none waiting for another; the sum is the version."""

    writer = models.BigIntegerField("transaction", unique=True)
    token = models.BigIntegerField("jeton")

    class Meta:
        verbose_name = "version de ce que le public lit"
        verbose_name_plural = "versions de ce que le public lit"

    def __str__(self):
        return f"{self.writer} {self.token}"
