"""Exported table of licences."""

from django import forms

from labelling.title.licences import pages
from labelling.title.licences.models import BrandLicence
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.search.filters import TextFilter


class LicenceFilter(TextFilter):
    """A value that means nothing is ignored."""

    texts = ("organism__name",)
    q = forms.CharField(label="Organisme", required=False, max_length=80)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *BrandLicence.State.choices]
    )
    variante = forms.ChoiceField(
        label="Variante", required=False, choices=[("", "Toutes"), *BrandLicence.Variant.choices]
    )

    def narrow(self, rows):
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        paths = {"etat": "state", "variante": "variant"}
        given.pop("q", "")
        return self.hear(rows.filter(**{paths[name]: value for name, value in given.items()}))


def filter_form(_user, query):
    return LicenceFilter(query)


def read_list(user, query):
    return filter_form(user, query).narrow(pages.read_list(user))


def _status(row):
    return row["label_status"].label if row["label_status"] else None


LICENCES = Table(
    "licences",
    "Licences de marque",
    (
        Column("organism", "Organisme", lambda row: row["licence"].organism.name),
        Column("reference", "Référence", lambda row: row["licence"].reference),
        Column("variant", "Variante", lambda row: row["licence"].get_variant_display()),
        Column("state", "État", lambda row: row["licence"].get_state_display()),
        Column("right", "Usage permis aujourd’hui", lambda row: row["right"] is not None),
        Column("until", "Permis jusqu’au", lambda row: row["right"] and row["right"].until),
        Column("due", "À faire avant le", lambda row: row["licence"].due_on),
        Column("label", "Label", _status),
    ),
    rows=read_list,
    form=filter_form,
    lines=lambda licences, *_seen: pages.rows(licences),
)
