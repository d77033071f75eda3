"""Forms of a figure: the day or the days that it is told of, and the organisms that it is told about."""

from datetime import date

from django import forms

from labelling.parties.organisms.models import Organism
from labelling.title.labels.directory import listing
from labelling.title.labels.directory.forms import choice, regions
from portal.core import clock
from portal.figures import Period
from portal.web.fields import Day
from portal.web.forms import Filter

FIRST = date(2015, 1, 1)  # the label was decided that year
SIZES = [(code, said[0]) for code, said in listing.SIZES.items()]

DAY = forms.DateInput(attrs={"type": "date", "data-size": "s"}, format="%Y-%m-%d")


class AskedForm(Filter):
    """Everything is in the address; a day that means nothing, or is to come, is refused."""

    du = Day(label="Du", required=False, widget=DAY)
    au = Day(label="Au", required=False, widget=DAY)
    famille = choice("Famille", Organism.Family.choices, "Toutes")
    region = choice("Région", regions)
    taille = choice("Logements", SIZES, "Toutes tailles")

    def __init__(self, query, *, figure):
        asked = {"au": f"{clock.today()}"} | _first(query)
        super().__init__({"du": _usual_start(asked["au"], figure)} | asked)
        self.is_stock = figure.is_stock
        if figure.is_stock:
            del self.fields["du"]

    def _known(self, name):
        day = self.cleaned_data[name]
        if day and not FIRST <= day <= clock.today():
            text = "Choisissez un jour de 2015 à aujourd’hui."
            raise forms.ValidationError(text)
        return day

    def clean_du(self):
        return self._known("du")

    def clean_au(self):
        return self._known("au")

    def clean(self):
        said = self.cleaned_data
        if said.get("du") and said.get("au") and said["du"] > said["au"]:
            self.add_error("au", "Le dernier jour précède le premier.")
        return said

    @property
    def period(self):
        """What was asked, else today, or the year until that day."""
        self.is_valid()
        said = self.cleaned_data
        end = said.get("au") or clock.today()
        if self.is_stock:
            return Period.at(end)
        start = said.get("du")
        return Period(start if start and start <= end else date(end.year, 1, 1), end)

    @property
    def organisms(self):
        """Conditions on an organism."""
        self.is_valid()
        asked = {"family": self._said("famille"), "region": self._said("region")}
        asked = {name: value for name, value in asked.items() if value}
        if size := self._said("taille"):
            _, low, below = listing.SIZES[size]
            asked |= {"homes__gte": low} | ({"homes__lt": below} if below else {})
        return asked

    def _said(self, name):
        return self.cleaned_data.get(name, "")


def _usual_start(end, figure):
    """The first day of its year, or the first that was counted in it."""
    today = f"{clock.today()}"
    end = end if f"{FIRST}" <= end <= today else today  # the other one alone is refused
    first = f"{end[:4]}-01-01"
    since = figure.since() if figure.since else None
    return f"{since}" if since and first < f"{since}" <= end else first


def _first(query):
    """The words of an address that say something, each once."""
    return {name: query.get(name) for name in query if query.get(name)}
