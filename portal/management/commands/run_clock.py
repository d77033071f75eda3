"""Command `run_clock`: runs the timed acts once, for a timer of the system, hourly or daily."""

from django.core.management.base import BaseCommand, CommandError

from portal.ops import worker


class Command(BaseCommand):
    help = "Passe les échéances, prépare les rappels et fait les travaux quotidiens, une fois."

    def handle(self, **_):
        report = worker.run_clock()
        self.stdout.write(
            f"{len(report.moved)} passage(s), {len(report.jobs)} travail(aux) quotidien(s)."
        )
        if report.failed:
            raise CommandError(
                f"En échec (voir le journal du service)\u00a0: {', '.join(report.failed)}."
            )
