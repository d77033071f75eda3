"""Stored rows: what the ORM gives, in one query that it wrote once."""

import pytest

from labelling.dossiers.models import LabelDossier
from portal.workflow import WORKFLOWS
from portal.workflow.stored_rows import stored
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return factories.make_dossier(factories.make_organism())


def values(thing):
    """Every column of a thing and of what was read with it."""
    things = [thing, *(getattr(thing, name) for name in LabelDossier.read_with)]
    return [
        (
            type(one),
            {column.attname: getattr(one, column.attname) for column in one._meta.concrete_fields},
        )
        for one in things
    ]


def test_a_row_is_as_the_orm_reads_it(dossier, django_assert_num_queries):
    stored(dossier)  # the query is written
    with django_assert_num_queries(1):
        found = stored(dossier)
        told = values(found)

    assert told == values(LabelDossier._base_manager.get(pk=dossier.pk))
    assert (found._state.adding, found._state.db) == (False, "default")


def test_it_is_read_as_it_is_now(dossier):
    before = stored(dossier).presentation
    LabelDossier.objects.filter(pk=dossier.pk).update(presentation="Une autre")

    assert (before, stored(dossier).presentation) == ("", "Une autre")


def test_what_is_gone_is_said_so(dossier):
    dossier.pk = 987_654

    with pytest.raises(LabelDossier.DoesNotExist):
        stored(dossier)


def test_the_row_of_each_noun_can_be_read():
    for model in WORKFLOWS:
        with pytest.raises(model.DoesNotExist):
            stored(model(pk=987_654))
