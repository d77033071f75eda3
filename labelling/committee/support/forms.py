"""Forms of advisory support: what an organism asks, who leads it and when, what was done, the filter of the list."""

from decimal import Decimal

from django import forms

from labelling.committee.support.models import AN_HOUR, MOST_HOURS, SupportRequest
from labelling.committee.support.rules import advisers
from labelling.parties.organisms.models import Organism
from portal.core import clock
from portal.search.filters import TextFilter
from portal.ui import words
from portal.web.fields import Day, PastDay, Reason, WorkedDay, area
from portal.web.forms import Form

QUARTER = Decimal(1) / AN_HOUR
BY_QUARTERS = "Écrivez la durée au quart d’heure près\u00a0: 1, 1,25, 1,5 ou 1,75, par exemple."


class RequestForm(Form):
    """A new request; who acts for one organism is not asked which."""

    organism = forms.ModelChoiceField(
        label="Organisme",
        queryset=Organism.objects.none(),
        empty_label="Choisir",
        error_messages={"required": "Choisissez l’organisme pour lequel vous demandez un appui."},
    )
    subject = forms.CharField(
        label="Sujet", max_length=160, help_text="Par exemple\u00a0: préparer la visite d’audit."
    )
    need = forms.CharField(
        label="Ce dont vous avez besoin",
        help_text="Où vous en êtes, ce qui bloque, ce que vous attendez de l’échange.",
        max_length=4000,
        widget=area(6),
    )
    wished_on = Day(label="Souhaité avant le", required=False)

    def __init__(self, *args, organisms, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organism"]
        field.queryset = organisms
        found = list(organisms[:2])
        if len(found) == 1:
            field.initial, field.widget = found[0].pk, forms.HiddenInput()

    def clean_wished_on(self):
        day = self.cleaned_data["wished_on"]
        if day and day < clock.today():
            raise forms.ValidationError("Cette date est passée. Donnez une date à venir.")
        return day


class PlanForm(Form):
    """Who leads it, and which day."""

    adviser = forms.ModelChoiceField(
        label="Qui le mène",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites qui mène cet appui."},
    )
    planned_on = WorkedDay(label="Jour convenu")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = advisers()
        self.fields["adviser"].initial = self.thing.adviser_id or getattr(self.by, "pk", None)
        self.fields["planned_on"].initial = self.thing.planned_on

    def clean_planned_on(self):
        day = self.cleaned_data["planned_on"]
        if day < clock.today():
            raise forms.ValidationError("Cette date est passée. Donnez un jour à venir.")
        return day


class DeclineForm(Form):
    reason = Reason(why_long="l’organisme lira ce motif", max_length=2000)


class DoneForm(Form):
    """When it took place, how long it took, what the organism keeps of it."""

    done_on = PastDay(label="Fait le")
    hours = forms.DecimalField(
        label="Durée, en heures",
        help_text="Au quart d’heure près, préparation comprise.",
        max_digits=5,
        decimal_places=2,
        min_value=QUARTER,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"step": "0.25", "data-size": "s", "inputmode": "decimal"}),
        error_messages={
            "max_decimal_places": BY_QUARTERS,
            "min_value": BY_QUARTERS,
            "max_value": f"Une demande compte {MOST_HOURS} heures au plus.",
        },
    )
    summary = forms.CharField(
        label="Compte rendu",
        help_text="L’organisme le lit\u00a0: ce qui a été vu, ce qui est conseillé, la suite.",
        max_length=5000,
        widget=area(8),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        planned_on = self.thing.planned_on
        if planned_on and planned_on <= clock.today():
            self.fields["done_on"].initial = planned_on

    def clean_done_on(self):
        day, first = self.cleaned_data["done_on"], self.thing.requested_on
        if day < first:
            said = f"L’appui est demandé depuis le {words.day(first)}\u00a0: corrigez la date."
            raise forms.ValidationError(said)
        return day

    def clean_hours(self):
        hours = self.cleaned_data["hours"]
        if hours % QUARTER:
            raise forms.ValidationError(BY_QUARTERS)
        return hours


class SupportFilter(TextFilter):
    """A value that means nothing is ignored."""

    texts = ("organism__name", "subject")
    q = forms.CharField(label="Organisme ou sujet", required=False, max_length=80)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *SupportRequest.State.choices]
    )
