"""Signals that rewrite search entries when a practice or its organism is saved, in the same transaction."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from observatory.practices.models import GoodPractice
from observatory.search import entries

ORGANISM = GoodPractice._meta.get_field("organism").related_model


@receiver(post_save, sender=GoodPractice, dispatch_uid="observatory.search.practice")
def follow_practice(instance, raw=False, **_):
    if not raw:
        entries.follow_practice(instance)


@receiver(post_delete, sender=GoodPractice, dispatch_uid="observatory.search.deleted")
def forget_practice(instance, **_):
    entries.follow_deleted(instance)


@receiver(post_save, sender=ORGANISM, dispatch_uid="observatory.search.organism")
def follow_organism(instance, created=False, raw=False, **_):
    if not (raw or created):
        entries.follow_organism(instance)
