"""Forms of the steps of a mission."""

from django import forms

from labelling.parties.accreditation.models import Auditor
from labelling.path.audits import actions, dates, eligibility
from portal.core import clock
from portal.documents import EvidenceField
from portal.models import User
from portal.search.french import fold
from portal.search.names import names_in
from portal.ui import words
from portal.web.fields import Day, WorkedDay, area, asked_for
from portal.web.forms import Form, ReasonForm


class ProposeForm(Form):
    """BR-26 to BR-28: the auditor is checked on the very dates typed."""

    auditor = forms.ModelChoiceField(label="Auditeur", queryset=Auditor.objects.none())
    starts_on = WorkedDay(label="Début de la mission")
    ends_on = WorkedDay(label="Fin de la mission")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Auditor.objects.filter(accreditations__state="active", user__is_active=True)
        self.fields["auditor"].queryset = rows.select_related("user").distinct()
        self.fields["auditor"].label_from_instance = lambda a: f"{a}, {a.firm}"
        self.initial.setdefault("auditor", self.thing.auditor_id)
        self.initial.setdefault("starts_on", self.thing.starts_on)
        self.initial.setdefault("ends_on", self.thing.ends_on)

    def clean(self):
        data = super().clean()
        first, last, auditor = data.get("starts_on"), data.get("ends_on"), data.get("auditor")
        if not (first and last and auditor):
            return data
        if fault := dates_fault(self.thing, first, last):
            self.add_error(*fault)
        elif sentence := eligibility.problem(self.thing, auditor, first, last, self.by):
            self.add_error(
                "auditor", f"{auditor} ne peut pas mener cette mission\u00a0: {sentence}"
            )
        return data


class AcceptForm(Form):
    """BR-29: the declaration is signed for this mission."""

    is_impartial = forms.BooleanField(
        label="Je déclare n’avoir aucun lien avec cet organisme qui puisse influencer mon jugement."
    )
    keeps_confidential = forms.BooleanField(
        label="Je m’engage à garder confidentiel ce que j’apprends pendant cette mission."
    )


