"""Command `load_kit`: loads the demonstration assets into the communication kit; idempotent."""

from django.core.management.base import BaseCommand, CommandError

from labelling.title.kit import pictures
from labelling.title.kit.generator import seeds
from portal.documents import pdf


class Command(BaseCommand):
    help = "Dessine et publie les ressources de démonstration du kit de communication."

    def handle(self, **options):
        by = seeds.author()
        if by is None:
            raise CommandError(
                "Personne ne tient le kit\u00a0: donnez d’abord le rôle Dircom à un compte."
            )
        try:
            made = seeds.load(seeds.seeds(), by=by)
        except pdf.Failed as failure:
            raise CommandError(str(failure)) from failure
        for version in pictures.missing():
            pictures.make.call(version.pk)
        for asset, number in made:
            self.stdout.write(f"{asset}, version {number}")
        self.stdout.write(f"{len(made)} version(s) publiée(s).")
