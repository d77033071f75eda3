"""Form of the evaluation of an auditor: a level a criterion of the grid in force, a comment."""

from django import forms

from labelling.committee.evaluations.grids import current_grid
from portal.web.fields import area
from portal.web.forms import Form

WRONG = "Choisissez un des quatre niveaux."


class EvaluationForm(Form):
    comment = forms.CharField(
        label="Commentaire",
        help_text="Le bureau du label et la présidence du comité le lisent, jamais l’auditeur.",
        required=False,
        max_length=2000,
        widget=area(4),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grid = current_grid()
        self.codes = [one.code for one in grid.criteria]
        levels = {
            one.code: forms.TypedChoiceField(
                label=one.label,
                help_text=one.help,
                choices=grid.choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": WRONG, "invalid_choice": WRONG},
            )
            for one in grid.criteria
        }
        self.fields = levels | self.fields

    @property
    def facts(self):
        data = self.cleaned_data
        ratings = {code: data[code] for code in self.codes}
        return {"ratings": ratings, "comment": data["comment"]}
