"""Command `score_imports`: what is read of a folder of spreadsheets, against what a careful person typed."""

import datetime
import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from labelling.path.stock.imports.records import read_records
from labelling.steering.history_import.reader.records import read_register
from labelling.steering.history_import.scores import (
    Score,
    count_questions,
    score_register,
    score_stock,
)
from portal.core import clock
from portal.spreadsheets.sheets import Unreadable

EXPECTED = ".expected.json"
SHAPES = (
    ("organisms", {"name", "status"}, "organismes"),
    ("events", {"organism", "kind", "date"}, "faits"),
    ("residences", {"name", "homes"}, "résidences"),
    ("remarks", {"sheet", "row"}, "remarques"),
)  # list of an expectation, what each of its things tells, title


class Command(BaseCommand):
    help = (
        "Lit chaque tableur d’un dossier et compare avec son attendu (NOM.expected.json)\u00a0: "
        "une part par colonne, puis ce qui n’est pas dans le fichier."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="un dossier de tableurs et de leurs attendus")
        parser.add_argument(
            "--day",
            type=datetime.date.fromisoformat,
            help="le jour où les fichiers se lisent (AAAA-MM-JJ\u00a0; aujourd’hui sinon)",
        )

    def handle(self, *args, folder, day, **options):
        found = sorted(folder.glob(f"*{EXPECTED}")) if folder.is_dir() else []
        if not found:
            raise CommandError(f"Aucun fichier *{EXPECTED} dans «\u00a0{folder}\u00a0».")
        for path in found:
            expected = json.loads(path.read_text(encoding="utf-8"))
            self.stdout.write(path.name.removesuffix(EXPECTED))
            self._score(folder, path, expected, day or clock.today())

    def _score(self, folder: Path, path: Path, expected: dict, day: datetime.date) -> None:
        stem = path.name.removesuffix(EXPECTED)
        source = next((one for one in folder.iterdir() if one.stem == stem and one != path), None)
        if source is None:
            self.stdout.write("  le tableur manque")
            return
        for said in _leave_out(expected):
            self.stdout.write(f"  {said}")
        if not expected.keys() & {"organisms", "residences"}:
            return
        started = time.process_time()
        try:
            score, questions = _read(source.read_bytes(), expected, day)
        except Unreadable as unreadable:
            self.stdout.write(f"  refusé\u00a0: {unreadable.sentence}")
            return
        self._tell(score)
        spent = time.process_time() - started
        self.stdout.write(f"  questions\u00a0: {questions}\u00a0; {spent:.1f} s de processeur")

    def _tell(self, score: Score) -> None:
        for title, (right, whole) in score.shares.items():
            part = f"{100 * right / whole:5.1f} %  {right} sur {whole}" if whole else f"{right:>9}"
            self.stdout.write(f"  {title:<20} {part}")
        self.stdout.write(f"  inventé\u00a0: {len(score.invented)}")
        for said in score.invented[:12]:
            self.stdout.write(f"    {said}")


def _leave_out(expected: dict) -> list[str]:
    """Takes from an expectation the lists whose things are told in another shape; a sentence for each."""
    said = []
    for key, asked, title in SHAPES:
        given = expected.get(key)
        if given is None or not all(asked <= one.keys() for one in given):
            expected.pop(key, None)
            if given is not None:
                said.append(f"{title}\u00a0: écrits dans une autre forme, non comparés")
    if not expected.keys() & {"organisms", "residences"}:
        said.append("son attendu n’a ni «\u00a0organisms\u00a0» ni «\u00a0residences\u00a0»")
    return said


def _read(content: bytes, expected: dict, day: datetime.date) -> tuple[Score, int]:
    """The score of a file, and how many questions it leaves."""
    if "residences" in expected:
        report = read_records(content, day.year)
        return score_stock(expected, report), sum(one.is_unknown for one in report.listed_columns)
    register = read_register(content, day)
    return score_register(expected, register), count_questions(register)
