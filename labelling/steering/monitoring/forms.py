"""Forms of the table of the scheme: a saved view, the columns and their order."""

from django import forms

from labelling.steering.monitoring.registry import offered
from portal.web.forms import Form


class ViewForm(Form):
    name = forms.CharField(
        label="Nom de la vue",
        max_length=60,
        error_messages={"required": "Donnez un nom à cette vue."},
    )
    is_shared = forms.BooleanField(
        label="La partager",
        required=False,
        help_text="Le référent, le suppléant et le secrétariat la voient\u00a0; vous seul la changez.",
    )
    is_default = forms.BooleanField(label="L’ouvrir en arrivant sur le suivi", required=False)


class ColumnsForm(Form):
    """A rank a column: empty, the column is not shown."""

    is_filter = True  # nothing says « facultatif »: an empty rank means something

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        ranks = {column.code: rank for rank, column in enumerate(columns, 1)}
        known = offered(self.by)
        for code in [*ranks, *(code for code in known if code not in ranks)]:
            self.fields[code] = forms.IntegerField(
                label=known[code].title,
                required=False,
                min_value=1,
                max_value=99,
                initial=ranks.get(code),
                widget=forms.NumberInput(attrs={"data-size": "s"}),
            )

    def clean(self):
        if not self.errors and not self.chosen:
            raise forms.ValidationError("Donnez un rang à une colonne au moins.")

    @property
    def chosen(self):
        """The codes of the columns in the order of their ranks; of two that are equal, the first listed."""
        ranks = {code: rank for code in self.fields if (rank := self.cleaned_data.get(code))}
        return sorted(ranks, key=ranks.get)
