"""Command `backup`: writes the database, the private files and the media in one encrypted archive."""

from django.core.management.base import BaseCommand

from portal.backup import plain_errors
from portal.backup.writing import back_up
from portal.ui import words


class Command(BaseCommand):
    help = (
        "Sauvegarde la base, les fichiers privés et les médias en un fichier chiffré, "
        "puis retire les sauvegardes trop anciennes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default="", metavar="DOSSIER", help="sinon BACKUP_ROOT"
        )

    def handle(self, *, folder, **_):
        with plain_errors():
            path, gone = back_up(folder)
        self.stdout.write(f"Sauvegarde écrite\u00a0: {path} ({words.weight(path.stat().st_size)}).")
        for name in gone:
            self.stdout.write(f"Retirée, trop ancienne\u00a0: {name}.")
