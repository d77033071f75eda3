"""Double consent of an address without account: given, confirmed by a link, ended and erased by another."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import Q

from portal import access
from portal.core import clock
from portal.notifications import outbox

DAYS_TO_CONFIRM = 7


def once_an_address(name, *fields):
    """The constraint of one row an address, for these fields."""
    return models.UniqueConstraint(fields=("address", *fields), condition=~Q(address=""), name=name)


def ended_is_erased(name):
    return models.CheckConstraint(name=name, condition=Q(ended_at=None) ^ Q(address=""))


class ConsentedQuerySet(access.QuerySet):
    def running(self):
        """Those confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Consented(models.Model):
    """Base class. No audit log: it could not be erased, and ending erases the address.

    `consent` is the salt of its links: those of one kind open nothing of another.
    """

    consent = ""

    address = models.EmailField("adresse", blank=True)
    asked_at = models.DateTimeField("demandée le", default=clock.now)
    confirmed_at = models.DateTimeField("confirmée le", null=True)
    ended_at = models.DateTimeField("terminée le", null=True)

    wagtail_reference_index_ignore = True
    objects = ConsentedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def signer(cls, what):
        """No instant in it: a link is the same each time."""
        return signing.Signer(salt=f"{cls.consent}.{what}")

    @property
    def confirm_token(self):
        """Valid for a week, for this request only."""
        return self.signer("confirm").sign_object([self.pk, int(self.asked_at.timestamp())])

    @property
    def stop_token(self):
        """Valid while it runs."""
        return self.signer("stop").sign_object(self.pk)

    @property
    def is_old(self):
        """Asked too long ago to be confirmed."""
        return clock.now() - self.asked_at > timedelta(days=DAYS_TO_CONFIRM)

    @property
    def is_waiting(self):
        return self.confirmed_at is None and self.ended_at is None

    @property
    def is_running(self):
        return self.confirmed_at is not None and self.ended_at is None


def nobody(_thing):
    """Its mails are written to an address."""
    return ()


def is_waiting(row):
    return row.is_waiting


def unsubscribe_headers(row):
    """List-Unsubscribe-Post (RFC 8058): the mail program's own button."""
    return {
        "List-Unsubscribe": f"<{settings.PORTAL_ADDRESS}{row.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@transaction.atomic
def ask(model, address, notice, *, topic, **facts):
    """The row, with one mail a day at most that asks to confirm it; what runs already gets none.

    Whoever asks is answered the same.
    """
    row, _made = model.objects.get_or_create(address=address.strip().lower(), **facts)
    if row.confirmed_at is not None:
        return row
    if row.is_old:
        row.asked_at = clock.now()
        row.save(update_fields=["asked_at"])
    key = f"{row.pk}:{clock.today().isoformat()}"
    outbox.write_to_address(notice, row, row.address, key=key, topic=topic)
    return row


def asked(model, token):
    """The row of a confirmation link, confirmed or not; None when it is over. Not ours: a LookupError."""
    try:
        pk, seconds = model.signer("confirm").unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LookupError from error
    row = model.objects.filter(pk=pk, ended_at=None).first()
    if row is None or int(row.asked_at.timestamp()) != seconds or row.is_old:
        return None
    return row


@transaction.atomic
def confirm(row, begin=None):
    """`begin(row)`: what a consent that begins sets, and saves with it."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.is_waiting:
        row.confirmed_at = clock.now()
        if begin:
            begin(row)
        row.save()
    return row


def received(model, token):
    """The row of a link that ends it, ended or not; None for a link that is not ours."""
    try:
        pk = model.signer("stop").unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return model.objects.filter(pk=pk).first()


@transaction.atomic
def stop(row, mails):
    """Erase the address at once, from `mails(row)` as well; dates stay, for the count.

    Idempotent: mail programs may post twice.
    """
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.ended_at is None:
        outbox.forget(mails(row))
        row.address, row.ended_at = "", clock.now()
        row.save(update_fields=["address", "ended_at"])
    return row
