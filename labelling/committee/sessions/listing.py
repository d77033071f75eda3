"""List of sessions: filters, order, rows."""

from itertools import chain

from django import forms
from django.db.models import Count, Q

from labelling.committee.models import AgendaItem, CommitteeSession
from portal.search.filters import TextFilter, heard

ORGANISMS = ("dossier__organism__name", "label__organism__name")
S, REMOVED = CommitteeSession.State, AgendaItem.State.REMOVED


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = ("reference", "place")
    q = forms.CharField(label="Organisme, lieu ou référence", required=False, max_length=80)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *S.choices])
    annee = forms.ChoiceField(label="Année", required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        days = CommitteeSession.objects.visible_to(by).dates("held_on", "year", order="DESC")
        years = [(str(day.year), str(day.year)) for day in days]
        self.fields["annee"].choices = [("", "Toutes"), *years]

    def narrow(self, rows):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        asked.pop("q", "")
        paths = {"etat": "state", "annee": "held_on__year"}
        return self.hear(rows.filter(**{paths[name]: value for name, value in asked.items()}))

    def condition(self, text):
        """The sessions also of the points about an organism, among those that the reader opens (BR-52)."""
        named = self._points().filter(heard(text, *ORGANISMS))
        return super().condition(text) | Q(pk__in=named.values("session"))

    def names(self, rows):
        return chain(super().names(rows), super().names(self._points(), *ORGANISMS))

    def _points(self):
        return AgendaItem.objects.visible_to(self.by).exclude(state=REMOVED)


def filter_form(user, query):
    return FilterForm(query, by=user)


def seen(user):
    """The sessions that a person sees, with how many points stand on their agenda; the latest first."""
    rows = CommitteeSession.objects.visible_to(user)
    points = Count("items", filter=~Q(items__state=REMOVED))
    return rows.annotate(points=points).order_by("-held_on", "-pk")


def read_list(user, query):
    return filter_form(user, query).narrow(seen(user))
