"""Mail notices of threads: to animators, followers and people mentioned; the right to read is checked at sending."""

from community.spaces.members.recipients import SPACES
from community.spaces.members.roles import current, place, writers
from community.spaces.models import SpaceMember
from community.threads.mails.addresses import address_of
from community.threads.messages import recipients
from portal.models import Role, User
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import OFFICE

GROUP = Group("Communautés", 910)


def office():
    return User.objects.filter(
        is_active=True, groups__name__in=(Role.REFERENT, Role.DEPUTY)
    ).distinct()


def animators(space):
    """Animators who are members of the space today; else the office."""
    rows = SpaceMember.objects.filter(current(), space=space, function="animator")
    people = User.objects.filter(is_active=True, pk__in=rows.values("person"))
    mine = [one for one in people if (found := place(one, space)) and found.writes]
    return mine or list(office())


def but(people, *others):
    return [one for one in people if one.pk not in {key for key in others if key}]


def followers(message):
    return User.objects.filter(
        pk__in=message.thread.follows.filter(is_on=True).values("person"), is_active=True
    )


def named(message):
    keys = message.mentions.exclude(person=message.author_id).values("person")
    return User.objects.filter(pk__in=keys, is_active=True)


def of_answer(message):
    """Followers, except its author and the people mentioned, who get another mail."""
    told = message.mentions.values_list("person", flat=True)
    return but(followers(message), message.author_id, *told)


def of_certified(message):
    return list({one.pk: one for one in (*followers(message), message.author)}.values())


def is_shown(message):
    return message.is_shown and not message.thread.is_hidden


def reply_to(message, person):
    return address_of(message.thread, person)


ASKED = Notice(
    "thread.asked",
    "Une question est posée",
    about="community.ThreadMessage",
    template="community/threads/mail/asked.txt",
    to=lambda message: but(animators(message.thread.space), message.author_id),
    why="Vous recevez ce message parce que vous animez cet espace.",
    still=is_shown,
    reply_to=reply_to,
    audience="qui anime l’espace",
    group=GROUP,
    reaches=(SPACES, *OFFICE),
)
DIGEST = Notice(
    "thread.digest",
    "Les questions de la veille",
    about="community.SpaceDigest",
    template="community/threads/mail/digest.txt",
    to=lambda digest: User.objects.filter(is_active=True, pk__in=writers(digest.space)),
    why="Vous recevez ce message parce que vous êtes membre de cet espace.",
    still=lambda digest: digest.questions.exists(),
    audience="les membres de l’espace",
    group=GROUP,
    reaches=(SPACES,),
)
ANSWERED = Notice(
    "thread.answered",
    "Une question que vous suivez a une réponse",
    about="community.ThreadMessage",
    template="community/threads/mail/answered.txt",
    to=of_answer,
    why="Vous recevez ce message parce que vous suivez cette question\u00a0; sa page permet de ne plus la suivre.",
    still=is_shown,
    reply_to=reply_to,
    audience="qui suit la question",
    group=GROUP,
    reaches=(SPACES,),
)
MENTIONED = Notice(
    "thread.mentioned",
    "Quelqu’un vous nomme dans une question",
    about="community.ThreadMessage",
    template="community/threads/mail/mentioned.txt",
    to=named,
    why="Vous recevez ce message parce que ce message vous nomme.",
    still=is_shown,
    still_for=lambda message, person: recipients.names(message.source, person),
    reply_to=reply_to,
    audience="la personne nommée",
    group=GROUP,
    reaches=(SPACES,),
)
CERTIFIED = Notice(
    "thread.certified",
    "Une réponse est certifiée",
    to=of_certified,
    why="Vous recevez ce message parce que vous suivez cette question, ou que la réponse est la vôtre.",
    still=lambda message: is_shown(message) and message.thread.certified_id == message.pk,
    audience="qui suit la question",
    group=GROUP,
    reaches=(SPACES,),
)
