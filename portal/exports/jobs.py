"""Preparation of a long table: asked by a person, written by the worker, its file kept for a day."""

import logging
import tempfile
from datetime import timedelta

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.http import Http404, QueryDict

from portal.access.models import User
from portal.core import clock
from portal.exports import notices, tables, writing
from portal.exports.models import PreparedTable, standing_of
from portal.notifications import outbox
from portal.ops.worker import each_turn
from portal.workflow import Forbidden, Refused

logger = logging.getLogger("portal.exports")
S = PreparedTable.Status
MOST_AT_ONCE = 3  # tables of a person under way
ATTEMPTS = 3
SILENT = timedelta(minutes=10)  # without a row: whoever wrote it has stopped
TOO_MANY = (
    f"Vous avez déjà {MOST_AT_ONCE} tableaux en préparation. Attendez que l’un d’eux soit prêt."
)
LONG_ADDRESS = "Ces filtres sont trop longs. Raccourcissez le texte cherché."


class Outrun(Exception):
    """Another process writes this table now."""


@transaction.atomic
def prepare(seen, extension, *, by, total):
    """The same list asked again while it is under way is the same table."""
    User.objects.select_for_update().get(pk=by.pk)
    if len(seen.address) > PreparedTable._meta.get_field("address").max_length:
        raise Refused(LONG_ADDRESS)
    running = PreparedTable.objects.filter(asker=by, status__in=PreparedTable.UNDER_WAY)
    same = running.filter(address=seen.address, extension=extension).first()
    if same is not None:
        return same
    if running.count() >= MOST_AT_ONCE:
        raise Refused(TOO_MANY)
    return PreparedTable.objects.create(
        asker=by,
        address=seen.address,
        title=seen.table.title,
        extension=extension,
        total=total,
        standing=standing_of(by),
        name=seen.file_name(clock.today(), extension),
    )


def find_list(row):
    """The list that a prepared table was asked from."""
    path, _, query = row.address.partition("?")
    return tables.find_list(path, QueryDict(query))


@each_turn
def write_the_next():
    """One table a turn: mails and tasks leave between two."""
    row = _take() if _waiting().exists() else None
    if row is None:
        return
    try:
        _write(row)
    except Outrun:
        return
    except (Http404, Forbidden):
        _give_up(row)
    except Exception:
        if row.attempts >= ATTEMPTS:
            _give_up(row)
        raise


def _waiting():
    """Those that nobody writes, or no longer."""
    silent = Q(status=S.WRITING, moved_at__lt=clock.now() - SILENT)
    return PreparedTable.objects.filter(Q(status=S.WAITING) | silent)


@transaction.atomic
def _take():
    """The oldest that waits."""
    row = _waiting().select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if row is None:
        return None
    if row.attempts >= ATTEMPTS:
        _give_up(row)
        return None
    row.attempts, row.status, row.done, row.moved_at = row.attempts + 1, S.WRITING, 0, clock.now()
    row.save(update_fields=["attempts", "status", "done", "moved_at"])
    return row


def _write(row):
    user = User.objects.get(pk=row.asker_id)
    if not user.is_active or standing_of(user) != row.standing:
        raise Http404
    seen = find_list(row)
    rows = seen.rows(user)
    _move(row, total=tables.count(rows))
    with tempfile.TemporaryFile() as out:
        many = writing.write(
            out, row.extension, seen, user, rows, progress=lambda n: _move(row, done=n)
        )
        out.seek(0)
        _keep(row, out, many)
    logger.info("export list=%s rows=%s user=%s", seen.table.code, many, user.pk)


def _move(row, **facts):
    """Raises Outrun where another try has begun: it was silent for too long."""
    if not _mine(row).update(moved_at=clock.now(), **facts):
        raise Outrun


def _mine(row):
    return PreparedTable.objects.filter(pk=row.pk, status=S.WRITING, attempts=row.attempts)


@transaction.atomic
def _keep(row, out, many):
    """Ready, with its file, and its asker told."""
    held = _mine(row).select_for_update().first()
    if held is None:
        raise Outrun
    held.status, held.done, held.total, held.moved_at = S.READY, many, many, clock.now()
    held.file.save(held.name, File(out), save=False)
    held.save()
    outbox.write_once(notices.READY, held, key=str(held.token), topic="portal/exports")


def _give_up(row):
    """Its page says so: one asks again, with the rights of now."""
    PreparedTable.objects.filter(pk=row.pk).exclude(status=S.READY).update(
        status=S.FAILED, moved_at=clock.now()
    )
