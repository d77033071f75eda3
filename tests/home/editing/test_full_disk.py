"""Pictures and documents of the site on a full disk: a sentence, and no row without its file."""

import errno

import pytest

from home.models import PortalImage
from portal.documents.storage import PublicStorage
from tests.home.editing.test_uploads import WORDS, picture

pytestmark = pytest.mark.django_db


def test_a_picture_on_a_full_disk_is_no_fault_of_ours(cast, monkeypatch):
    """Wagtail's own page sends it: no form of ours is asked."""

    def refuse(*_args):
        raise OSError(errno.ENOSPC, "x")

    before = PortalImage.objects.count()
    monkeypatch.setattr(PublicStorage, "_save", refuse)
    cast.diane.raise_request_exception = False
    sent = WORDS | {"file": picture(), "collection": 1}
    answer = cast.diane.post("/cms/images/add/", sent)

    assert answer.status_code == 503
    assert PortalImage.objects.count() == before
