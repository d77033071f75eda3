"""List of sessions: filters, order, rows."""

from django import forms
from django.db.models import Count, Q

from labelling.committee.models import AgendaItem, CommitteeSession
from portal.web.forms import Filter

S, REMOVED = CommitteeSession.State, AgendaItem.State.REMOVED


class FilterForm(Filter):
    """Every filter is in the address; an unknown value filters nothing."""

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
        if text := asked.pop("q", ""):
            rows = rows.filter(
                Q(reference__icontains=text) | Q(place__icontains=text) | self._on_agenda(text)
            )
        paths = {"etat": "state", "annee": "held_on__year"}
        return rows.filter(**{paths[name]: value for name, value in asked.items()})

    def _on_agenda(self, text):
        """The sessions of the points about an organism, among those that the reader opens (BR-52)."""
        named = Q(dossier__organism__name__icontains=text) | Q(
            label__organism__name__icontains=text
        )
        points = AgendaItem.objects.visible_to(self.by).exclude(state=REMOVED)
        return Q(pk__in=points.filter(named).values("session"))


def filter_form(user, query):
    return FilterForm(query, by=user)


def seen(user):
    """The sessions that a person sees, with how many points stand on their agenda; the latest first."""
    rows = CommitteeSession.objects.visible_to(user)
    points = Count("items", filter=~Q(items__state=REMOVED))
    return rows.annotate(points=points).order_by("-held_on", "-pk")


def listed(user, query):
    return filter_form(user, query).narrow(seen(user))
