"""Form of an erasure: what is chosen, why, and that it is known to be for good."""

from django import forms

from portal.retention.actions import NOT_DUE
from portal.retention.jobs import BATCH
from portal.ui import words
from portal.web.fields import Reason
from portal.web.forms import Form


class EraseForm(Form):
    """The rows that wait longest, all ticked, and no others."""

    chosen = forms.TypedMultipleChoiceField(
        label="À effacer",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez ce que vous effacez.",
            "invalid_choice": NOT_DUE,
        },
    )
    reason = Reason(why_long="il est gardé au journal avec votre nom")
    is_known = forms.BooleanField(
        label="Je sais que cet effacement ne peut pas être annulé",
        error_messages={"required": "Cochez cette case\u00a0: rien ne sera retrouvé ensuite."},
    )

    def __init__(self, *args, keeping, **kwargs):
        super().__init__(*args, **kwargs)
        things = keeping.oldest_first()[:BATCH]
        self.fields["chosen"].choices = [
            (one.pk, f"{keeping.name_of(one)}, échu le {words.day(keeping.ended_on(one))}")
            for one in things
        ]
        self.fields["chosen"].initial = [key for key, _ in self.fields["chosen"].choices]
