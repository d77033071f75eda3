"""Sizes of the pictures of organisms, made by the worker."""

import logging

from django.db import transaction
from django.tasks import task

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.pictures.models import OrganismPicture
from portal.cache import versions
from portal.documents import pictures
from portal.ops.worker import daily

logger = logging.getLogger("labelling.parties.organisms")
A_NIGHT = 50  # pictures


def ask(picture):
    """After the commit; what has its sizes keeps them."""
    if picture.card_id is None:
        transaction.on_commit(lambda: make_sizes.enqueue(picture.pk))


@task
def make_sizes(pk):
    """Twice has one effect; until then, or where the picture cannot be read, the drawn cover is shown."""
    rows = OrganismPicture.objects.filter(pictures.lacking(), pk=pk)
    picture = rows.select_related("file", "organism").first()
    if picture is None or not picture.file.is_downloadable:
        return
    try:
        drawn = pictures.drawn(picture)
    except pictures.UNREADABLE as error:
        logger.warning("no size of organism picture %s: %s", pk, type(error).__name__)
        return
    _keep(picture, *drawn)


@daily
def make_missing_sizes():
    """Those that an antivirus had not read yet when they were asked for, or that lack a format."""
    rows = OrganismPicture.objects.filter(pictures.lacking()).order_by("-pk")
    for pk in rows.values_list("pk", flat=True)[:A_NIGHT]:
        make_sizes.enqueue(pk)


@transaction.atomic
def _keep(picture, card, page):
    """The organism is locked: what was changed or taken away meanwhile is left alone."""
    organism = audit_log.locked(picture.organism)
    same = {"file": picture.file_id, "focus": picture.focus}
    same |= {name: getattr(picture, f"{name}_id") for name in ("card", "card_avif")}
    rows = OrganismPicture.objects.filter(pk=picture.pk, **same)
    if rows.exists():
        rows.update(**pictures.kept(picture, card, page, holder=organism))
        versions.bump()
