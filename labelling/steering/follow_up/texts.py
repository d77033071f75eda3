"""Text of a note whose revisions are kept, for the office alone."""

from django.urls import reverse

from labelling.steering.follow_up import notes
from labelling.steering.follow_up.models import OfficeNote
from labelling.steering.follow_up.rules import OFFICE
from portal.revisions import Text, register_text


def _write(note, _part, text, *, by):
    return notes.edit(note, by=by, text=text)


register_text(
    Text(
        code=notes.TEXT,
        model=OfficeNote,
        label="Note du bureau",
        readers=OFFICE,
        write=_write,
        may_write=notes.note_author,
        address=lambda note, _part: reverse("labelling:note_edit", args=[note.reference]),
    )
)
