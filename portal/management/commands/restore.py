"""Command `restore`: writes a backup in an empty database and empty folders."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.backup import archives, plain_errors, snapshots
from portal.backup.restoring import restore
from portal.notifications.models import Message
from portal.schema import versions
from portal.ui import words


class Command(BaseCommand):
    help = (
        "Restaure une sauvegarde dans une base et des dossiers vides\u00a0; tout est vérifié avant d’être écrit, "
        "et la même commande reprend une restauration arrêtée."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FICHIER", help="la sauvegarde (.tar.age)")
        parser.add_argument(
            "--key",
            required=True,
            metavar="CLÉ",
            help="le fichier de la clé privée\u00a0; «\u00a0-\u00a0»\u00a0: l’entrée standard",
        )

    def handle(self, *, file, key, **_):
        with plain_errors():
            manifest = restore(file, archives.identity(key), say=self.stdout.write)
        self.stdout.write(
            f"Sauvegarde du {manifest['at']} restaurée\u00a0: lignes, fichiers et journal vérifiés."
        )
        if snapshots.migrations() != versions.written():
            self.stdout.write(
                "Elle vient d’une version antérieure\u00a0: lancez «\u00a0manage.py migrate\u00a0»."
            )
        if settings.SEARCH_URL:
            self.stdout.write(
                "Le moteur de recherche ne la connaît pas\u00a0: lancez «\u00a0manage.py build_search_index\u00a0»."
            )
        if waiting := Message.objects.filter(state=Message.State.PENDING).count():
            said = words.count(waiting, "courriel attendait", "courriels attendaient")
            self.stdout.write(
                f"{said} alors\u00a0: ce qui est parti depuis partira de nouveau, sous le même Message-ID."
            )
        self.stdout.write(
            "Lancez «\u00a0manage.py run_clock\u00a0»\u00a0: il termine à nouveau ce qui était échu."
        )
