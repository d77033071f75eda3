"""Form of a brand charter draft: two values for each colour, and the contrasts to keep."""

import re

from django import forms

from labelling.title.brand.charters import colours, pictures
from labelling.title.brand.charters.colours import LABELS, SCHEMES
from labelling.title.brand.models import BrandCharterVersion
from portal.web.fields import Day, area
from portal.web.forms import ModelForm

TYPED = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class ColourField(forms.CharField):
    """« #0E4B5B », « 0e4b5b » or « #fff », kept as « #0e4b5b »."""

    default_error_messages = {
        "required": "Il manque une couleur, comme #0e4b5b.",
        "colour": "Une couleur s’écrit comme #0e4b5b : un dièse, puis six chiffres ou lettres de a à f.",
    }

    def __init__(self, **options):
        attrs = {
            "data-colour": True,
            "data-size": "s",
            "spellcheck": "false",
            "autocomplete": "off",
        }
        super().__init__(max_length=12, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        found = TYPED.fullmatch(value)
        if not found:
            raise forms.ValidationError(self.error_messages["colour"], code="colour")
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def name_of(colour, scheme):
    return f"{colour}.{scheme}"


class CharterForm(ModelForm):
    """A pair under its floor refuses the save (422), unless it is kept as a draft to correct."""

    sentence = "a modifié le brouillon de la charte"
    effective_from = Day(label="En vigueur à partir du")
    drawing = forms.FileField(
        label="Dessin de la marque",
        required=False,
        help_text="SVG de formes et de couleurs seules, 64 ko au plus. Sans lui, le site montre un dessin provisoire.",
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
    )
    drops_drawing = forms.BooleanField(label="Revenir au dessin provisoire", required=False)

    class Meta:
        model = BrandCharterVersion
        fields = (
            "title",
            "changes",
            "effective_from",
            "grace_days",
            "title_font",
            "text_font",
            "source_note",
            "tokens",
            "logo",
        )
        widgets = {"changes": area()}
        help_texts = {
            "changes": "Ce que liront les organismes avant d’accepter la charte.",
            "grace_days": "Jours laissés aux organismes pour accepter, à partir de la date d’effet.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["tokens"], self.fields["logo"]
        if not self.instance.logo:
            del self.fields["drops_drawing"]
        for colour, label in LABELS.items():
            for scheme in SCHEMES:
                self.fields[name_of(colour, scheme)] = ColourField(
                    label=f"{label[:1].upper()}{label[1:]}, en {colours.IN_WORDS[scheme]}",
                    initial=self.instance.tokens[colour][scheme],
                )

    @property
    def colour_rows(self):
        """[the light field, the dark field] of each colour, in the order of the site."""
        return [[self[name_of(colour, scheme)] for scheme in SCHEMES] for colour in LABELS]

    @property
    def is_kept_as_is(self):
        return bool(self.data.get("keep"))

    def clean_drawing(self):
        sent = self.cleaned_data["drawing"]
        return pictures.checked(sent.read(pictures.LARGEST + 1)) if sent else ""

    def clean(self):
        data = super().clean()
        logo = "" if data.get("drops_drawing") else self.instance.logo
        data["logo"] = data.get("drawing") or logo
        names = [name_of(colour, scheme) for colour in LABELS for scheme in SCHEMES]
        if all(name in data for name in names):
            data["tokens"] = {c: {s: data[name_of(c, s)] for s in SCHEMES} for c in LABELS}
            self.unreadable = colours.failures(data["tokens"])
            if not self.is_kept_as_is:
                self._refuse_unreadable()
        return data

    unreadable = ()

    def _refuse_unreadable(self):
        for one in self.unreadable:
            self.add_error(name_of(one.front, one.scheme), one.measured)

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""
