"""Forms asked by the transitions of a practice."""

from django import forms

from observatory.practices.terms import Reason
from portal.web.fields import area, asked_for
from portal.web.forms import Form

SHORT = "Écrivez 20 caractères au moins\u00a0: l’organisme les lira."


class ReturnForm(Form):
    """Reasons from a list, then words; the organism sees both."""

    before = "d’envoyer"
    reasons = forms.MultipleChoiceField(
        label="Ce qui arrête la fiche",
        choices=Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un motif."},
    )
    reason = forms.CharField(
        label="Ce que vous dites à l’organisme",
        help_text="Le passage en cause et ce qui le corrigerait, en 20 caractères au moins.",
        min_length=20,
        widget=area(5),
        error_messages={"min_length": SHORT, "required": SHORT},
    )


class ValidateForm(Form):
    before = "de valider"
    names_nobody = forms.BooleanField(
        label="J’ai tout lu\u00a0: aucune donnée personnelle, sauf un nom donné avec son accord",
        error_messages={"required": "Relisez la fiche, puis cochez cette case."},
    )


class WithdrawForm(Form):
    """The reason, for the organism and the office; never public."""

    before = "de retirer"
    reason = forms.CharField(
        label="Pourquoi la retirer",
        help_text="Lu par votre organisme et le référent label, jamais publié.",
        min_length=10,
        widget=area(3),
        error_messages={
            "min_length": "Dites-le en 10 caractères au moins.",
            "required": "Dites en une phrase pourquoi la fiche est retirée.",
        },
    )


class ReviewForm(Form):
    """« Toujours vrai ? », asked 24 months after publication (BR-87)."""

    before = "de répondre"
    CHOICES = (
        ("confirm", "Oui, elle est toujours vraie"),
        ("update", "Presque\u00a0: je la mets à jour, l’ancienne reste en ligne d’ici là"),
        ("archive", "Non, la pratique a pris fin\u00a0: elle quitte l’observatoire, sans bruit"),
        (
            "withdraw",
            "Non, et elle ne doit plus servir\u00a0: son adresse dira qu’elle est retirée",
        ),
    )
    answer = forms.ChoiceField(
        label="Cette fiche est-elle toujours vraie\u00a0?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    reason = asked_for(
        forms.CharField(label="Pourquoi la retirer", help_text="Jamais publié.", widget=area(3)),
        "demandé pour un retrait",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].is_boxed = True

    def clean(self):
        data = super().clean()
        if data.get("answer") == "withdraw" and len(data.get("reason", "").strip()) < 10:
            self.add_error("reason", "Dites en une phrase pourquoi la fiche est retirée.")
        return data
