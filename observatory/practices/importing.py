"""Draft of a practice from a community message, for its author's organism, by its author or the office."""

from django.db import transaction

from labelling.public import instructor, memberships, organisms_by_person, own_organisms
from observatory.practices.actions import draft
from observatory.practices.models import GoodPractice
from observatory.practices.notices import BEGUN
from portal.notifications import outbox
from portal.web import text_history
from portal.workflow import Forbidden, Problem

TITLE = GoodPractice._meta.get_field("title").max_length
NOBODY = "Seuls l’auteur du message et le référent label en font une pratique."
TOPIC = "observatory"


def suits(user, author):
    """Practices belong to organisms: the author must act for one."""
    if user == author:
        return bool(memberships(author))
    # Asked of the author of each message of a page.
    return instructor(user, None) and author.pk in user.affiliations.get(
        "authors", organisms_by_person
    )


@transaction.atomic
def start(user, title, text, author):
    """URL where `user` goes on; the organism is told when somebody else has begun. Forbidden."""
    organism = own_organisms(author).first()
    if organism is None or not suits(user, author):
        raise Forbidden(Problem("forbidden", NOBODY))
    practice, entry = draft(organism, by=user, author=author, title=title[:TITLE], description=text)
    if user == author:
        return f"{practice.get_absolute_url()}ecrire/identite/"
    outbox.write(BEGUN, practice, entry, topic=TOPIC)
    return practice.get_absolute_url()


text_history.register_derived_text(
    "practice",
    "En faire une pratique",
    start,
    suits=suits,
    says="Un brouillon s’ouvre dans les pratiques de l’organisme, avec ce texte. Rien n’est publié.",
)
