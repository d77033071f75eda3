"""Forms of audits beside their steps: ratings, findings, report, observations, a new mission."""

from django import forms

from labelling.parties.framework.models import Criterion
from labelling.path.audits import actions, guards
from labelling.path.audits.models import AuditFinding
from portal.documents import EvidenceField
from portal.web.fields import area, asked_for
from portal.web.forms import Form

NA = "na"
NA_REASON_MIN = 20
RATINGS = (
    ("0", "0, non traité"),
    ("1", "1, partiel"),
    ("2", "2, en place"),
    ("3", "3, maîtrisé et prouvé"),
    (NA, "Sans objet"),
)


class OpenForm(Form):
    """A mission of one of the audits of the dossier's plan."""

    audit_type = forms.ChoiceField(label="Audit à mener")

    def __init__(self, *args, types=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audit_type"].choices = types


class RatingForm(Form):
    """What the auditor finds on one criterion; « sans objet » says why."""

    texts = {"comment": actions.RATING_TEXT}
    conflict = "Ce critère a changé pendant que vous écriviez. Le vôtre est gardé."

    rating = forms.ChoiceField(label="Votre cotation", choices=RATINGS, widget=forms.RadioSelect)
    comment = asked_for(
        forms.CharField(
            label="Constat général sur ce critère",
            help_text="Ce que vous avez vu, où, combien. Sans adjectif.",
            widget=area(5),
        ),
        "demandé si «\u00a0sans objet\u00a0»",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].is_boxed = True

    def clean(self):
        data = super().clean()
        is_na = data.get("rating") == NA
        if is_na and len(data.get("comment", "").strip()) < NA_REASON_MIN:
            self.add_error(
                "comment", "Dites pourquoi ce critère est sans objet, en 20 caractères au moins."
            )
        return data

    def pairs(self, current):
        theirs = NA if current.is_na else str(current.rating)
        said = dict(RATINGS)
        mine = self.cleaned_data
        rows = (
            ("rating", said[mine["rating"]], said.get(theirs, "")),
            ("comment", mine["comment"], current.comment),
        )
        return [(self[name].label, one, other) for name, one, other in rows if one != other]

    @property
    def value(self):
        """(rating or None, is it without object, comment); no rating yet in a quiet save."""
        chosen = self.cleaned_data.get("rating")
        rating = None if chosen in (NA, None) else int(chosen)
        return rating, chosen == NA, self.cleaned_data["comment"]


class FindingForm(Form):
    """BR-34: a criterion always; a non-conformity also has its factual evidence."""

    texts = actions.FINDING_TEXTS

    kind = forms.ChoiceField(label="Nature", choices=AuditFinding.Kind)
    criterion = forms.ModelChoiceField(label="Critère", queryset=None)
    text = forms.CharField(
        label="Fait observé",
        help_text="Ce que vous avez vu, où, combien. Sans adjectif.",
        widget=area(),
    )
    evidence = asked_for(
        forms.CharField(label="Preuve factuelle", widget=area(3)),
        "demandée pour une non-conformité",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["criterion"]
        mission = getattr(self.thing, "mission", self.thing)  # or the finding that is mended
        codes = [criterion.pk for criterion in guards.criteria_of(mission)]
        rows = Criterion.objects.filter(pk__in=codes).order_by("theme__order", "order")
        field.queryset, field.to_field_name = rows, "code"
        field.label_from_instance = lambda one: f"{one.code}, {one.title}"

    def texts_of(self):
        """A finding that is being written has none yet."""
        if isinstance(self.thing, AuditFinding):
            return self.thing.mission, str(self.thing.number)
        return None

    def clean(self):
        data = super().clean()
        if data.get("kind") in ("NCm", "NCM") and not data.get("evidence", "").strip():
            self.add_error("evidence", "Décrivez la preuve factuelle de la non-conformité.")
        return data


class ReportForm(Form):
    file = EvidenceField(label="Rapport d’audit")


class ObservationsForm(Form):
    texts = {"text": actions.OBSERVATIONS}

    text = forms.CharField(
        label="Observations de l’organisme",
        help_text=(
            "Ce qui est inexact, ce qui manque, ce que vous prévoyez. À l’envoi, l’auditeur reçoit un "
            "courriel et la main lui revient ; vous pourrez compléter ce texte jusqu’au rapport définitif."
        ),
        min_length=20,
        widget=area(10),
        error_messages={
            "min_length": "Écrivez 20 caractères au moins\u00a0: l’auditeur lira ce texte."
        },
    )
