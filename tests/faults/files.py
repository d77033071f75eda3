"""Faults of files: hostile content let in, names that betray, files that others reach."""

from tests.faults.changes import answer, edit
from tests.faults.fault import Fault

TESTS = "tests/portal/files"

FAULTS = (
    Fault(
        "script-in-a-pdf",
        "BR-91 : un PDF à script écrit en lettres échappées est gardé.",
        "portal.files.pdfs._search_escaped",
        answer(None),
        f"{TESTS}/test_inspection.py::test_br_91_hostile_file_is_refused_for_its_own_reason[pdf escaped name]",
    ),
    Fault(
        "zip-bomb",
        "BR-91 : une archive qui se déplie sans fin remplit le serveur.",
        "portal.files.archives._check_sizes",
        answer(None),
        f"{TESTS}/test_inspection.py::test_br_91_hostile_file_is_refused_for_its_own_reason[zip bomb]",
    ),
    Fault(
        "event-in-a-drawing",
        "Un logo SVG exécute un script chez qui l’ouvre.",
        "portal.files.drawings._check_element",
        edit('name.lower().startswith("on")', 'name.startswith("on")'),
        f"{TESTS}/test_drawings.py::test_hostile_svg_is_refused_for_its_own_reason[event in capitals]",
    ),
    Fault(
        "place-in-a-photo",
        "BR-91 : une photo gardée dit où elle a été prise.",
        "portal.files.images._rewritten",
        edit("image.save(out, form,", "image.save(out, form, exif=image.getexif(),"),
        f"{TESTS}/test_images.py::test_place_author_and_device_leave_the_photo[hall-batiment-c-avant.jpg]",
    ),
    Fault(
        "file-shown-in-the-page",
        "BR-91 : une pièce s’ouvre dans le navigateur au lieu d’être enregistrée.",
        "portal.files.views.attachment",
        edit("content_disposition_header(True,", "content_disposition_header(False,"),
        f"{TESTS}/test_download.py::test_br_91_file_is_sent_as_an_attachment_that_nothing_keeps_or_runs",
    ),
)
