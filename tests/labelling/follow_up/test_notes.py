"""Notes private to the office: written, edited with their revisions, pinned, withdrawn, a colleague mentioned."""

import pytest

from labelling.models import NoteMention, OfficeNote
from labelling.steering.follow_up import notes
from portal.models import Message, TextRevision
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions.edit_conflicts import Changed, stamp
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_note_is_read_by_the_office_alone(organism, sonia, paul, nora, alice, dircom):
    note = notes.write(organism, by=sonia, text="Rappeler en mars.")

    readers = [one for one in (sonia, paul, nora) if OfficeNote.objects.visible_to(one).exists()]
    assert readers == [sonia, paul, nora]
    assert list(OfficeNote.objects.visible_to(alice)) == []
    assert list(OfficeNote.objects.visible_to(dircom)) == []
    assert note.get_absolute_url() == f"/espace/organismes/{organism.slug}/suivi/#{note.reference}"


def test_nobody_else_writes_one(organism, alice):
    with pytest.raises(Forbidden):
        notes.write(organism, by=alice, text="Moi aussi.")


def test_its_text_is_in_no_journal(organism, sonia):
    note = notes.write(organism, by=sonia, text="Un mot privé.")
    notes.edit(note, by=sonia, text="Un autre mot privé.")

    lines = audit_log.Entry.objects.filter(thing_id=note.pk, thing_type="labelling.officenote")
    assert [one.act for one in lines.order_by("seq")] == ["write", "edit"]
    assert not any("privé" in f"{one.sentence}{one.data}" for one in lines)
    assert not audit_log.entries_of(organism).exists()


def test_its_author_alone_edits_it_and_its_versions_are_kept(organism, sonia, paul):
    note = notes.write(organism, by=sonia, text="Avant.")

    with pytest.raises(Forbidden):
        notes.edit(note, by=paul, text="Après.")
    notes.edit(note, by=sonia, text="Après.")

    texts = TextRevision.objects.filter(code=notes.TEXT, thing_id=note.pk).order_by("pk")
    assert [one.text for one in texts] == ["Avant.", "Après."]
    assert OfficeNote.objects.get().edited_at is not None


def test_what_somebody_wrote_in_between_is_not_lost(organism, sonia):
    note = notes.write(organism, by=sonia, text="Avant.")
    seen = stamp(note, ("text",))
    notes.edit(note, by=sonia, text="Entre-temps.", seen=seen)

    with pytest.raises(Changed):
        notes.edit(note, by=sonia, text="Après.", seen=seen)


def test_a_mention_tells_a_colleague_and_waits_on_their_home(organism, sonia, paul, mailoutbox):
    note = notes.write(organism, by=sonia, text="Ton avis ?", mentioned=[paul])

    outbox.deliver_due()

    assert [mail.to for mail in mailoutbox] == [[paul.email]]
    assert "Ton avis" not in f"{mailoutbox[0].subject}{mailoutbox[0].body}"
    assert [task.title for task in worklist.lists(paul)["do"]] == [
        f"{sonia} vous cite dans une note"
    ]
    notes.read(note, by=paul)
    assert worklist.lists(paul)["do"] == []


def test_who_is_no_colleague_is_not_mentioned(organism, sonia, alice):
    notes.write(organism, by=sonia, text="Rien.", mentioned=[alice, sonia])

    assert list(NoteMention.objects.all()) == []


def test_an_edited_note_tells_who_is_new_only(organism, sonia, paul, nora):
    note = notes.write(organism, by=sonia, text="Un.", mentioned=[paul])
    notes.read(note, by=paul)
    notes.edit(note, by=sonia, text="Deux.", mentioned=[paul, nora])

    people = Message.objects.filter(notice="follow_up.mentioned").values_list("person", flat=True)
    assert sorted(people) == sorted([paul.pk, nora.pk])


def test_a_withdrawn_note_leaves_the_home_and_the_mail_that_told_it(
    organism, sonia, paul, mailoutbox
):
    note = notes.write(organism, by=sonia, text="Erreur.", mentioned=[paul], is_pinned=True)
    notes.withdraw(note, by=sonia)

    outbox.deliver_due()

    assert mailoutbox == []
    assert worklist.lists(paul)["do"] == []
    with pytest.raises(Refused):
        notes.edit(note, by=sonia, text="Encore.")


def test_a_pinned_note_stands_first(organism, sonia, paul, signed_in):
    old = notes.write(organism, by=sonia, text="Ancienne")
    notes.write(organism, by=sonia, text="Récente")
    notes.pin(old, by=paul, is_pinned=True)

    page = signed_in(paul).get(f"/espace/organismes/{organism.slug}/suivi/").content.decode()
    assert page.index("Ancienne") < page.index("Récente")


def test_a_dossier_of_another_organism_is_refused(sonia, dossier):
    with pytest.raises(Refused):
        notes.write(factories.make_organism(), by=sonia, text="Non.", dossier=dossier)
