"""Command `measure_relevance FILE`: search relevance on graded queries (format in docs/relevance.md)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from observatory.search import DATABASE
from observatory.search import scores as relevance
from observatory.search.ports import EngineDown

CLUSTER = "observatory.search.elastic.engine.ElasticEngine"
SHOWN = 3  # answers of a query that is poorly answered
ENGINES = {"base": "la base de données", "elasticsearch": "Elasticsearch"}


class Command(BaseCommand):
    help = "Mesure la pertinence de la recherche (nDCG à 10) sur un fichier de requêtes notées."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path, help="YAML ou JSON\u00a0; voir docs/relevance.md")
        parser.add_argument("--engine", choices=ENGINES, help="par défaut, celui du portail")
        parser.add_argument("--least", type=float, default=0.85, help="moyenne demandée")

    def handle(self, *, fichier, engine, least, **_options):
        name = engine or ("elasticsearch" if settings.SEARCH_URL else "base")
        if name == "elasticsearch" and not settings.SEARCH_URL:
            raise CommandError("SEARCH_URL ne donne l’adresse d’aucun Elasticsearch.")
        self.stdout.write(f"Moteur\u00a0: {ENGINES[name]}.")
        try:
            short = [self._tell(*one, least) for one in self._measured(fichier, name)]
        except relevance.Unreadable as problem:
            raise CommandError(str(problem)) from problem
        except EngineDown as problem:
            raise CommandError(f"Le moteur n’a pas répondu ({problem}).") from problem
        if any(short):
            raise CommandError(f"Une moyenne est au-dessous de {_figure(least)}.")

    def _measured(self, fichier, name):
        made = (
            import_string(CLUSTER)(settings.SEARCH_URL)
            if name != "base"
            else import_string(DATABASE)()
        )
        for title, graded in relevance.read(fichier).items():
            yield title, relevance.measure(made, graded)

    def _tell(self, title, scores, least):
        """Prints the mean of a set, then its queries below it; True when the mean is too low."""
        mean = relevance.mean(scores)
        self.stdout.write(f"{title}\u00a0: {_figure(mean)} ({len(scores)} requêtes)")
        for score in sorted(scores, key=lambda score: score.value):
            if score.value < least:
                found = ", ".join(score.found[:SHOWN]) or "aucun résultat"
                self.stdout.write(f"  {_figure(score.value)}  {score.query}  →  {found}")
        return mean < least


def _figure(value):
    return f"{value:.3f}".replace(".", ",")
