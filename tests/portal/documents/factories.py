"""Factories of a person, of a mail that holds files, of an upload."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal import documents
from portal.models import User
from portal.notifications.models import Message
from tests.portal.documents.build import pdf


def person(first_name, **fields):
    email = f"{first_name.lower()}@test.example"
    return User.objects.create_user(
        email, None, first_name=first_name, last_name="Martin", **fields
    )


def upload(name="compte rendu.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def mail_to(user):
    """A thing of the kernel that one person alone sees: the holder of the files of these tests."""
    values = {"person": user, "notice": "test", "thing_type": "portal.user", "thing_id": user.pk}
    return Message.objects.get_or_create(event_key=f"test:{user.pk}", defaults=values)[0]


def keep(user, *, kind="charter", name="compte rendu.pdf", content=None, **options):
    """A file stored by `user`, held by the mail to him."""
    options = {"holder": mail_to(user), "by": user, "kind": kind} | options
    return documents.store(upload(name, content), **options)


def content_of(stored):
    with stored.file.storage.open(stored.file.name) as content:
        return content.read()
