"""Command `clean_files`: removes private files without a row, older than ten minutes."""

from django.core.management.base import BaseCommand

from portal.documents import files


class Command(BaseCommand):
    help = "Retire les fichiers privés qu’aucune ligne ne connaît (plus de dix minutes)."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="les compter sans les retirer")

    def handle(self, *, dry_run, **_):
        names = files.orphans() if dry_run else files.clean()
        self.stdout.write(f"{len(names)} fichier(s) orphelin(s){'' if dry_run else ' retiré(s)'}.")
