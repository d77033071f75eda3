"""Forms of the self-assessment: an answer to a criterion, a piece of evidence."""

from django import forms

from labelling.parties.framework.evaluation import NA_REASON_MIN
from labelling.parties.framework.scores import NA
from labelling.path.assessment.actions import SHORT_REASON, TEXTS, is_reasoned
from portal.documents import FilesField
from portal.web.fields import area, asked_for
from portal.web.forms import Form

RATINGS = (
    (0, "0, non traité"),
    (1, "1, partiel"),
    (2, "2, en place"),
    (3, "3, maîtrisé et prouvé"),
    (NA, "Sans objet"),
)


def rating_or_na(value):
    return value if value == NA else int(value)


class AnswerForm(Form):
    texts = TEXTS

    rating = forms.TypedChoiceField(
        label="Où en êtes-vous\u00a0?",
        choices=RATINGS,
        coerce=rating_or_na,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez une cotation de 0 à 3, ou «\u00a0sans objet\u00a0»."
        },
    )
    na_reason = asked_for(
        forms.CharField(
            label="Pourquoi ce critère est sans objet",
            widget=area(2),
            help_text=f"{NA_REASON_MIN} caractères au moins.",
        ),
        "demandé si «\u00a0sans objet\u00a0»",
    )
    comment = forms.CharField(
        label="Ce que nous faisons",
        required=False,
        widget=area(6),
        help_text="Ce qui existe, depuis quand, et ce qui le montre.",
    )

    def clean(self):
        data = super().clean()
        if "rating" in data and not is_reasoned(self.values):
            self.add_error("na_reason", SHORT_REASON)
        return data

    @property
    def values(self):
        """What recording.answer keeps; a reason beside a rating is not kept.

        There is no rating yet in a quiet save of an answer that begins.
        """
        data = self.cleaned_data
        rating = data.get("rating")
        is_na = rating == NA
        return {
            "rating": None if is_na else rating,
            "is_na": is_na,
            "na_reason": data.get("na_reason", "") if is_na or rating is None else "",
            "comment": data.get("comment", ""),
        }


class EvidenceForm(Form):
    title = forms.CharField(
        label="Intitulé", max_length=200, help_text="Ce que montre ce document, et sa date."
    )
    file = FilesField(label="Fichiers")
