"""Forms of the steps of a dossier: a reason, a date, the complements wanted."""

from django import forms

from portal.core import clock
from portal.web.fields import FutureDay, Reason, area
from portal.web.forms import Form

REASON_MIN = 20
LINES = 4


def reason_field(label, minimum=REASON_MIN, **options):
    options |= {"max_length": 4000, "rows": 3, "why_long": "l’organisme lira ce motif"}
    return Reason(label, minimum=minimum, **options)


class ComplementForm(Form):
    """BR-15: one request at least, each with a reason, and a date to answer."""

    due_on = FutureDay(label="Réponse attendue pour le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dossier = self.thing
        self.fields["due_on"].initial = dossier.rules.due("D02", clock.today())
        pieces = [(p.code, p.label) for p in dossier.rules.pieces_for(dossier.dossier_type)]
        for number in range(1, LINES + 1):
            self._add_line(number, pieces)
        self.order_fields([*(name for name in self.fields if name != "due_on"), "due_on"])

    def _add_line(self, number, pieces):
        self.fields[f"piece_{number}"] = forms.ChoiceField(
            label=f"Demande {number} : pièce concernée",
            choices=[("", "Aucune en particulier"), *dict(pieces).items()],
            required=False,
        )
        label = f"Demande {number} : ce qui manque, et pourquoi"
        self.fields[f"reason_{number}"] = reason_field(label, required=number == 1)

    def clean(self):
        """`requests`: (piece code, text); `reason`: what the journal keeps."""
        data = super().clean()
        lines = [
            (data.get(f"piece_{n}", ""), data.get(f"reason_{n}", "")) for n in range(1, LINES + 1)
        ]
        for number, (piece, text) in enumerate(lines, 1):
            if piece and not text and f"reason_{number}" not in self.errors:
                self.add_error(
                    f"reason_{number}", "Dites ce qui manque à cette pièce, et pourquoi."
                )
        requests = [(piece, text) for piece, text in lines if text]
        reason = " ".join(text for _, text in requests)
        return {"requests": requests, "due_on": data.get("due_on"), "reason": reason}


class ChangeComplementForm(Form):
    """The requests that wait, to write otherwise, and the date; an emptied one is withdrawn."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.requests = list(self.thing.complements.waiting())
        for number, row in enumerate(self.requests, 1):
            field = reason_field(f"Demande {number}", required=False, initial=row.reason)
            field.note = "vide, elle est retirée"
            self.fields[f"request_{row.pk}"] = field
        self.fields["due_on"] = FutureDay(
            label="Réponse attendue pour le", initial=self.thing.due_on
        )

    def clean(self):
        """`texts`: {key of the request: text}; `reason`: what the journal keeps."""
        data = super().clean()
        texts = {row.pk: data.get(f"request_{row.pk}", "") for row in self.requests}
        if not self.errors and not any(texts.values()):
            self.add_error(
                None,
                "Gardez une demande. Pour les retirer toutes, annulez la demande de compléments.",
            )
        reason = " ".join(text for text in texts.values() if text)
        return {"texts": texts, "due_on": data.get("due_on"), "reason": reason}


class CancelComplementForm(Form):
    reason = reason_field("Pourquoi ces compléments ne sont plus attendus")


class DismissForm(Form):
    reason = reason_field("Motif du classement sans suite")


class SendBackForm(Form):
    reason = reason_field("Ce qui est à reprendre, et pourquoi")
    due_on = FutureDay(label="Préparation attendue pour le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = self.thing.rules.due("D05", clock.today())


class RelistForm(Form):
    reason = reason_field("Ce que l’organisme a apporté")


class DiscontinueForm(Form):
    reason = forms.CharField(label="Motif", required=False, max_length=4000, widget=area(3))


class ReopenForm(Form):
    reason = reason_field("Décision rendue sur le recours")
