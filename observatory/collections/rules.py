"""Permission rules of collections: who may open one to which audience."""

from labelling.public import instructor, is_club_member
from portal.access import rule


@rule("la personne qui a fait la collection")
def owner(user, collection):
    return collection.owner_id == user.pk


@rule("un membre du club")
def club_member(user, _collection):
    return is_club_member(user)


sharer = owner & (club_member | instructor)
publisher = owner & instructor
closer = owner | instructor  # what is shared with the club or everybody, the office may close
