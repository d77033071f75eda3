"""Form of the answers to the complements that were asked, each with its files."""

from django import forms
from django.utils.text import Truncator

from labelling.path.dossiers.forms import check_extension, long_text
from labelling.path.dossiers.parts import pieces
from portal.documents import EvidenceField, FilesField
from portal.documents.forms import limit_to
from portal.web.fields import asked_for
from portal.web.forms import Form
from portal.web.submissions.edit_conflicts import stamp_all

SHORT = 60  # letters of a request in the label of its files


class ComplementsForm(Form):
    """One answer a request that waits, begun or not, and its files; the button gives those that are written."""

    conflict = "Le dossier a changé depuis l’affichage de cette page. Relisez, puis renvoyez."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.requests = list(self.thing.complements.waiting())
        self.seen = stamp_all(self.requests, ("answer",))
        for row in self.requests:
            answer = forms.CharField(
                label=row.reason, max_length=4000, widget=long_text(3), initial=row.answer
            )
            self.fields[f"answer_{row.pk}"] = asked_for(
                answer, "demandé pour déposer les compléments"
            )
            self.fields[f"file_{row.pk}"] = self._files(row)

    def _files(self, row):
        """Several, or the one that the rules ask for, in its formats."""
        wanted = pieces.asked(self.thing, row.piece_code)
        is_one = wanted is not None and not wanted.several
        short = Truncator(row.reason).chars(SHORT)
        field = (EvidenceField if is_one else FilesField)(
            label=f"{'Fichier' if is_one else 'Fichiers'} pour «\u00a0{short}\u00a0»",
            required=False,
        )
        if wanted:
            limit_to(field, wanted.extensions)
        return field

    def clean(self):
        data = super().clean()
        for row in self.requests:
            wanted = pieces.asked(self.thing, row.piece_code)
            for upload in self._sent(row, data):
                try:
                    check_extension(upload, wanted)
                except forms.ValidationError as error:
                    self.add_error(f"file_{row.pk}", error)
        return data

    @staticmethod
    def _sent(row, data):
        found = data.get(f"file_{row.pk}") or []
        return found if isinstance(found, list) else [found]

    @property
    def answers(self):
        return {row.pk: self.cleaned_data[f"answer_{row.pk}"] for row in self.requests}

    @property
    def uploads(self):
        """[(code of the piece, its files)] of the requests that have some."""
        rows = [(row.piece_code, self._sent(row, self.cleaned_data)) for row in self.requests]
        return [row for row in rows if row[1]]

    def pairs(self, _dossier):
        """(request, mine, theirs): what a colleague wrote in between."""
        typed = ((row, self.answers[row.pk]) for row in self.requests)
        return [(row.reason, mine, row.answer) for row, mine in typed if mine != row.answer]
