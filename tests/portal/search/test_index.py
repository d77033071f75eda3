"""Index of the members' search: written in the same transaction, words alone, nothing left behind."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers.models import LabelDossier
from portal import documents
from portal.core import clock
from portal.documents.models import StoredFile
from portal.documents.retention import erase_held_by
from portal.notifications.models import Message
from portal.search import index
from portal.search.models import SearchTerm
from portal.search.parsing import Query
from portal.search.registry import SOURCES, search
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.portal.documents import build

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b")  # a planned query is told as « QUERY = … »


def keys(kind, text):
    """What the index gives to read of a kind, for a text."""
    found = [
        set(SearchTerm.objects.filter(kind=kind, term=term).values_list("key", flat=True))
        for term in Query.of(text).terms
    ]
    return set.intersection(*found)


def everything():
    return set(SearchTerm.objects.values_list("kind", "key", "term"))


def test_a_thing_is_indexed_as_it_is_saved_by_its_words_its_state_and_its_reference(organism):
    dossier = factories.make_dossier(organism)
    drafts = keys("dossiers", "dossiers brouillons valmeyre")
    dossier.state, dossier.submitted_on = LabelDossier.State.SUBMITTED, clock.today()
    dossier.save()

    assert drafts == {dossier.pk}
    assert keys("dossiers", "brouillon") == set()
    assert keys("dossiers", "dossier déposé") == keys("dossiers", dossier.reference) == {dossier.pk}


def test_an_organism_or_a_person_renamed_is_followed_by_what_names_them(organism):
    dossier = factories.make_dossier(organism)
    one = make_accreditation()
    organism.name = "Zéphyr Habitat"
    organism.save()
    one.auditor.user.last_name = "Quéméner"
    one.auditor.user.save()

    assert keys("dossiers", "zephyr") == {dossier.pk}
    assert keys("organismes", "zephyr") == {organism.pk}
    assert keys("dossiers", "valmeyre") == set()
    assert keys("agrements", "quemener") == {one.pk}


def test_a_rollback_and_a_deletion_take_the_words_back(organism):
    before = everything()
    with transaction.atomic():
        factories.make_dossier(organism)
        assert everything() > before
        transaction.set_rollback(True)
    assert everything() == before

    dossier = factories.make_dossier(organism)
    dossier.delete()
    assert everything() == before


def test_the_name_of_an_erased_file_is_in_the_index_no_more(organism, alice):
    dossier = factories.make_dossier(organism)
    named = SimpleUploadedFile("Zibeline.pdf", build.pdf())
    stored = documents.store(named, holder=dossier, by=alice, kind="piece")
    assert keys("fichiers", "zibeline") == {stored.pk}
    erase_held_by(dossier)

    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    assert keys("fichiers", "zibeline") == set()


def test_a_save_that_changes_no_word_writes_nothing(organism):
    dossier = factories.make_dossier(organism)
    with CaptureQueriesContext(connection) as queries:
        dossier.save()
    written = [
        q["sql"] for q in queries if "portal_searchterm" in q["sql"] and WRITES.search(q["sql"])
    ]

    assert written == []
    alice = factories.make_member(organism)
    with CaptureQueriesContext(connection) as queries:
        alice.save(update_fields=["last_login"])  # a sign-in
        dossier.save(update_fields=["due_on"])
    assert [q for q in queries if "portal_searchterm" in q["sql"]] == []
    dossier.state, dossier.submitted_on = LabelDossier.State.SUBMITTED, clock.today()
    dossier.save(update_fields=["state", "submitted_on"])
    assert keys("dossiers", "dossier déposé") == {dossier.pk}


def test_the_index_made_anew_is_the_one_that_was_followed(organism, alice):
    factories.make_dossier(organism)
    make_accreditation()
    index.rebuild()
    followed = everything()
    SearchTerm.objects.all().delete()
    SearchTerm.objects.create(kind="dossiers", key=99_999, term="fantom")
    count = index.rebuild()

    assert everything() == followed
    assert count >= 4


def test_what_is_made_during_a_pause_is_indexed_at_its_end(organism):
    with index.paused():
        dossier = factories.make_dossier(organism)
        assert (index.rebuild(), keys("dossiers", dossier.reference)) == (0, set())

    assert keys("dossiers", dossier.reference) == {dossier.pk}
    assert keys("dossiers", factories.make_dossier().reference) != set()


def test_every_kind_that_is_indexed_names_a_source_and_no_other_is_skipped():
    indexed = {kind.partition(":")[0] for kind in index.INDEXED}
    asked = {code for code, source in SOURCES.items() if not source.words}

    assert indexed <= set(SOURCES)
    assert asked == {
        *("courriels", "evolutions", "pages", "personnes", "pratiques", "projets", "questions"),
    }


def test_mails_about_several_kinds_are_found_whatever_the_order_of_their_models(
    organism, dossier, sonia
):
    for thing in (dossier, organism, sonia):
        Message.objects.create(
            event_key=f"essai:{thing._meta.label_lower}",
            notice="essai",
            template="essai",
            person=sonia,
            state=Message.State.SENT,
            subject=f"Valmeyre, {thing._meta.verbose_name}",
            thing_type=thing._meta.label_lower,
            thing_id=thing.pk,
        )

    (found,) = (kind for kind in search(sonia, "valmeyre") if kind.code == "courriels")

    assert found.count == 3


def test_a_polluted_index_shows_nobody_what_is_not_theirs_nor_what_is_not_there(organism, alice):
    """Whoever may write the index alone finds no right in it: what it names is read again, by `visible_to`."""
    dossier = factories.make_dossier(organism)
    other = factories.make_member(factories.make_organism("Corvange Habitat"))
    kinds = set(SearchTerm.objects.values_list("kind", flat=True)) | {"n’importe quoi"}
    (term,) = Query.of("zibeline").terms
    SearchTerm.objects.bulk_create(
        SearchTerm(kind=kind, key=key, term=term)
        for kind in sorted(kinds)
        for key in sorted({dossier.pk, organism.pk, alice.pk, 99_999})
    )

    def shown(user, text):
        return {kind.code for kind in search(user, text) if kind.count}

    assert shown(other, "zibeline") == shown(alice, "zibeline") == set()
    assert "dossiers" in shown(alice, "valmeyre")
    assert "dossiers" not in shown(other, "valmeyre")
