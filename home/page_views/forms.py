"""Form of the most read pages: the days, and the section."""

from datetime import timedelta

from django import forms

from home.page_views.models import ViewedPage
from portal.core import clock
from portal.figures import Period
from portal.web.fields import Day
from portal.web.forms import Filter

USUAL = timedelta(days=29)  # before today: thirty days
DAY = forms.DateInput(attrs={"type": "date", "data-size": "s"}, format="%Y-%m-%d")


class ViewsFilter(Filter):
    """Everything is in the address; days that mean nothing are told, and the last thirty are shown."""

    du = Day(label="Du", required=False, widget=DAY)
    au = Day(label="Au", required=False, widget=DAY)
    rubrique = forms.ChoiceField(
        label="Rubrique", required=False, choices=[("", "Toutes"), *ViewedPage.Section.choices]
    )

    def __init__(self, query):
        usual = {"au": f"{clock.today()}", "du": f"{clock.today() - USUAL}"}
        asked = {name: query.get(name) for name in query if query.get(name)}
        super().__init__(asked if {"du", "au"} & asked.keys() else usual | asked)

    def clean_au(self):
        day = self.cleaned_data["au"]
        if day and day > clock.today():
            raise forms.ValidationError(
                "Ce jour est à venir. Choisissez-en un jusqu’à aujourd’hui."
            )
        return day

    def clean(self):
        said = self.cleaned_data
        if said.get("du") and said.get("au") and said["du"] > said["au"]:
            self.add_error("au", "Le dernier jour précède le premier.")
        return said

    @property
    def period(self):
        """What was asked; a day that misses or means nothing is thirty days from the other, else the last thirty."""
        self.is_valid()
        start, end = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        if end is None:
            end = clock.today()
        if start is None or start > end:
            start = end - USUAL
        return Period(start, end)

    @property
    def section(self):
        self.is_valid()
        return self.cleaned_data.get("rubrique", "")
