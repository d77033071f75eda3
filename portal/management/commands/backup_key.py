"""Command `backup_key`: makes the pair of keys of the backups."""

from django.core.management.base import BaseCommand

from portal.backup import archives, plain_errors


class Command(BaseCommand):
    help = (
        "Fait la paire de clés des sauvegardes\u00a0: la privée dans un fichier à garder ailleurs, "
        "la publique à l’écran."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            metavar="FICHIER",
            help="où écrire la clé privée, qui n’existe pas encore\u00a0; «\u00a0-\u00a0»\u00a0: la sortie standard",
        )

    def handle(self, *, file, **_):
        with plain_errors():
            public = archives.make_pair(file)
        if file == archives.ASIDE:
            return
        self.stdout.write(f"BACKUP_KEY={public}")
        self.stdout.write(
            f"La clé privée est dans {file}. Gardez-en deux copies hors de cette machine (coffre de mots de passe, "
            "clé USB sous enveloppe), puis effacez-la d’ici\u00a0: sans elle, aucune sauvegarde ne s’ouvre\u00a0; "
            "avec elle, toutes s’ouvrent."
        )
