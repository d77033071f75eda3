"""State machine of a public question: reserved, published as previewed, reserved again at once."""

from django.utils.text import slugify

from community.faq.workflow import FAQ
from community.moderation.forms import DismissForm
from community.questions.forms import PublishForm
from community.questions.models import PublicQuestion
from community.questions.rules import publisher
from portal.core import clock
from portal.workflow import Problem, Transition, Workflow, guard

S = PublicQuestion.State
LONGEST = 72


class ReserveForm(DismissForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Gardé au journal de l’entrée."
        self.fields["reason"].error_messages["required"] = (
            "Écrivez pourquoi elle n’est plus publique."
        )


@guard("L’entrée est dans la FAQ de son espace")
def entry_is_published(question):
    if not question.entry.is_withdrawn:
        return None
    return Problem("withdrawn", "L’entrée a été retirée de la FAQ de son espace.")


def address(question):
    """The slug, kept once given so that links still work when it is published again.

    Under the lock of the first question: two of the same name published at once get two addresses.
    """
    PublicQuestion.objects.select_for_update().order_by("pk").first()
    plain = slugify(question.title)[:LONGEST].strip("-") or question.reference.lower()
    taken = set(
        PublicQuestion.objects.filter(slug__startswith=plain).values_list("slug", flat=True)
    )
    ranks = (f"{plain}-{rank}" for rank in range(2, len(taken) + 3))
    return next(one for one in (plain, *ranks) if one not in taken)


def publish(question, by, **_):
    question.slug = question.slug or address(question)
    question.published_on = clock.today()


def publish_effects(question):
    return [
        "Tout le monde lit ce texte, exactement comme ci-dessus, et les moteurs de recherche le trouvent.",
        "Rien ne dit de quel espace il vient, ni qui a demandé ou répondu.",
    ]


def reserve_effects(question):
    return [
        "La page publique disparaît aussitôt\u00a0: son adresse répond «\u00a0page introuvable\u00a0».",
        "L’entrée reste dans la FAQ de son espace.",
    ]


QUESTION = Workflow(
    PublicQuestion,
    topic="community/questions",
    path=(S.RESERVED, S.PUBLIC),
    hands={S.RESERVED: "la Dircom et le référent label", S.PUBLIC: "la Dircom et le référent label"},
    undated={
        S.RESERVED: "rien n’oblige à la rendre publique",
        S.PUBLIC: "elle reste publique tant qu’elle est juste",
    },
    transitions=(
        Transition(
            "publish", "Rendre publique", (S.RESERVED,), S.PUBLIC, publisher,
            "a rendu la question publique", needs=(entry_is_published,), form=PublishForm,
            then=publish, effects=publish_effects,
        ),
        Transition(
            "reserve", "Retirer du site public", (S.PUBLIC,), S.RESERVED, publisher,
            "a retiré la question du site public", form=ReserveForm, effects=reserve_effects,
            tone="danger",
        ),
    ),
)  # fmt: skip


@FAQ.follow
def follow(withdrawn, by, **_):
    """When the FAQ entry is withdrawn, its public question is reserved."""
    question = PublicQuestion.objects.filter(entry=withdrawn, state=S.PUBLIC).first()
    if question and withdrawn.is_withdrawn:
        QUESTION.fire(question, "reserve", by=by, reason="entrée retirée de la FAQ")
