"""Form of a line of a tracking: keep it, correct it, say its organism, leave it out."""

from dataclasses import replace

from django import forms

from labelling.parties.organisms.models import Organism, luhn
from labelling.steering.history_import.lines import actions, facts
from labelling.steering.history_import.lines.base import NEW
from labelling.steering.history_import.matching.forms import differing, fact_text
from labelling.steering.history_import.rules import statuses
from labelling.territories import departements, fold_name, regions
from portal.search.french import sort_key
from portal.ui import partial_dates
from portal.web.forms import Form

VERDICTS = (
    (actions.KEEP, "Reprendre cette ligne, telle qu’elle est lue et corrigée ici"),
    (actions.SKIP, "La laisser de côté\u00a0: rien n’en est repris"),
    (actions.ASK, "La remettre à décider"),
)
DAYS = {
    "audits": {
        "start": "Début de l’audit",
        "end": "Fin de l’audit",
        "report_on": "Rapport reçu le",
    },
    "decisions": {"session": "Séance du comité"},
    "steps": {"on": "Date"},
    "reminders": {"on": "Date de la relance"},
}
FACTS = ("name", "siren", "family", "region", "departement", "homes", "status")
OF_LABEL = {"label_start": "start", "label_end": "end", "attestation": "attestation"}


class LineForm(Form):
    """`line` is a Reviewed: what is corrected here is laid over what the file says."""

    is_filter = True  # nothing says « facultatif »: what is left as read stays so
    conflict = "Cette ligne a été décidée pendant votre saisie, qui est gardée."

    verdict = forms.ChoiceField(
        label="Votre décision", choices=VERDICTS, widget=forms.RadioSelect, initial=actions.KEEP
    )

    def __init__(self, *args, line, **kwargs):
        self.line = line
        super().__init__(*args, **kwargs)
        self.now = line.facts | line.choice.get("fields", {})
        if line.choice.get("skip"):
            self.fields["verdict"].initial = actions.SKIP
        if line.group == "organisms":
            self._add_organism()
        elif line.group:
            self._add_other()
        self.seen = self.stamp_of(self.thing)

    def stamp_of(self, thing):
        return actions.stamp_of(thing, self.line)

    def pairs(self, current):
        line = replace(self.line, choice=current.choices.get(self.line.key, {}))
        return differing(self, type(self)(thing=current, by=self.by, line=line))

    def _add_organism(self):
        said = self.line.choice.get("organism", "")
        known = [
            ("", "Trouvé par son Siren, sinon son nom et son lieu"),
            (NEW, "Un nouvel organisme"),
        ]
        known += [
            (one.slug, f"{one} ({one.siren or 'sans Siren'})") for one in self._candidates(said)
        ]
        self._add("organism", forms.ChoiceField(label="Au portail", choices=known, initial=said))
        self._add("name", forms.CharField(label="Nom", max_length=160))
        self._add("siren", forms.CharField(label="Siren", max_length=20))
        self._add("family", self._choice("Famille", dict(Organism.Family.choices)))
        self._add("region", self._choice("Région", {one.code: one.name for one in regions()}))
        places = {one.code: f"{one.code} {one.name}" for one in departements()}
        self._add("departement", self._choice("Département", places))
        self._add(
            "homes",
            forms.IntegerField(label="Nombre de logements", min_value=0, max_value=9_999_999),
        )
        self._add("status", self._choice("Statut", statuses()))
        label = self.now.get("label") or {}
        self._add_day("label_start", "Premier jour du label", label.get("start"))
        self._add_day("label_end", "Dernier jour du label", label.get("end"))
        self._add_taking()
        number = forms.CharField(
            label="Numéro d’attestation", max_length=40, initial=label.get("attestation", "")
        )
        self._add("attestation", number)

    def _add_taking(self):
        """What differs from the organism known here, and may be taken from the file."""
        compared = self.line.compared
        rows = [
            (name, f"{word[:1].upper()}{word[1:]}\u00a0: {fact_text(name, there)}")
            for name, word, _, there in self.line.changes
            if not facts.why_kept(compared, name)
        ]
        if rows:
            field = forms.MultipleChoiceField(
                label="Prendre du fichier",
                choices=rows,
                widget=forms.CheckboxSelectMultiple,
                help_text="Ce qui n’est pas coché reste comme au portail.",
                initial=facts.choices_of(compared, self.thing.choices),
            )
            self._add("take", field)

    @property
    def taken(self):
        """None where nothing could be taken, or where the page did not ask it."""
        if "take" not in self.fields or "asks_taking" not in self.data:
            return None
        return self.cleaned_data["take"]

    def _add_other(self):
        names = {row["name"] for row in self.thing.content["organisms"] if row["name"]}
        names = sorted(names, key=sort_key)
        said = self.now.get("organism")
        if said and said not in names:
            names.insert(0, said)
        self._add("organism_name", self._choice("Organisme", {name: name for name in names}, said))
        for name, label in DAYS[self.line.group].items():
            self._add_day(name, label, self.now.get(name))

    def _add(self, name, field):
        field.required = False
        if field.initial is None and name in FACTS:
            field.initial = self.now.get(name)
        self.fields[name] = field

    def _add_day(self, name, label, value):
        """A date that is not a day stays as the file writes it until a day is said."""
        day = partial_dates.precise(value)
        field = forms.DateField(
            label=label,
            initial=day,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )
        if value and not day:
            field.help_text = f"Lu\u00a0: {partial_dates.say(value)}."
        self._add(name, field)

    def _choice(self, label, words, initial=None):
        return forms.ChoiceField(
            label=label, choices=[("", "(rien)"), *words.items()], initial=initial
        )

    def _candidates(self, said):
        """Those of its Siren or its name, and the one that was chosen."""
        name, siren = fold_name(self.now.get("name") or ""), self.now.get("siren")
        return [
            one
            for one in Organism.objects.order_by("name__french")
            if one.slug == said or (siren and one.siren == siren) or fold_name(one.name) == name
        ]

    def clean_siren(self):
        siren = "".join(self.cleaned_data["siren"].split())
        if siren and not luhn(siren):
            raise forms.ValidationError(
                "Un Siren a neuf chiffres, et sa clé de contrôle est fausse ici."
            )
        return siren

    def clean(self):
        start, end = (self.cleaned_data.get(name) for name in ("label_start", "label_end"))
        if start and end and end < start:
            self.add_error("label_end", "La fin du label précède son début.")
        return self.cleaned_data

    @property
    def corrected(self):
        """The facts that differ from those of the file."""
        found = {}
        for name in FACTS:
            if name in self.data and name in self.fields:
                found[name] = self.cleaned_data[name] or None
        for name in DAYS.get(self.line.group, ()):
            if name in self.data:
                found[name] = self._day(name, self.line.facts.get(name))
        if self.cleaned_data.get("organism_name"):
            found["organism"] = self.cleaned_data["organism_name"]
        if self.line.group == "organisms" and (label := self._label()):
            found["label"] = label
        return {
            name: value
            for name, value in found.items()
            if value != (self.line.facts.get(name) or None)
        }

    def _label(self):
        """The whole label, since its facts are read together; nothing where nothing says one."""
        label = dict(self.now.get("label") or {})
        for name, key in OF_LABEL.items():
            if name in self.data:
                label[key] = (
                    self._day(name, (self.now.get("label") or {}).get(key))
                    if name != "attestation"
                    else self.cleaned_data[name]
                )
        if not label.get("attestation"):
            label.pop("attestation", None)
        return label if any(label.values()) else None

    def _day(self, name, written):
        """As the file writes it while no day is said."""
        day = self.cleaned_data.get(name)
        if day:
            return day.isoformat()
        return None if partial_dates.precise(written) else written
