"""Forms of the steps of a session or a point: an urgency, a date, a motivation, a reason."""

from django import forms

from labelling.committee.agenda import actions as agenda
from labelling.committee.sessions import steps
from labelling.committee.votes import actions as votes
from portal.core import clock, working_days
from portal.ui import words
from portal.web.fields import Hour, WorkedDay, area, asked_for
from portal.web.forms import Form, ReasonForm


class ConveneForm(Form):
    """BR-46: asked only when the convocation leaves late."""

    urgency_reason = asked_for(
        forms.CharField(label="Motif d’urgence", max_length=2000, widget=area(3)),
        "demandé si la convocation part tard",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = words.day(self.thing.due_date("D09a"))
        self.fields[
            "urgency_reason"
        ].help_text = f"Nécessaire après le {last} seulement, et réservé à la présidence."

    def clean(self):
        data = super().clean()
        if found := agenda.lateness(self.thing, self.by, data.get("urgency_reason", "")):
            self.add_error("urgency_reason", found.text)
        return data


LongReasonForm = ReasonForm.asking(max_length=4000)


class AnnulForm(Form):
    """BR-69: why the decision no longer holds, and what says so."""

    reference = forms.CharField(
        label="Décision qui l’annule",
        help_text="Jugement, décision sur recours ou décision de la présidence, avec sa date.",
        max_length=200,
    )
    reason = forms.CharField(
        label="Motif",
        help_text="L’organisme le lira : 50 caractères au moins.",
        min_length=50,
        max_length=4000,
        widget=area(5),
    )


class ReconveneForm(Form):
    """At least D09d after the session that had no quorum."""

    held_on = WorkedDay(label="Nouvelle date")
    starts_at = Hour(label="Heure")
    place = forms.CharField(label="Lieu", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "place"):
            self.fields[name].initial = getattr(self.thing, name)

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        first = max(self.thing.due_date("D09d"), working_days.add_days(clock.today(), 1))
        if day < first:
            raise forms.ValidationError(f"Choisissez une date à partir du {words.day(first)}.")
        return day


class ValidateForm(Form):
    """BR-57: the motivation is asked for what the votes say; recommendations go with their answer."""

    motivation = forms.CharField(
        label="Motivation", max_length=8000, required=False, widget=area(6)
    )
    recommendations = forms.CharField(
        label="Recommandations", max_length=8000, required=False, widget=area()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.option = votes.result(self.thing)[1].option
        least = self.thing.session.rules.motivation_min
        if steps.needs_motivation(self.thing, self.option):
            asked_for(self.fields["motivation"], "demandée pour cette décision")
            self.fields[
                "motivation"
            ].help_text = f"L’organisme la lira, ainsi que le relevé : {least} caractères au moins."
        if self.option == "grant_with_recommendations":
            self.fields["recommendations"].required = True
        else:
            del self.fields["recommendations"]

    def clean(self):
        data = super().clean()
        if found := steps.unmotivated(self.thing, self.option, data.get("motivation", "")):
            self.add_error("motivation", found.text)
        return data
