"""Command `restore_drill`: restores the latest backup aside and compares it with what it was."""

from django.core.management.base import BaseCommand, CommandError

from portal.backup import drill, plain_errors


class Command(BaseCommand):
    help = (
        "Restaure la dernière sauvegarde dans une base et des dossiers neufs, la compare à ce qu’elle était, "
        "puis les retire\u00a0; code 1 si quelque chose diffère."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default="", metavar="DOSSIER", help="sinon BACKUP_ROOT"
        )
        parser.add_argument(
            "--key",
            required=True,
            metavar="CLÉ",
            help="le fichier de la clé privée\u00a0; «\u00a0-\u00a0»\u00a0: l’entrée standard",
        )

    def handle(self, *, folder, key, **_):
        with plain_errors():
            path, differences = drill.drill(folder, key)
        if differences:
            raise CommandError(f"{path.name}\u00a0: {drill.sentence(differences)}", returncode=1)
        self.stdout.write(
            f"{path.name} se restaure\u00a0: lignes, fichiers, journal et réponses publiques sont les mêmes."
        )
