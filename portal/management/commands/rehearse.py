"""Command `rehearse`: moves the clock of a rehearsal forward, and shows the mails that it keeps."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.core import clock
from portal.notifications import backends
from portal.ui import words

SHOWN = 5


class Command(BaseCommand):
    help = (
        "Répétition\u00a0: avance l’horloge du portail et passe ce qui est alors échu, ou montre les derniers "
        "courriels à une adresse, qui ne sont pas partis. Sans option, dit l’heure du portail."
    )

    def add_arguments(self, parser):
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--days", type=int, metavar="JOURS", help="avance de tant de jours")
        act.add_argument(
            "--to", metavar="JOUR", help="avance à ce jour («\u00a02027-10-08 09:00\u00a0»)"
        )
        act.add_argument(
            "--mails", metavar="ADRESSE", help="les derniers courriels à cette adresse"
        )

    def handle(self, *, days=None, to=None, mails=None, **_):
        if not settings.IS_REHEARSAL:
            raise CommandError(
                "L’horloge n’avance que dans une répétition (PORTAL_PROFILE=rehearsal, docs/install.md)."
            )
        if mails:
            self._show(mails)
            return
        if days is not None or to:
            _move(clock.now() + timedelta(days=days) if to is None else _instant(to))
            call_command("run_clock", stdout=self.stdout)
        self.stdout.write(f"Le portail est au {words.moment(clock.now())}.")

    def _show(self, address):
        found = 0
        for name in backends.written(settings.MAIL_ROOT):
            mail = backends.read(settings.MAIL_ROOT, name)
            if found < SHOWN and address.lower() in str(mail["To"]).lower():
                found += 1
                self.stdout.write(f"{mail['Date']}\n{mail['Subject']}\n")
                self.stdout.write(mail.get_body(("plain",)).get_content())
        if not found:
            raise CommandError(f"Aucun courriel n’a été écrit à {address}.")


def _instant(text):
    try:
        return clock.parse(text)
    except ValueError as error:
        raise CommandError(
            f"«\u00a0{text}\u00a0» n’est pas un jour\u00a0: écrivez 2027-10-08, ou «\u00a02027-10-08 09:00\u00a0»."
        ) from error


def _move(instant):
    """Forward only: what the portal has dated stays behind it."""
    if instant <= clock.now():
        raise CommandError("L’horloge n’avance que vers l’avant\u00a0: donnez un jour à venir.")
    clock.move(instant)
