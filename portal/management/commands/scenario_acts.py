"""Command `scenario_acts`: writes the list of acts into docs/scenario.md (`--check`: only says if it is current)."""

import inspect
import re

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.scenario import ACTS, SCREENS
from portal.scenario.registry import PEOPLE

PLACE = settings.BASE_DIR / "docs" / "scenario.md"
BETWEEN = re.compile(r"(<!-- acts:.*?-->\n).*?(<!-- end -->)", re.DOTALL)


def table():
    lines = ["| act | takes | does | its screen, and who |", "|---|---|---|---|"]
    lines.append(
        f"| `people:` | `roles`? | An account for each person of the file, with their roles. | {PEOPLE.said} |"
    )
    for name, function in sorted(ACTS.items()):
        takes = [
            f"`{p.name}`" if p.default is p.empty else f"`{p.name}`?"
            for p in inspect.signature(function).parameters.values()
            if p.name != "by" and p.kind is not p.VAR_KEYWORD
        ]
        does = (inspect.getdoc(function) or "").split("\n")[0]
        lines.append(f"| `{name}` | {', '.join(takes)} | {does} | {SCREENS[name].said} |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Écrit la liste des actes dans docs/scenario.md."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        before = PLACE.read_text(encoding="utf-8")
        after = BETWEEN.sub(lambda found: found[1] + table() + found[2], before)
        if check and before != after:
            raise CommandError(
                "docs/scenario.md n’est plus à jour\u00a0: lancez «\u00a0manage.py scenario_acts\u00a0»."
            )
        PLACE.write_text(after, encoding="utf-8")
