"""Actions on alerts: ask, confirm, stop, and the daily look that writes their mails."""

from django.db import transaction
from django.db.models import Q

from home import consent
from home.alerts import comparing, notices
from home.alerts.models import Alert, AlertMail
from portal.notifications import outbox
from portal.ops.worker import daily

TOPIC = "home/alerts"


def ask(address, **facts):
    """Double consent: nothing is sent but the mail that asks to confirm."""
    return consent.ask(Alert, address, notices.CONFIRM, topic=TOPIC, **facts)


def asked(token):
    return consent.asked(Alert, token)


def confirm(alert):
    """What is there now is no news."""
    return consent.confirm(alert, begin=lambda row: comparing.remember(row, comparing.now(row)))


def received(token):
    return consent.received(Alert, token)


def stop(alert):
    return consent.stop(alert, _mails)


def _mails(alert):
    mails = Q(thing_type="home.alertmail", thing_id__in=alert.mails.values("pk"))
    return outbox.Message.objects.filter(mails | Q(thing_type="home.alert", thing_id=alert.pk))


@daily
def look():
    """Compare what each alert watches with what it knew; returns how many mails were written."""
    keys = Alert.objects.running().values_list("pk", flat=True)
    return sum(tell(key) is not None for key in keys)


def held(pk):
    """The alert that runs, locked: two workers tell one after the other."""
    return Alert.objects.running().select_for_update().filter(pk=pk).first()


@transaction.atomic
def tell(pk):
    """One mail when something changed, and the new mark, in one transaction; None without a mail."""
    alert = held(pk)
    if alert is None:
        return None
    lines = comparing.now(alert)
    found = comparing.changes(alert, lines)
    comparing.remember(alert, lines)
    alert.save(update_fields=["known", "looked_on"])
    if not found:
        return None
    mail = AlertMail.objects.create(
        alert=alert, number=alert.mails.count() + 1, about=comparing.about(alert), lines=found
    )
    key = f"{alert.pk}:{mail.number}"
    outbox.write_to_address(notices.ALERT, mail, alert.address, key=key, topic=TOPIC)
    return mail
