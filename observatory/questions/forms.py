"""Forms of questions: ask, answer."""

from django import forms

from observatory.practices.fields import ForOrganism
from portal.web.fields import area
from portal.web.forms import Form


class AskForm(ForOrganism, Form):
    text = forms.CharField(
        label="Votre question",
        max_length=1500,
        help_text="Une seule question, précise. Vos coordonnées ne sont pas transmises\u00a0: la réponse arrive ici.",
        widget=area(6),
        error_messages={"required": "Écrivez votre question."},
    )
    agrees = forms.BooleanField(
        label="La question et la réponse paraissent sur la fiche",
        help_text="Sous le nom de votre organisme, jamais le vôtre, et si l’autre organisme l’accepte aussi.",
        required=False,
    )
