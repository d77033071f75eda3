"""Form of the values met in a tracking file: what each text means, who each auditor is."""

from django import forms

from labelling.cells import fold
from labelling.parties.accreditation.models import Auditor
from labelling.steering.history_import.lines.base import place_of
from labelling.steering.history_import.matching.forms import (
    COLOUR,
    MOST_TEXTS,
    ReadingForm,
    values_of,
)
from labelling.steering.history_import.reader.tables.roles import ROLES

UNKNOWN = ("", "(selon le texte)")
OF_VALUES = ("Écrit", "Fois", "Veut dire")
OF_COLOURS = ("Légende", "Couleur", "Veut dire, sans autre statut")
OF_AUDITORS = ("Nom gardé", "Écrit aussi", "Au portail")


class ValuesForm(ReadingForm):
    """What each text met means; who each auditor of the file is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        met = {}
        for value in (one for one in self.thing.reading.get("values", ()) if "role" in one):
            met.setdefault(value["role"], {}).setdefault(fold(value["written"]), value)
        self.values = {
            word: [self._value(*one) for one in self._texts(word, texts)]
            for word, texts in met.items()
        }
        self.colours = [self._colour(rank, *one) for rank, one in enumerate(self._legend())]
        self.auditors = self._auditors()

    @property
    def tables(self):
        """[(title, words of its three columns, rows to look at, rows understood)], those that have rows."""
        found = []
        for word, rows in self.values.items():
            said = ROLES[word]
            asked = [row for row in rows if row["is_unknown"]]
            known = [row for row in rows if not row["is_unknown"]]
            found.append((said[:1].upper() + said[1:], OF_VALUES, asked, known))
        asked = [row for row in self.colours if row["is_unknown"]]
        known = [row for row in self.colours if not row["is_unknown"]]
        found.append(("Couleurs", OF_COLOURS, asked, known))
        found.append(("Auditeurs", OF_AUDITORS, self.auditors, []))
        return [table for table in found if table[2] or table[3]]

    def _texts(self, word, texts):
        """What is not understood comes first."""
        ordered = sorted(texts, key=lambda text: bool(texts[text]["kept"]))[:MOST_TEXTS]
        return [(word, rank, text, texts[text]) for rank, text in enumerate(ordered)]

    def _value(self, word, rank, text, value):
        """What a text looks like is proposed: it is kept once the page is sent."""
        field = forms.ChoiceField(
            choices=[UNKNOWN, *values_of(word).items()],
            initial=value["kept"] or value["near"] or "",
        )
        label = f"{ROLES[word]}, «\u00a0{value['written']}\u00a0»"
        row = {"title": value["written"], "note": value["count"], "is_unknown": not value["kept"]}
        row |= {"is_near": bool(value["near"]), "example": place_of(value["sheet"], value["row"])}
        return row | {"text": text, "field": self.add(f"value-{word}-{rank}", field, label)}

    def _legend(self):
        """(colour, its word in the file, the status that it is read as)."""
        words = self.thing.reading.get("colour_legend", {})
        read = self.thing.reading.get("colour_statuses", {}) | self.matching.values.get(COLOUR, {})
        return [
            (colour, words.get(colour, ""), read.get(colour, "")) for colour in {**words, **read}
        ]

    def _colour(self, rank, colour, word, read):
        choices = [("", "(selon les dates de la ligne)"), *values_of(COLOUR).items()]
        field = forms.ChoiceField(choices=choices, initial=read)
        bound = self.add(f"colour-{rank}", field, f"couleur {word or colour}")
        row = {"title": word or f"sans légende ({colour})", "note": colour, "is_colour": True}
        return row | {"field": bound, "is_unknown": not read}

    def _auditors(self):
        """Each auditor of the file: somebody of the portal, or a name that stays a text."""
        written = self.thing.content.get("auditors", ())[:MOST_TEXTS]
        known = list(Auditor.objects.select_related("user")) if written else []
        said, by_name = (
            self.thing.auditors,
            {fold(str(o)): o.slug for o in known},
        )
        choices = [("", "(un nom, sans compte)"), *((one.slug, str(one)) for one in known)]
        rows = []
        for rank, one in enumerate(written):
            name = one["name"]
            field = forms.ChoiceField(
                choices=choices, initial=said.get(name, by_name.get(fold(name), ""))
            )
            bound = self.add(f"auditor-{rank}", field, f"auditeur {name}")
            others = [alias for alias in one["aliases"] if alias != name]
            note = ", ".join(others) or "toujours ainsi"
            rows.append({"title": name, "note": note, "field": bound})
        return rows

    def said(self):
        """The matching with the values corrected here."""
        rows = [
            (word, row["text"], row) for word, several in self.values.items() for row in several
        ]
        rows += [(COLOUR, row["note"], row) for row in self.colours]
        for word, text, row in rows:
            name = row["field"].name
            if self.is_changed(name) or (row.get("is_near") and name in self.data):
                self._say(word, text, self.cleaned_data[name])
        return self.matching

    def _say(self, word, text, value):
        """Nothing said leaves the file to say it; a colour, the dates of its row."""
        kept = self.matching.values.setdefault(word, {})
        if value or word == COLOUR:
            kept[text] = value
        else:
            kept.pop(text, None)

    @property
    def people(self):
        """{name in the file: slug of an auditor}."""
        rows = [(row["title"], row["field"]) for row in self.auditors]
        slugs = {
            name: self.cleaned_data[bound.name] if bound.name in self.data else bound.initial
            for name, bound in rows
        }
        return {name: slug for name, slug in slugs.items() if slug}
