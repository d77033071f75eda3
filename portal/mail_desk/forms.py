"""Forms of the mail desk: log filters, a hold, a custom text."""

from datetime import timedelta

from django import forms
from django.db.models import Q

from portal.core import clock
from portal.mail_desk import listing
from portal.mail_desk.catalogue import kinds, title
from portal.notifications import placeholders
from portal.notifications.texts import ONE_LINE
from portal.search.filters import TextFilter
from portal.search.french import sort_key
from portal.web.fields import area
from portal.web.forms import Form

DATE = {"type": "date", "data-size": "s"}
LONGEST = timedelta(days=90)  # of a hold: beyond, the mail has lost its sense


def titles():
    return sorted(((key, title(key)) for key in kinds()), key=lambda row: sort_key(row[1]))


CHANGED = "Ce texte a changé pendant que vous écriviez. Le vôtre est gardé ci-dessous."


class LogFilter(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = (("person__first_name", "person__last_name"),)
    typed = "personne"

    etat = forms.ChoiceField(label="État", required=False)
    type = forms.ChoiceField(label="Type", required=False)
    personne = forms.CharField(label="Destinataire", required=False, max_length=80)
    chose = forms.CharField(label="Référence", required=False, max_length=30)
    du = forms.DateField(label="Du", required=False, widget=forms.DateInput(DATE))
    au = forms.DateField(label="Au", required=False, widget=forms.DateInput(DATE))

    def __init__(self, *args, is_whole, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["etat"].choices = [("", "Tous"), *listing.states().items()]
        self.fields["type"].choices = [("", "Tous"), *titles()]
        if not is_whole:
            del self.fields["personne"], self.fields["chose"]

    def narrow(self, rows, user):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        for name, narrowing in self._narrowings(user).items():
            if name in asked:
                rows = rows.filter(narrowing(asked[name]))
        return self.hear(rows)

    def condition(self, text):
        return listing.to_person(text)

    @staticmethod
    def _narrowings(user):
        return {
            "etat": listing.condition,
            "type": lambda key: Q(notice=key),
            "chose": lambda reference: listing.about(reference.strip(), user),
            "du": lambda day: Q(created_at__date__gte=day),
            "au": lambda day: Q(created_at__date__lte=day),
        }


class HoldForm(Form):
    """Until when, and why; what is held is chosen when the page offers a choice."""

    portee = forms.ChoiceField(label="Retenir", widget=forms.RadioSelect)
    until_on = forms.DateField(
        label="Jusqu’au",
        help_text="Les courriels encore vrais partent ce jour-là.",
        widget=forms.DateInput({"type": "date"}),
    )
    reason = forms.CharField(
        label="Motif",
        help_text="Gardé au journal de la retenue.",
        max_length=500,
        widget=area(3),
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portee"].choices = choices
        self.fields["portee"].initial = choices[0][0]

    def clean_until_on(self):
        day, today = self.cleaned_data["until_on"], clock.today()
        if not today < day <= today + LONGEST:
            raise forms.ValidationError("Choisissez un jour à venir, dans les 90 jours.")
        return day


class NumberedForm(Form):
    """What replaces a version: the number of the one that was shown is its stamp."""

    conflict = CHANGED

    def stamp_of(self, version):
        return version.number if version else 0


class AgainForm(NumberedForm):
    """Nothing to type: a former text is on the page."""


class TextForm(NumberedForm):
    """A subject on one line, a body, and names between braces from a closed list."""

    subject = forms.CharField(label="Objet", max_length=200, validators=[ONE_LINE])
    body = forms.CharField(label="Texte", max_length=5000, widget=area(14))
    sur = forms.ChoiceField(
        label="Aperçu sur",
        required=False,
        help_text="Une page que vous voyez. L’aperçu et l’essai disent ce que ce courriel en dirait.",
    )

    def __init__(self, *args, mail, things, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = placeholders.allowed(mail)
        self.fields["sur"].choices = [(thing.get_absolute_url(), str(thing)) for thing in things]

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in ("subject", "body")}

    def clean_subject(self):
        return self._checked("subject")

    def clean_body(self):
        text = self._checked("body")
        if placeholders.LINK in self.names and placeholders.LINK not in placeholders.used(text):
            raise forms.ValidationError(
                "Gardez {lien}\u00a0: sans lui, personne ne trouve la page."
            )
        return text

    def _checked(self, name):
        text = self.cleaned_data[name]
        if faults := placeholders.faults(text, self.names):
            raise forms.ValidationError(faults)
        return text
