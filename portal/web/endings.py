"""Form of an act that ends a right: at once, or with the evening of a day."""

from django import forms

from portal.core import clock
from portal.ui import words
from portal.web.fields import Day, asked_for
from portal.web.forms import Form

NOW, DAY = "now", "day"


class EndForm(Form):
    """`facts["until_on"]` is the last day, None for « dès maintenant »."""

    when = forms.ChoiceField(
        label="Fin",
        choices=((NOW, "Dès maintenant"), (DAY, "Au soir d’un jour")),
        widget=forms.RadioSelect,
        error_messages={"required": "Dites quand\u00a0: dès maintenant, ou au soir d’un jour."},
    )
    until_on = asked_for(
        Day(label="Dernier jour", help_text="Compris dans la période."),
        "demandé pour une fin au soir d’un jour",
    )

    def clean(self):
        data = super().clean()
        if data.get("when") != DAY:
            data["until_on"] = None
        elif "until_on" in data and (problem := self.day_problem(data["until_on"])):
            self.add_error("until_on", problem)
        return data

    def day_problem(self, day):
        """Why the right cannot end with that day, or None."""
        if day is None:
            return "Choisissez le dernier jour."
        return "Choisissez aujourd’hui ou un jour à venir." if day < clock.today() else None

    @property
    def facts(self):
        facts = super().facts
        facts.pop("when")
        return facts


def in_words(until_on):
    """« dès maintenant », « le 3 décembre 2026 au soir »."""
    return f"le {words.day(until_on)} au soir" if until_on else "dès maintenant"
