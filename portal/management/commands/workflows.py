"""Command `workflows`: writes docs/workflows.md from the tables, or says that it is out of date."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.workflow.docs import document

PAGE = settings.BASE_DIR / "docs" / "workflows.md"


class Command(BaseCommand):
    help = "Écrit docs/workflows.md depuis les tables\u00a0; --check échoue s’il n’est pas à jour."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="comparer sans écrire")

    def handle(self, *, check, **_):
        text = document()
        if not check:
            PAGE.write_text(text, encoding="utf-8")
            self.stdout.write("docs/workflows.md est écrit.")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            raise CommandError(
                "docs/workflows.md n’est pas à jour\u00a0: lancez «\u00a0manage.py workflows\u00a0».",
                returncode=1,
            )
