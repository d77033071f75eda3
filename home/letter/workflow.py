"""State machine of an issue of the letter: written, ready, sent once."""

from home.letter import actions, notices
from home.letter.guards import dead
from home.letter.models import LetterCopy, LetterIssue, Subscription
from home.letter.rules import dircom
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Problem, Transition, Workflow, guard

S = LetterIssue.State
TOPIC = "home/letter"


@guard("Un article au moins")
def filled(issue):
    if issue.items.exists():
        return None
    return Problem("empty", "La lettre n’a aucun article.", issue.get_absolute_url(), "Composer")


@guard("Un mot d’ouverture")
def introduced(issue):
    if issue.intro.strip():
        return None
    address = f"{issue.get_absolute_url()}modifier/"
    return Problem("no_intro", "Écrivez deux phrases pour ouvrir la lettre.", address, "Écrire")


@guard("Liens vivants")
def alive(issue):
    found = dead([item.url for item in issue.items.all() if item.url])
    return [Problem("dead_link", f"Le lien {url} ne mène nulle part.") for url in found]


@guard("Rien de réservé")
def discreet(issue):
    """An item copied while its event was open to all, or typed, may tell a place."""
    here = f"{issue.get_absolute_url()}articles/"
    found = (
        actions.reserved_place(item.title, item.text, item.url, f"{here}{item.number}/")
        for item in issue.items.all()
    )
    return [problem for problem in found if problem]


@guard("Des abonnés")
def received(_issue):
    if Subscription.objects.running().exists():
        return None
    return Problem("nobody", "Personne n’a encore confirmé son abonnement.")


def send(issue, by, **_):
    """One copy and one mail a subscriber, in this transaction; idempotent."""
    issue.sent_at = clock.now()
    people = list(Subscription.objects.running())
    LetterCopy.objects.bulk_create(
        [LetterCopy(issue=issue, subscription=one) for one in people], ignore_conflicts=True
    )
    copies = LetterCopy.objects.filter(issue=issue).select_related("subscription")
    outbox.write_to_addresses(
        notices.LETTER,
        [
            (copy, copy.subscription.address, f"{issue.code}:{copy.subscription_id}")
            for copy in copies
        ],
        topic=TOPIC,
    )
    return {"copies": len(people)}


def send_effects(_issue):
    many = Subscription.objects.running().count()
    return [
        f"{words.count(many, 'personne reçoit', 'personnes reçoivent')} la lettre dans les minutes qui suivent.",
        "La lettre paraît sur le site, à son adresse.",
        "Elle ne change plus.",
    ]


LETTER = Workflow(
    LetterIssue,
    topic=TOPIC,
    path=(S.DRAFT, S.READY, S.SENT),
    hands={S.DRAFT: "la Dircom", S.READY: "la Dircom"},
    undated={S.DRAFT: "la lettre s’écrit à son rythme", S.READY: "la Dircom choisit le jour de l’envoi"},
    may_mend=lambda user, _thing, _address: dircom(user, None),
    transitions=(
        Transition(
            "make_ready", "Dire la lettre prête", (S.DRAFT,), S.READY, dircom, "a dit la lettre prête",
            needs=(filled, introduced, alive, discreet),
        ),
        Transition(
            "send", "Envoyer la lettre", (S.READY,), S.SENT, dircom, "a envoyé la lettre",
            needs=(alive, discreet, received), then=send, effects=send_effects,
        ),
        Transition("reopen", "Reprendre la lettre", (S.READY,), S.DRAFT, dircom, "a repris la lettre"),
    ),
)  # fmt: skip
