"""Inspection before the transaction of a request, so that no lock nor connection waits for a file (F2)."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse

from portal.documents import actions, forms
from portal.documents.middleware import Inspection
from portal.web.middleware import Submissions
from tests.factories import make_user
from tests.portal.documents.build import SVG, pdf
from tests.portal.documents.test_store import PieceForm

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moments(monkeypatch):
    """At each inspection, whether a transaction was open."""
    found, look = [], actions.inspect_apart

    def spied(*args, **options):
        found.append(connection.in_atomic_block)
        return look(*args, **options)

    monkeypatch.setattr(actions, "inspect_apart", spied)
    return found


def send(rf, view, **files):
    """As the last two middlewares of the settings call a view."""
    request = rf.post("/", {"once": uuid.uuid4().hex} | files)
    request.user = make_user("Léa")
    request.signed_out = False
    Inspection(view).process_view(request, view, (), {})
    return Submissions(view).process_view(request, view, (), {})


def test_a_file_is_inspected_once_before_the_transaction(rf, moments):
    inside, verdicts = [], []

    def view(request):
        inside.append(connection.in_atomic_block)
        form = PieceForm(files=request.FILES)
        verdicts.append(form.is_valid())
        return HttpResponse()

    send(rf, view, piece=SimpleUploadedFile("cr.pdf", pdf()))

    assert (moments, inside, verdicts) == ([False], [True], [True])


def test_what_is_refused_before_is_refused_by_the_form(rf, moments):
    told = []

    def view(request):
        told.extend(PieceForm(files=request.FILES).errors["piece"])
        return HttpResponse()

    send(rf, view, piece=SimpleUploadedFile("cr.pdf", b"%PDF-1.7 nothing"))

    assert moments == [False]
    assert "abîmé" in told[0]


def test_a_drawing_is_let_in_by_the_forms_that_take_drawings_alone(rf):
    sound = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    for content, wanted in ((sound, (False, True)), (SVG, (False, False))):
        found = []

        def view(request, found=found):
            found.append(PieceForm(files=request.FILES).is_valid())
            try:
                forms.BrandFilesField().clean(request.FILES.getlist("piece"))
                found.append(True)
            except forms.forms.ValidationError:
                found.append(False)
            return HttpResponse()

        send(rf, view, piece=SimpleUploadedFile("logo.svg", content))
        assert tuple(found) == wanted


def test_other_files_are_left_as_they_are(rf, moments):
    kept = []

    def view(request):
        kept.append(request.FILES["piece"].read())
        return HttpResponse()

    send(rf, view, piece=SimpleUploadedFile("stock.csv", b"a;b"))

    assert (kept, moments) == ([b"a;b"], [])
