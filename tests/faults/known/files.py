"""Faults of files: hostile content let in, names that betray, files that others reach."""

from django.core.files.storage import default_storage

from tests.faults.changes import answer, value
from tests.faults.fault import Fault

TESTS = "tests/portal/documents"

FAULTS = (
    Fault(
        "script-in-a-pdf",
        "BR-91\u00a0: un PDF à script écrit en lettres échappées est gardé.",
        "portal.inspection.pdfs._search_escaped",
        answer(None),
        f"{TESTS}/test_inspection.py::test_br_91_hostile_file_is_refused_for_its_own_reason[pdf escaped name]",
    ),
    Fault(
        "zip-bomb",
        "BR-91\u00a0: une archive qui se déplie sans fin remplit le serveur.",
        "portal.inspection.archives._check_sizes",
        answer(None),
        f"{TESTS}/test_inspection.py::test_br_91_hostile_file_is_refused_for_its_own_reason[small bomb]",
    ),
    Fault(
        "script-in-a-drawing",
        "Un logo SVG exécute un script chez qui l’ouvre.",
        "portal.inspection.drawings.TAGS",
        value(lambda tags: tags | {"script"}),
        f"{TESTS}/test_drawings.py::test_hostile_svg_is_refused_for_its_own_reason[script]",
    ),
    Fault(
        "piece-under-the-media",
        "BR-92\u00a0: les pièces sont rangées sous une adresse que le serveur donne à tous.",
        "portal.documents.models.StoredFile.file.field.storage",
        value(lambda _: default_storage),
        f"{TESTS}/test_checks.py::test_br_92_every_file_field_of_ours_is_private",
    ),
)
