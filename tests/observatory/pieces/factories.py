"""Factories of pieces: a described picture, a document, form data."""

from django.core.files.uploadedfile import SimpleUploadedFile

from observatory.practices.pieces import actions
from portal.documents import accept
from portal.web.submissions.once import new_key
from tests import factories
from tests.observatory.factories import fire
from tests.portal.documents.build import picture

ALT = {"alt": "Un hall clair, une grille à la main", "rights": "Nos équipes"}


def upload(name="hall.png", content=None):
    return SimpleUploadedFile(name, content or picture())


def add_picture(practice, by, content=None, **said):
    sent = accept(upload(content=content))
    return actions.add(practice, by=by, kind="picture", upload=sent, **ALT | said)


def add_document(practice, by, **said):
    facts = {"title": "La grille", "upload": accept(upload("grille.png"))}
    return actions.add(practice, by=by, kind="document", **facts | said)


def post(client, practice, address, **values):
    return client.post(
        f"{practice.get_absolute_url()}pieces/{address}/", values | {"once": new_key()}
    )


def code(client, address):
    answer = client.get(address)
    factories.shut(answer)
    return answer.status_code


def publish(practice, alice, sonia, dircom):
    for step, who in (("submit", alice), ("validate", sonia), ("publish", dircom)):
        practice = fire(practice, step, who)
    return practice
