"""List of dossiers: filters, order, rows."""

from urllib.parse import urlencode

from django import forms

from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.forms import offer_regions
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers.models import FINAL, LabelDossier
from portal.assignments.registry import CHOICES, narrow, with_bearer_name
from portal.search.filters import TextFilter
from portal.workflow import ordering

ORDERS = {
    "nom": "organism__name__french",
    "etat": "state",
    "depuis": "since_at",
}


class FilterForm(TextFilter):
    """Every filter is in the address; an unknown value filters nothing."""

    texts = ("organism__name", "reference")
    q = forms.CharField(label="Nom ou référence", required=False, max_length=80)
    etat = forms.ChoiceField(label="État", required=False)
    type = forms.ChoiceField(label="Type", required=False)
    famille = forms.ChoiceField(label="Famille", required=False)
    region = forms.ChoiceField(label="Région", required=False)
    charge = forms.ChoiceField(
        label="Qui s’en charge", required=False, choices=[("", "Tous"), *CHOICES]
    )

    def __init__(self, *args, by, **kwargs):
        """Who has taken a dossier is asked by the office alone."""
        super().__init__(*args, **kwargs)
        self.by = by
        if not instructor(by, None):
            del self.fields["charge"]
        for name, choices in (
            ("etat", LabelDossier.State.choices),
            ("type", DossierType.choices),
            ("famille", Organism.Family.choices),
        ):
            self.fields[name].choices = [
                ("", "Tous" if name in ("etat", "type") else "Toutes"),
                *choices,
            ]
        offer_regions(self, by, LabelDossier.objects.visible_to(by))

    def narrow(self, rows):
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) for name in self.fields}
        lookups = {
            "etat": "state",
            "type": "dossier_type",
            "famille": "organism__family",
            "region": "organism__region",
        }
        rows = rows.filter(
            **{lookup: asked[name] for name, lookup in lookups.items() if asked.get(name)}
        )
        return self.hear(narrow(rows, self.by, asked.get("charge")))

    def chips(self):
        """Each active filter, with the address without it."""
        active = {n: v for n, v in self.cleaned_data.items() if v}
        return [
            {
                "label": dict(getattr(self.fields[name], "choices", ())).get(value, f"« {value} »"),
                "url": f"?{urlencode({k: v for k, v in active.items() if k != name})}",
            }
            for name, value in active.items()
        ]


def filter_form(user, query):
    return FilterForm(query, by=user)


def read_list(user, query, form=None):
    """The dossiers that a person sees: filtered, sorted (the most urgent first).

    The office reads beside each who has taken it (`bearer_name`).
    """
    form = form or filter_form(user, query)
    rows = form.narrow(LabelDossier.objects.visible_to(user))
    if is_auditor(user):  # whose turn it is may be theirs
        rows = rows.prefetch_related("missions__auditor")
    if instructor(user, None):
        rows = with_bearer_name(rows)
    key = query.get("tri", "").lstrip("-")
    order, sign = ORDERS.get(key), "-" if query.get("tri", "").startswith("-") else ""
    if order:
        rows = rows.order_by(f"{sign}{order}", "-pk")
    else:
        rows = ordering.by_urgency(rows, FINAL, latest=key == "echeance" and sign == "-")
    return rows.for_list()
