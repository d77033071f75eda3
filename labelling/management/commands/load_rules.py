"""Command `load_rules`: loads the label's rules from readable files and publishes them; idempotent."""

from django.core.management.base import BaseCommand, CommandError

from labelling.parties.framework.files import loading
from labelling.parties.framework.files.reading import Unreadable
from labelling.title.brand.charters.seeds import ensure_brand
from portal.workflow import Refused


class Command(BaseCommand):
    help = "Charge et publie les règles du label (par défaut, la version de démonstration)."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FICHIER", help="fichiers de règles (YAML)")
        parser.add_argument("--check", action="store_true", help="vérifier sans rien écrire")
        parser.add_argument("--draft", action="store_true", help="enregistrer sans publier")

    def handle(self, *, files, check, draft, **options):
        paths = files or loading.default_paths()
        try:
            if check:
                sheets = loading.check(paths)
                self.stdout.write(f"{len(sheets)} fichier(s) sans erreur.")
                return
            for loaded in loading.load(paths, publish=not draft):
                self.stdout.write(str(loaded))
            for made in ensure_brand():
                self.stdout.write(
                    f"{made._meta.verbose_name.capitalize()} «\u00a0{made}\u00a0»\u00a0: créée."
                )
        except (Unreadable, Refused) as fault:
            raise CommandError(str(fault)) from None
