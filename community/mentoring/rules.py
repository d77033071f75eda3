"""Permission rules of mentoring: mentor, mentee or référent."""

from labelling.public import instructor, member, memberships
from portal.access import rule


@rule("un membre de l’un des deux organismes")
def side(user, mentoring):
    mine = memberships(user)
    return mentoring.mentor_id in mine or mentoring.mentee_id in mine


@rule("un membre de l’organisme qui n’a pas encore accepté")
def to_agree(user, mentoring):
    mine = memberships(user)
    waits_mentor = mentoring.mentor_id in mine and not mentoring.mentor_agreed_at
    return waits_mentor or (mentoring.mentee_id in mine and not mentoring.mentee_agreed_at)


office = instructor
follower = side | office
answerer = member  # of the organism whose answer it is
