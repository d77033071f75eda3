"""Forms of moderation: report or hide a message, with a reason from the list and words where it says too little."""

from django import forms

from community.threads.models import ThreadMessage
from portal.web.fields import area, asked_for
from portal.web.forms import Form

Reason = ThreadMessage.Reason


class MotiveForm(Form):
    motive = forms.ChoiceField(
        label="Motif",
        choices=[(code, label[0].upper() + label[1:]) for code, label in Reason.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un motif."},
    )
    details = asked_for(
        forms.CharField(label="Précision", max_length=1000, widget=area()),
        "demandé pour un autre motif",
    )

    def clean(self):
        """The audit log keeps the reason in words."""
        cleaned = super().clean()
        motive, details = cleaned.get("motive"), cleaned.get("details", "")
        if motive == Reason.OTHER and not details:
            self.add_error("details", "Dites en une phrase quel est ce motif.")
        if motive:
            cleaned["reason"] = ", ".join(filter(None, (Reason(motive).label, details)))
        return cleaned


class ReportForm(MotiveForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "details"
        ].help_text = "Lue de la personne qui modère, jamais de celle qui a écrit le message."

    def clean(self):
        cleaned = super().clean()
        if self.thing.reports.filter(by=self.by, closed_at=None).exists():
            raise forms.ValidationError("Vous avez déjà signalé ce message\u00a0: il va être lu.")
        return cleaned


class HideForm(MotiveForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "motive"
        ].help_text = "Les autres membres lisent ce motif à la place du message."
        self.fields[
            "details"
        ].help_text = "Envoyée à la personne qui a écrit le message, avec le motif."


class RestoreForm(Form):
    reason = forms.CharField(
        label="Motif",
        help_text="Envoyé à la personne qui a écrit le message.",
        max_length=1000,
        widget=area(3),
        error_messages={"required": "Écrivez pourquoi le message est rétabli."},
    )


class DismissForm(RestoreForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Gardé au journal de la question."
        self.fields["reason"].error_messages["required"] = "Écrivez pourquoi le message reste."
