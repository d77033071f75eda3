"""Forms of the steps of requests."""

from django import forms

from labelling.committee.complaints.models import MOVABLE, Appeal, Complaint
from labelling.parties.organisms.models import Organism
from labelling.title.labels import register
from portal.web.forms import Form

LONG = 8000


def long_text(label, hint="", minimum=0, rows=6, **options):
    return forms.CharField(
        label=label,
        help_text=hint,
        min_length=minimum or None,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"min_length": f"Écrivez {minimum} caractères au moins."},
        **options,
    )


class AnswerForm(Form):
    answer = long_text(
        "Votre réponse",
        "Elle part par courriel si la personne a laissé une adresse, et paraît sur sa page de suivi.",
        minimum=20,
        rows=8,
    )


class KeptReasonForm(Form):
    reason = long_text("Motif", "Gardé au journal, pour vos collègues.", rows=3)


class VerifiedForm(Form):
    reason = long_text(
        "Ce que vous avez vérifié",
        "Le Siren et le nom au registre des entreprises, qui engage l’organisme, son adresse. Gardé au journal.",
        minimum=10,
        rows=3,
    )


class QuestionForm(Form):
    asked = long_text(
        "Votre question",
        "Elle part telle quelle par courriel\u00a0; la réponse arrive ici.",
        minimum=20,
        rows=5,
    )


class RefuseForm(Form):
    answer = long_text(
        "Motif du refus",
        "Il part tel quel par courriel, et paraît sur la page de suivi.",
        minimum=20,
        rows=5,
    )


class TransferForm(Form):
    kind = forms.ChoiceField(label="Cette demande est", widget=forms.RadioSelect)
    reason = long_text("Motif", "Gardé au journal, pour vos collègues.", rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(k, m) for k, m in MOVABLE.items() if not isinstance(self.thing, m)]
        self.fields["kind"].choices = [(kind, f"{ARTICLES[kind]}") for kind, _ in others]


ARTICLES = {
    "message": "un message, qui appelle une réponse simple",
    "signalement": "un signalement : usage de la marque ou problème de qualité",
    "reclamation": "une réclamation, à instruire par une personne indépendante",
}


def known_organisms(user):
    """Those that the public directory names, and those that `user` sees."""
    public = Organism.objects.filter(pk__in=register.directory_labels().values("organism"))
    seen = Organism.objects.visible_to(user)
    keys = {*public.values_list("pk", flat=True), *register.engaged().values_list("pk", flat=True)}
    keys |= set(seen.values_list("pk", flat=True))
    return Organism.objects.filter(pk__in=keys, is_active=True).order_by("name__french")


class RetainForm(Form):
    organism = forms.ModelChoiceField(
        label="Organisme concerné",
        queryset=Organism.objects.none(),
        required=False,
        empty_label="Aucun organisme connu",
        help_text="Le fait paraîtra sur sa fiche, sans rien de la personne qui signale.",
    )
    finding = long_text("Ce que vous avez constaté", "Pour vos collègues seuls.", rows=4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = known_organisms(self.by)
        self.fields["organism"].queryset = known
        named = known.filter(name__iexact=self.thing.organism_name).first()
        self.fields["organism"].initial = self.thing.organism or named


class DismissForm(Form):
    finding = long_text("Pourquoi il n’est pas retenu", "Pour vos collègues seuls.", rows=4)


class RedirectForm(Form):
    redirected_to = forms.CharField(
        label="Qui est compétent",
        help_text="Par exemple le bailleur, la commission de conciliation, la DDPP.",
        max_length=200,
    )
    finding = long_text("Précision", "Pour vos collègues seuls.", rows=3, required=False)


class HandleForm(AnswerForm):
    measures = long_text(
        "Ce qui a été fait",
        "Pour vos collègues seuls : courrier à l’organisme, retrait obtenu, point au prochain audit.",
        rows=3,
        required=False,
    )


class FindingForm(Form):
    finding = long_text(
        "Résultat de l’instruction",
        "Ce que vous avez lu et entendu, ce que vous en concluez. Pour ceux qui suivent la demande.",
        minimum=20,
        rows=8,
    )


def decide_form(model):
    class DecideForm(Form):
        outcome = forms.ChoiceField(
            label="Issue", choices=model.Outcome.choices, widget=forms.RadioSelect
        )
        answer = long_text(
            "Réponse motivée",
            "Elle part telle quelle à la notification.",
            minimum=50,
            rows=8,
        )

    return DecideForm


DecideComplaintForm = decide_form(Complaint)
DecideAppealForm = decide_form(Appeal)
