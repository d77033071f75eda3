"""A picture of an organism that two people describe at once: one effect, the other told (PostgreSQL)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.organisms.pictures import actions
from labelling.parties.organisms.pictures.forms import OrganismPictureForm
from labelling.parties.organisms.pictures.models import SHOWN, OrganismPicture
from portal import documents
from portal.web.submissions.edit_conflicts import Changed, stamp
from portal.workflow import audit_log
from tests.factories import make_member
from tests.labelling.committee.test_races import together
from tests.portal.documents.build import picture as drawn
from tests.races import met_after, without_row_locks

TOLD = {"alt": "Une cour", "rights": "Nos équipes"}
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def picture(organism, alice):
    upload = SimpleUploadedFile("cour.png", drawn())
    stored = documents.store(upload, holder=organism, by=alice, kind="picture")
    return OrganismPicture.objects.create(organism=organism, file=stored, **TOLD)


def described_at_once(picture, *people):
    """Each writes other words from the same page: what is raised, and how often the journal says it."""
    organism, seen = picture.organism, stamp(picture, SHOWN)

    def describe(by):
        typed = TOLD | {"alt": f"Une cour, dit {by}", "seen": seen}
        form = OrganismPictureForm(typed, {}, thing=organism, by=by, picture=picture)
        assert form.is_valid(), form.errors
        actions.save_picture(form, by=by)

    raised = together([lambda by=by: describe(by) for by in people])
    lines = audit_log.entries_of(organism)
    return [type(one) for one in raised], [line.act for line in lines].count(actions.ACT)


@pytest.fixture
def zoe(organism):
    return make_member(organism, first_name="Zoé", last_name="Brun")


def test_a_picture_described_at_once_by_two_keeps_one_and_tells_the_other(picture, alice, zoe):
    assert described_at_once(picture, alice, zoe) == ([Changed], 1)


def test_control_without_the_lock_nobody_is_told_of_the_other_words(
    picture, alice, zoe, monkeypatch
):
    """Both have looked before either writes."""
    without_row_locks(monkeypatch)
    met_after(monkeypatch, actions, "refuse_if_changed")

    assert Changed not in described_at_once(picture, alice, zoe)[0]
