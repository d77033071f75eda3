"""Documents and images of the CMS and the antivirus: public once found clean, whichever door they came by."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from home.models import PortalDocument, PortalImage
from home.uploads.pictures import downloads, drawing
from home.uploads.scans import REFUSED, WAITING
from portal.core import clock
from portal.documents import jobs, scans
from tests.factories import shut
from tests.home.blocks.factories import make_document, make_image
from tests.home.editing.test_uploads import WORDS, picture
from tests.portal.documents.build import pdf
from tests.portal.documents.clamd import EICAR, clamd

__all__ = ("clamd",)
LIBRARIES = {"documents": "docs", "images": "images"}
TITLE = {"title": "Le guide", "tags": ""}


def code(path):
    answer = Client().get(path)
    shut(answer)
    return answer.status_code


def infected():
    return SimpleUploadedFile("guide.pdf", pdf(objects=[f"({EICAR.decode()})"]))


def sent(words, file):
    return words | {"file": file, "collection": Collection.get_first_root_node().pk}


def by_the_form(desk, library, words, file):
    desk.post(f"/cms/{library}/add/", sent(words, file))


def by_several(desk, library, words, file):
    """The file is put aside where its words are missing, then becomes one of the library with them."""
    root = Collection.get_first_root_node().pk
    desk.post(f"/cms/{library}/multiple/add/", {"files[]": file, "collection": root})
    for waiting in UploadedFile.objects.all():
        kind = library.removesuffix("s")
        key = f"uploaded-{kind}-{waiting.pk}-"
        fields = {f"{key}{name}": value for name, value in (words | {"collection": root}).items()}
        desk.post(f"/cms/{library}/multiple/create_from_uploaded_{kind}/{waiting.pk}/", fields)


def by_the_chooser(desk, library, words, file):
    key = f"{library.removesuffix('s')}-chooser-upload"
    fields = {f"{key}-{name}": value for name, value in sent(words, file).items()}
    desk.post(f"/cms/{library}/chooser/create/", fields)


def by_replacement(desk, library, words, file):
    """What is there was clean."""
    one = make_document() if library == "documents" else make_image(description="Un hall")
    type(one).objects.update(scan_state="clean")
    desk.post(reverse(f"wagtail{LIBRARIES[library]}:edit", args=[one.pk]), sent(words, file))


DOORS = (by_the_form, by_several, by_the_chooser, by_replacement)


@pytest.mark.parametrize("door", DOORS)
def test_an_infected_document_is_public_by_no_door(
    door, cast, clamd, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        door(cast.diane, "documents", TITLE, infected())
    document = PortalDocument.objects.get()
    before = document.scan_state, code(document.url)
    scans.scan_waiting()
    document.refresh_from_db()

    assert before == ("pending", 404)
    assert (document.scan_state, code(document.url)) == ("refused", 404)


@pytest.mark.parametrize("door", DOORS)
def test_a_clean_document_opens_once_the_antivirus_has_read_it(
    door, cast, clamd, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        door(cast.diane, "documents", TITLE, SimpleUploadedFile("guide.pdf", pdf()))
    document = PortalDocument.objects.get()

    assert (document.scan_state, code(document.url)) == ("clean", 200)


@pytest.mark.parametrize("door", DOORS)
def test_no_size_is_made_of_an_infected_image_whatever_the_door(
    door, cast, clamd, django_capture_on_commit_callbacks
):
    """What an image hides is lost at its re-encoding: the double finds something in each."""
    clamd.answer = lambda _: b"Eicar-Test-Signature FOUND"
    with django_capture_on_commit_callbacks(execute=True):
        door(cast.diane, "images", WORDS, picture())
    image = PortalImage.objects.get()

    assert (image.scan_state, image.renditions.count(), drawing(image)) == ("refused", 0, None)
    assert downloads(image) == []


@pytest.mark.parametrize("door", DOORS)
def test_the_sizes_of_a_clean_image_are_made_and_served(
    door, cast, clamd, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        door(cast.diane, "images", WORDS, picture())
    image = PortalImage.objects.get()

    assert image.scan_state == "clean"
    assert code(drawing(image).src) == 200


def test_without_antivirus_both_are_public_at_once(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        by_the_form(cast.diane, "documents", TITLE, infected())
        by_the_form(cast.diane, "images", WORDS, picture())
    document, image = PortalDocument.objects.get(), PortalImage.objects.get()

    assert (document.scan_state, image.scan_state) == ("not_scanned", "not_scanned")
    assert code(document.url) == 200
    assert code(drawing(image).src) == 200


def test_what_was_there_before_the_antivirus_is_closed_until_it_is_read(
    cast, settings, clamd, django_capture_on_commit_callbacks
):
    address, settings.ANTIVIRUS_URL = settings.ANTIVIRUS_URL, ""
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document()
        make_image()
    source = drawing(PortalImage.objects.get()).src
    settings.ANTIVIRUS_URL = address

    def codes():
        return [code(path) for path in (document.url, source)]

    closed = codes()
    with (
        clock.at(clock.now() + timedelta(minutes=6)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        jobs.scan_again()
    assert (closed, codes()) == ([404, 404], [200, 200])


def test_an_image_found_infected_loses_the_sizes_that_it_had(
    cast, settings, clamd, django_capture_on_commit_callbacks
):
    """The front server sends them without asking the portal."""
    address, settings.ANTIVIRUS_URL = settings.ANTIVIRUS_URL, ""
    with django_capture_on_commit_callbacks(execute=True):
        make_image()
    settings.ANTIVIRUS_URL = address
    clamd.answer = lambda _: b"Eicar-Test-Signature FOUND"
    image = PortalImage.objects.get()
    names = [row.file.path for row in image.renditions.all()]
    with django_capture_on_commit_callbacks(execute=True):
        scans.scan_waiting()

    assert (len(names) > 0, image.renditions.count()) == (True, 0)


def test_the_answer_about_a_file_that_was_replaced_meanwhile_is_not_kept(cast, clamd):
    document = make_document()
    read = PortalDocument.objects.get()
    document.file = ContentFile(EICAR, "autre.pdf")
    document.save()

    assert scans.scan(read) == "pending"
    assert PortalDocument.objects.get().scan_state == "pending"
    assert scans.scan(PortalDocument.objects.get()) == "refused"


def test_the_answer_about_a_file_that_left_meanwhile_is_nothing(cast, clamd):
    document = make_document()
    read = PortalDocument.objects.get()
    PortalDocument.objects.all().delete()

    assert scans.scan(read) == "pending"
    assert scans.scan_file.func(document.pk, "home.PortalDocument") is None


def test_a_document_whose_title_is_the_name_of_its_file_waits_for_another(cast):
    """Several at once: put aside, it became a breakdown when its title was sent."""
    by_several(cast.diane, "documents", TITLE, SimpleUploadedFile("guide.pdf", pdf()))

    assert PortalDocument.objects.get().title == "Le guide"


@pytest.mark.parametrize(
    ("state", "word", "sentence"),
    [
        ("pending", WAITING, "n’a pas encore passé l’antivirus"),
        ("refused", REFUSED, "L’antivirus a refusé ce fichier"),
    ],
)
def test_the_editors_read_why_a_file_is_not_public(state, word, sentence, cast, clamd):
    """In both lists, both choosers, both forms and at the address of the document."""
    document, image = make_document(), make_image()
    for model in (PortalDocument, PortalImage):
        model.objects.update(scan_state=state)
    places = (
        *("/cms/documents/", "/cms/documents/chooser/", f"/cms/documents/edit/{document.pk}/"),
        *("/cms/images/", "/cms/images/?layout=list", "/cms/images/chooser/"),
        f"/cms/images/{image.pk}/",
    )
    seen = {path: cast.diane.get(path) for path in places}
    answer = cast.diane.get(document.url)

    assert [path for path, one in seen.items() if word not in told(one)] == []
    assert (answer.status_code, sentence in answer.text) == (403, True)
    assert image.renditions.count() == 0


def told(response):
    """A chooser answers its page within JSON."""
    is_json = response.headers["Content-Type"] == "application/json"
    return response.json()["html"] if is_json else response.text


def test_an_image_that_waits_may_be_chosen_and_shows_why(cast, clamd):
    image = make_image(size=(330, 240))
    preview = cast.diane.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()[
        "result"
    ]["preview"]

    assert preview["url"].endswith(".svg")
    assert (preview["width"], preview["height"]) == (165, 120)


def test_a_clean_file_is_told_nothing_of(cast, clamd):
    document, image = make_document(), make_image()
    scans.scan_waiting()
    lists = [cast.diane.get(path).text for path in ("/cms/documents/", "/cms/images/")]

    assert [word for word in (WAITING, REFUSED) for one in lists if word in one] == []
    assert (document.pk, image.pk) != (None, None)


@pytest.mark.parametrize("state", ["pending", "refused"])
def test_a_public_page_leaves_out_the_link_and_the_picture_and_still_shows(state, cast, clamd):
    document, image = make_document(), make_image()
    body = [
        ("text", f'<p><a linktype="document" id="{document.pk}">Lire le guide</a></p>'),
        ("documents", {"title": "À lire", "documents": [{"document": document, "note": ""}]}),
        ("picture", {"image": image, "alt": "Le hall", "caption": "Après les travaux"}),
    ]
    cast.page.body = body
    cast.page.save()
    for model in (PortalDocument, PortalImage):
        model.objects.update(scan_state=state)
    closed = Client().get(cast.page.url)
    for model in (PortalDocument, PortalImage):
        model.objects.update(scan_state="clean")

    assert closed.status_code == 200
    assert "Lire le guide" in closed.text
    assert "Guide <span" in closed.text
    assert [word for word in (document.url, "/media/", '.svg" alt') if word in closed.text] == []
    assert document.url in Client().get(cast.page.url).text


def test_the_press_room_and_the_shelves_name_a_closed_document_without_a_link(cast, clamd):
    document = make_document()
    text = Template('{% include "home/document.html" %}').render(Context({"document": document}))

    assert "href" not in text
    assert "fichier indisponible pour le moment" in text
