"""Permission rules of messages, and why one may not write; files of a hidden message are withheld."""

from django.db.models import Q

from community.spaces.members.roles import place, places
from community.spaces.rules import animator, office, space_of, writer
from community.threads.models import ThreadMessage
from labelling.public import instructor
from portal import documents
from portal.access import rule
from portal.ui import words
from portal.workflow import Forbidden, Problem

NOBODY = "Seul un membre de l’espace écrit ici."


@rule("la personne qui a écrit le message")
def author(user, message):
    return message.author_id == user.pk


editor = author & writer
moderator = animator - author  # nobody judges their own message
reporter = writer - author
certifier = office
deriver = editor | office  # who makes a practice or a FAQ entry of a message


def obstacle(user, thing):
    """Forbidden with its sentence, or None: may `user` write in the space of `thing`? (BR-88)"""
    if writer(user, thing):
        return None
    return Forbidden(Problem("forbidden", _why(place(user, space_of(thing)), space_of(thing))))


def refuse_unless_writer(user, thing):
    """Raises Forbidden, with its sentence, unless `user` may write in the space of `thing` (BR-88)."""
    if problem := obstacle(user, thing):
        raise problem.about(thing)


def _why(mine, space):
    if mine is None:
        return NOBODY
    if mine.standing.level != "member":
        return f"Vous lisez cet espace sans y écrire, parce {words.that(mine.standing.because)}."
    if not mine.is_settled:
        return "Acceptez d’abord la charte de l’espace, sur sa première page."
    return f"«\u00a0{space.name}\u00a0» est en lecture seule."


def moderated(user):
    """Primary keys of the spaces that somebody moderates."""
    return [key for key, one in places(user).items() if one.is_animator and one.writes]


def _files_read(user):
    """Files of hidden messages: for their author and the moderators."""
    if instructor(user, None):
        return Q()
    hidden = ThreadMessage.objects.filter(state="hidden").exclude(author=user)
    hidden = hidden.exclude(thread__space__in=moderated(user))
    return ~Q(holder_id__in=hidden.values("pk"))


documents.register_holder(ThreadMessage, narrowed=_files_read)