class PlanForm(Form):
    """BR-32: the plan holds a meeting with the tenants' representatives, without anybody of the organism."""

    plan_sites = forms.CharField(label="Sites visités", widget=area())
    plan_people = forms.CharField(
        label="Personnes rencontrées",
        help_text="Par fonction, sans nom.",
        widget=area(),
    )
    plan_tenants_on = Day(label="Rencontre des représentants de locataires")
    plan_tenants_with = forms.CharField(
        label="Instances et associations rencontrées",
        help_text="Vous les rencontrez à part\u00a0: personne de l’organisme n’y assiste.",
        widget=area(),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = self.thing.dossier.organism.bodies.standing().values_list("name", flat=True)
        self.initial.setdefault("plan_tenants_with", "\n".join(names))

    def clean_plan_people(self):
        return self._without_names("plan_people", "Dites leur fonction sans leur nom\u00a0: {}.")

    def clean_plan_tenants_with(self):
        said = "Cette rencontre se tient sans l’organisme\u00a0: retirez {}."
        return self._without_names("plan_tenants_with", said)

    def _without_names(self, name, said):
        """The people who act for the organism; an association may bear the name of one of them."""
        text = self.cleaned_data[name]
        organism, searched = self.thing.dossier.organism, fold(text)
        for body in organism.bodies.values_list("name", flat=True):
            searched = searched.replace(fold(body), " ")
        members = User.objects.filter(memberships__organism=organism, memberships__is_active=True)
        names = [one for member in members for one in (str(member), member.last_name)]
        if found := names_in(searched, names):
            raise forms.ValidationError(said.format(", ".join(found)))
        return text

    def clean_plan_tenants_on(self):
        day = self.cleaned_data["plan_tenants_on"]
        if not self.thing.starts_on <= day <= self.thing.ends_on:
            raise forms.ValidationError(
                "Choisissez un jour de la mission\u00a0: la rencontre en fait partie."
            )
        return day


class StartForm(Form):
    opened_on = Day(label="Réunion d’ouverture tenue le")

    def clean_opened_on(self):
        return held_inside(self.thing, self.cleaned_data["opened_on"])


class CloseFieldworkForm(Form):
    """The tenants' representatives were met between the two meetings (BR-14), or their absence has a reason."""

    closed_on = Day(label="Réunion de clôture tenue le")
    tenants_met_on = asked_for(
        Day(label="Représentants de locataires rencontrés le"),
        "demandé, ou le motif de leur absence",
    )
    tenants_absence_reason = asked_for(
        forms.CharField(label="Sinon, motif de leur absence", widget=area(3)),
        "demandé sans date de rencontre",
    )

    def clean_closed_on(self):
        day, opened_on = (
            held_inside(self.thing, self.cleaned_data["closed_on"]),
            self.thing.opened_on,
        )
        if opened_on and day < opened_on:
            raise forms.ValidationError(
                f"La réunion d’ouverture s’est tenue le {words.day(opened_on)}\u00a0: la clôture vient après."
            )
        return day

    def clean(self):
        data = super().clean()
        first, met, last = self.thing.opened_on, data.get("tenants_met_on"), data.get("closed_on")
        if met and last and not (first or met) <= met <= last:
            self.add_error(
                "tenants_met_on",
                f"L’audit s’est ouvert le {words.day(first or last)} et se clôt le {words.day(last)}\u00a0: "
                "la rencontre a eu lieu entre les deux.",
            )
        if (
            "tenants_met_on" not in self.errors
            and not met
            and len(data.get("tenants_absence_reason", "").strip()) < 20
        ):
            self.add_error(
                "tenants_met_on",
                "Donnez la date de la rencontre, ou le motif de l’absence en 20 caractères au moins.",
            )
        return data


class DraftForm(Form):
    texts = {"summary": actions.SUMMARY}

    summary = forms.CharField(label="Synthèse du rapport", min_length=50, widget=area(10))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("summary", self.thing.summary)


class PostponeForm(ReasonForm):
    starts_on = WorkedDay(label="Nouveau début")
    ends_on = WorkedDay(label="Nouvelle fin")

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and (fault := dates_fault(self.thing, first, last)):
            self.add_error(*fault)
        return data


class ExtendForm(ReasonForm):
    """BR-26 to BR-28 hold for the days that are added too."""

    ends_on = WorkedDay(label="Nouvelle fin")

    def clean_ends_on(self):
        mission, last = self.thing, self.cleaned_data["ends_on"]
        if last <= mission.ends_on:
            raise forms.ValidationError(
                f"La mission finit déjà le {words.day(mission.ends_on)}\u00a0: écrivez un jour qui vient après."
            )
        if sentence := eligibility.problem(
            mission, mission.auditor, mission.starts_on, last, self.by
        ):
            raise forms.ValidationError(
                f"{mission.auditor} ne peut pas la mener jusque-là\u00a0: {sentence}"
            )
        return last


class AnswerForm(Form):
    """An answer: cause, correction, action, owner, date (BR-36); a major NC also gives a proof (BR-35)."""

    cause = forms.CharField(label="Cause", min_length=20, widget=area(3))
    correction = forms.CharField(label="Correction", min_length=10, widget=area(3))
    action = forms.CharField(label="Action corrective", min_length=10, widget=area(3))
    owner = forms.CharField(
        label="Responsable", help_text="Par fonction, sans nom.", max_length=120
    )
    planned_on = Day(label="Prévu le")
    proof = EvidenceField(label="Preuve de la correction", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_major = self.thing.kind == self.thing.Kind.NC_MAJOR
        self.fields["proof"].required = is_major and self.thing.proof_id is None
        for name in ("cause", "correction", "action", "owner", "planned_on"):
            self.initial.setdefault(name, getattr(self.thing, name, None))

    def clean_planned_on(self):
        """What answers a finding comes after the audit that made it."""
        day, opened_on = self.cleaned_data["planned_on"], self.thing.mission.opened_on
        if opened_on and day < opened_on:
            raise forms.ValidationError(
                f"L’audit s’est ouvert le {words.day(opened_on)}\u00a0: une action qui répond au constat vient après."
            )
        return day


def held_inside(mission, day):
    """A meeting that took place is told on a day that has come, of the mission."""
    if day > clock.today():
        raise forms.ValidationError("Écrivez une date passée\u00a0: la réunion a eu lieu.")
    if day < mission.starts_on:
        raise forms.ValidationError(
            f"La mission commence le {words.day(mission.starts_on)}\u00a0: la réunion en fait partie."
        )
    if day > mission.ends_on:
        raise forms.ValidationError(
            f"La mission finit le {words.day(mission.ends_on)}. Si l’audit a duré davantage, "
            "demandez d’abord au référent label de la prolonger."
        )
    return day


def dates_fault(mission, first, last):
    """(field, sentence) of what is wrong with the planned days, or None: past, in disorder, off window (BR-17)."""
    if last < first:
        return "ends_on", "La fin vient avant le début. Corrigez une des deux dates."
    if first < clock.today():
        return (
            "starts_on",
            "Ce jour est passé\u00a0: une mission se propose pour des jours à venir.",
        )
    if sentence := dates.off_window(mission, first):
        return "starts_on", sentence
    return None
