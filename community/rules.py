"""Who enters the club's pages: its members, and the office that runs it."""

from community.public import is_club_member
from labelling.public import instructor
from portal.access import rule

club_member = rule("un membre du club")(lambda user, _thing: is_club_member(user))
club_reader = club_member | instructor


def reads_club(user):
    return club_reader(user, None)
