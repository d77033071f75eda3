"""Form of a group of synonyms: one expression a line."""

from django import forms

from portal.search.french import sequence
from portal.web.forms import Form

MOST, LONGEST, WORDS = 30, 80, 6


class SynonymForm(Form):
    conflict = "Ce groupe a changé pendant que vous écriviez. Le vôtre est gardé."

    expressions = forms.CharField(
        label="Expressions",
        help_text="Une par ligne. Accents, majuscules et pluriels n’ont pas d’importance.",
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Écrivez au moins deux expressions, une par ligne."},
    )
    heading = forms.CharField(
        label="Mot tapé, si le lien ne vaut que dans un sens",
        help_text="Taper ce mot trouve aussi ces expressions, sans que l’inverse soit vrai. "
        "Laissez vide pour un lien dans les deux sens.",
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": "Quatre-vingts caractères au plus."},
    )
    is_active = forms.BooleanField(label="En service", required=False, initial=True)

    def clean_expressions(self):
        """A list without duplicates."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["expressions"].splitlines()]
        found = {}
        for line in filter(None, lines):
            found.setdefault(self._roots(line), line)
        if len(found) > MOST:
            raise forms.ValidationError(
                f"Trente expressions au plus\u00a0: il y en a {len(found)}."
            )
        return list(found.values())

    def clean_heading(self):
        heading = " ".join(self.cleaned_data["heading"].split())
        if heading:
            self._roots(heading)
        return heading

    def clean(self):
        said, heading = self.cleaned_data.get("expressions"), self.cleaned_data.get("heading")
        if said is not None and heading is not None:
            roots = {tuple(sequence(one)) for one in (*said, heading) if one}
            if len(roots) < 2:
                sentence = "Écrivez au moins deux expressions différentes, une par ligne."
                self.add_error("expressions", sentence)
        return self.cleaned_data

    def pairs(self, group):
        """(label, mine, theirs), the expressions one a line."""
        rows = super().pairs(group)
        told = {
            self["expressions"].label: (
                "\n".join(self.cleaned_data["expressions"]),
                "\n".join(group.expressions),
            )
        }
        return [(label, *told.get(label, texts)) for label, *texts in rows]

    @staticmethod
    def _roots(line):
        """Stems of an expression. ValidationError when there are none, or too many."""
        if len(line) > LONGEST:
            raise forms.ValidationError(f"Plus courte\u00a0: «\u00a0{line[:40]}…\u00a0».")
        roots = tuple(sequence(line))
        if not roots:
            sentence = (
                f"«\u00a0{line}\u00a0» ne contient que des mots que la recherche laisse de côté."
            )
            raise forms.ValidationError(sentence)
        if len(roots) > WORDS:
            sentence = f"Six mots au plus, articles à part\u00a0: «\u00a0{line}\u00a0»."
            raise forms.ValidationError(sentence)
        return roots
