"""Mentions (« @prénom nom »): the people of the space whom a message names, and nobody else."""

import re

from django.db.models import Q

from community.spaces.members.roles import readers
from portal.models import Role, User
from portal.search.french import plain

MOST = 10  # people named in one message
SHOWN = 8


def people(space):
    """Readers of the space today, and the office."""
    office = Q(groups__name__in=(Role.REFERENT, Role.DEPUTY))
    return User.objects.filter(Q(pk__in=readers(space)) | office, is_active=True).distinct()


def named_in(source, space):
    """People of the space that a text mentions; a longer name is not a shorter one."""
    if "@" not in source:
        return []
    ranked = sorted(people(space), key=lambda one: -len(str(one)))
    return [person for person in ranked if names(source, person)][:MOST]


def names(source, person):
    """Whether a text holds « @ » and this whole name."""
    name = re.escape(f"@{str(person).casefold()}")
    return re.search(rf"{name}(?!\w)", source.casefold()) is not None


def suggested(space, typed):
    """Names that begin as what was typed after « @ »."""
    rows = people(space).order_by("first_name__french", "last_name__french", "pk")
    for word in map(plain, typed.split()[:3]):
        rows = rows.filter(
            Q(first_name__heard__startswith=word) | Q(last_name__heard__startswith=word)
        )
    return [str(person) for person in rows[:SHOWN]]
