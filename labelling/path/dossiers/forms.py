"""Forms of a dossier beside its steps (those are in step_forms.py)."""

from pathlib import PurePath

from django import forms
from django.db import transaction

from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import LabelDossier, TenantInvolvement
from labelling.path.dossiers.parts import pieces
from labelling.path.dossiers.parts.actions import letter_code
from labelling.path.dossiers.parts.rules import obstacle
from labelling.path.dossiers.steps.forms import reason_field
from labelling.path.dossiers.steps.opening import opening_problems
from labelling.path.dossiers.steps.readiness import NOTE_MIN
from portal.core import clock
from portal.documents import EvidenceField, FilesField
from portal.documents.forms import LIMIT, formats, limit_to
from portal.ui import words
from portal.web.fields import Day, RefusedFile, asked_for
from portal.web.forms import Form, ModelForm
from portal.workflow import locked


def long_text(rows=8):
    return forms.Textarea(attrs={"rows": rows})


class PartForm(ModelForm):
    """Saves one part of the dossier, if that part may still be written (BR-25)."""

    part = ""

    @transaction.atomic
    def save(self, expected_version=None, **how):
        with locked(self.instance) as current:
            if problem := obstacle(self.part, current, self.by):
                raise problem
            return super().save(expected_version, **how)


class TextsForm(PartForm):
    part, saves_itself = "texts", True

    class Meta:
        model = LabelDossier
        fields = ("presentation", "perimeter", "homes_in_perimeter")
        labels = {"presentation": "Présentation de l’organisme"}
        help_texts = {
            "presentation": "Votre organisme, ses locataires, sa démarche de qualité de service.",
            "perimeter": "Ce que le label couvrira : tout le patrimoine, ou une partie dite ici.",
            "homes_in_perimeter": "Nombre de logements, sans espace.",
        }
        widgets = {"presentation": long_text(10), "perimeter": long_text(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for (
            field
        ) in self.fields.values():  # a draft is saved with holes, a dossier is not filed with them
            field.note = "demandé pour déposer"


class NoteForm(PartForm):
    part, act, sentence = "note", "note", "a écrit la note d’instruction"
    saves_itself = True

    class Meta:
        model = LabelDossier
        fields = ("instruction_note",)
        help_texts = {
            "instruction_note": f"{NOTE_MIN} caractères au moins. Le comité la lira ; l’organisme aussi."
        }
        widgets = {"instruction_note": long_text(14)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked_for(self.fields["instruction_note"], "demandé pour inscrire le dossier au comité")

    def clean_instruction_note(self):
        if not (text := self.cleaned_data["instruction_note"]).strip():
            raise forms.ValidationError("Écrivez la note avant de l’enregistrer.")
        return text


class OpenForm(Form):
    """`organisms`: those for which the person may open one."""

    dossier_type = forms.ChoiceField(
        label="Type de dossier", choices=DossierType, widget=forms.RadioSelect
    )
    organism = forms.ModelChoiceField(
        Organism.objects.none(), label="Organisme", to_field_name="slug"
    )

    def __init__(self, *args, organisms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organism"].queryset = organisms
        if len(organisms) == 1 and not self.initial.get("organism"):
            self.initial["organism"] = organisms[0].slug
        self.initial.setdefault("dossier_type", DossierType.INITIAL)
        self.order_fields(["organism", "dossier_type"])

    def clean(self):
        data = super().clean()
        if data.get("organism") and data.get("dossier_type"):
            for problem in opening_problems(data["organism"], data["dossier_type"]):
                self.add_error("dossier_type", problem.text)
        return data


def check_extension(upload, wanted):
    """The formats that the rules accept for a piece, said with the file's own name."""
    if not upload or not wanted or not wanted.extensions:
        return
    extension = PurePath(upload.name).suffix.lower().lstrip(".")
    if extension.replace("jpeg", "jpg") not in wanted.extensions:
        asked = ", ".join(wanted.extensions)
        raise forms.ValidationError(
            f"« {upload.name} » n’est pas au format demandé pour cette pièce : {asked}."
        )


class EngagementForm(Form):
    accepts = forms.BooleanField(
        label="Au nom de l’organisme, je m’engage dans la démarche Quali’Hlm, dans le périmètre déclaré.",
        error_messages={"required": "Cochez cette phrase pour engager l’organisme."},
    )
    letter = EvidenceField(label="Lettre d’engagement signée", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = pieces.asked(self.thing, letter_code(self.thing))
        if self.asked:
            limit_to(self.fields["letter"], self.asked.extensions)

    def clean_letter(self):
        letter = self.cleaned_data["letter"]
        check_extension(letter, self.asked)
        return letter


def _with_formats(piece):
    """« Lettre d’engagement signée (PDF) »."""
    return f"{piece.label} ({formats(piece.extensions)})" if piece.extensions else piece.label


class PieceForm(Form):
    piece = forms.ChoiceField(label="Pièce")
    title = asked_for(
        forms.CharField(
            label="Intitulé",
            max_length=200,
            help_text="Laissez vide pour garder le nom de la pièce.",
        ),
        "demandé pour une autre pièce",
    )
    upload = FilesField(
        label="Fichiers",
        help_text=(
            f"Au format dit à côté de la pièce choisie\u00a0; {LIMIT}\u00a0Mo au plus chacun, "
            f"{FilesField.most} fichiers au plus à la fois. Chacun devient une pièce."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [
            (stage.label, [(p.code, _with_formats(p)) for p in asked if not p.involvement])
            for stage, asked in pieces.asked_by_stage(self.thing)
        ]
        self.fields["piece"].choices = [
            *[group for group in groups if group[1]],
            (
                "Autre",
                [(pieces.OTHER, "Une autre pièce, utile au dossier (PDF, bureautique ou image)")],
            ),
        ]

    def clean(self):
        data = super().clean()
        wanted, refused = pieces.asked(self.thing, data.get("piece")), []
        for one in data.get("upload") or ():
            try:
                check_extension(one, wanted)
            except forms.ValidationError as error:
                refused.append(RefusedFile(one.upload, error.message))
        if refused:
            self.add_error("upload", refused)
        if data.get("piece") == pieces.OTHER and not data.get("title"):
            self.add_error("title", "Donnez un intitulé à cette pièce.")
        return data


class ReplacementForm(Form):
    upload = EvidenceField(label="Nouvelle version")

    def __init__(self, *args, code, **kwargs):
        self.code = code
        super().__init__(*args, **kwargs)
        if wanted := pieces.asked(self.thing, code):
            limit_to(self.fields["upload"], wanted.extensions)

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        check_extension(upload, pieces.asked(self.thing, self.code))
        return upload


class TenantsForm(Form):
    """BR-14: a body, a date, an attendance; the evidence belongs to one stage."""

    stage = forms.ChoiceField(label="Étape")
    kind = forms.ChoiceField(
        label="Nature", choices=TenantInvolvement.Kind, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label="Instance",
        max_length=200,
        help_text="Par exemple : conseil de concertation locative. Aucun nom de personne.",
    )
    held_on = Day(label="Date")
    attendees = forms.IntegerField(
        label="Nombre de présents",
        min_value=1,
        max_value=10_000,
        help_text="Pour un courrier\u00a0: combien de représentants l’ont reçu.",
    )
    upload = asked_for(
        EvidenceField(
            label="Compte rendu ou courrier",
            help_text=f"{EvidenceField.hint} Il est la pièce que le règlement demande. "
            "Les instances consultées à cette étape le lisent.",
        ),
        "demandé tant que cette pièce manque",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        minutes = pieces.stages_with_minutes(self.thing)
        rows = [s for s in stages.reached(self.thing) if s.needs_tenants or s.code in minutes]
        self.stages = {stage.code: stage for stage in rows}
        self.fields["stage"].choices = [(stage.code, stage.label) for stage in rows]
        if rows:
            self.initial.setdefault("stage", rows[-1].code)

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > clock.today():
            raise forms.ValidationError(
                "Cette date est à venir. Écrivez la date d’une rencontre déjà tenue."
            )
        return day

    def clean(self):
        """A meeting held before its stage began belongs to another one."""
        data = super().clean()
        stage, day = self.stages.get(data.get("stage")), data.get("held_on")
        if stage and day and day < (since := stages.entered_on(self.thing, stage)):
            text = f"Pour l’étape «\u00a0{stage.label}\u00a0», les rencontres comptent depuis le {words.day(since)}."
            self.add_error("held_on", text)
        self._check_minutes(data)
        return data

    def _check_minutes(self, data):
        """The file has the formats of the piece that it is (BR-13), and is there when that piece lacks."""
        stage, kind, upload = data.get("stage"), data.get("kind"), data.get("upload")
        if not (stage and kind and "upload" in data):
            return
        piece, is_lacking = pieces.minutes_asked(self.thing, stage, kind)
        if upload and piece:
            try:
                check_extension(upload, piece)
            except forms.ValidationError as error:
                self.add_error("upload", error)
        elif is_lacking and piece.mandatory:
            text = f"Joignez-le\u00a0: il est aussi la pièce «\u00a0{piece.label}\u00a0»."
            self.add_error("upload", text)


class WaiverForm(Form):
    reason = reason_field("Motif de la dérogation", 50)
