"""Concurrent writes of one page in the CMS: an autosave under way while the button is pressed."""

import contextlib
import re
import threading

import pytest

from home.models import ContentPage, HomePage
from home.review import editors
from portal.models import Role
from tests.factories import make_user
from tests.home.editing.conftest import GOOD, block, browser
from tests.home.editing.test_editor import shown_version
from tests.home.gatherings.test_registration_races import ERRORS, both

LATER = "<h2>Le label</h2><p>Ce qui a été tapé en dernier.</p>"
EARLIER = "<h2>Le label</h2><p>Ce qui était tapé une seconde avant.</p>"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("is_held", "kept"), [(True, LATER), (False, EARLIER)], ids=["held", "control"]
)
def test_what_is_typed_last_is_kept(committed_site, is_held, kept, monkeypatch):
    """And the control: without the lock on the page, the autosave that came first ends last and wins."""
    diane = browser(make_user("Diane", "Combes", roles=[Role.DIRCOM]))
    page = ContentPage(title="Une page", slug="une-page", body=block(GOOD))
    HomePage.objects.get().add_child(instance=page)
    diane.write(page, body=GOOD)
    began, pressed = threading.Event(), threading.Event()
    save = editors.Edit.save_action

    def slow_to_save(view):
        began.set()
        pressed.wait(1)
        return save(view)

    monkeypatch.setattr(editors.Edit, "save_action", slow_to_save)
    if not is_held:
        monkeypatch.setattr(editors, "page_held", contextlib.nullcontext)
    shown = shown_version(diane, page)

    def write(n):
        if n == 0:
            address, sent = diane.sent(page, "", EARLIER, shown)
            diane.post(address, sent, headers={"Accept": "application/json"})
        else:
            began.wait(5)
            diane.write(page, "submit", body=LATER, **shown)
            pressed.set()

    both(write)

    page.refresh_from_db()
    [text] = page.get_latest_revision_as_object().body
    assert ERRORS == []
    assert re.sub(r' data-block-key="[^"]*"', "", text.value.source) == kept
