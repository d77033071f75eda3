"""State machine of a FAQ entry: published, withdrawn when out of date, published again."""

from community.faq.models import FaqEntry
from community.faq.rules import keeper
from community.moderation.forms import DismissForm
from portal.workflow import Transition, Workflow

S = FaqEntry.State


class WithdrawForm(DismissForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Gardé au journal de l’entrée."
        self.fields["reason"].error_messages["required"] = "Écrivez pourquoi l’entrée est retirée."


FAQ = Workflow(
    FaqEntry,
    topic="community/faq",
    path=(S.PUBLISHED, S.WITHDRAWN),
    hands={S.PUBLISHED: "le référent label", S.WITHDRAWN: "le référent label"},
    undated={
        S.PUBLISHED: "la réponse reste tant qu’elle est juste",
        S.WITHDRAWN: "elle revient si elle est de nouveau juste",
    },
    transitions=(
        Transition(
            "withdraw", "Retirer de la FAQ", (S.PUBLISHED,), S.WITHDRAWN, keeper,
            "a retiré l’entrée de la FAQ", form=WithdrawForm, tone="danger",
        ),
        Transition(
            "republish", "Publier de nouveau", (S.WITHDRAWN,), S.PUBLISHED, keeper,
            "a publié de nouveau l’entrée", undoes=True,
        ),
    ),
)  # fmt: skip
