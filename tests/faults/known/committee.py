"""Faults of the committee: seats, quorum, votes, conflicts of interest, decisions, minutes."""

from tests.faults.changes import answer, edit, value
from tests.faults.fault import Fault

TESTS = "tests/labelling/committee"

FAULTS = (
    Fault(
        "anybody-convenes-in-urgency",
        "BR-46\u00a0: le secrétariat convoque en retard, par un motif d’urgence de sa main.",
        "labelling.committee.agenda.actions.lateness",
        edit("by is not None and chair(by, session)", "by is not None"),
        f"{TESTS}/sessions/test_agenda.py::test_br46_only_the_president_convenes_late_and_says_why",
    ),
    Fault(
        "agenda-never-frozen",
        "BR-47\u00a0: un dossier s’inscrit la veille de la séance, que personne n’a eu le temps de lire.",
        "labelling.committee.agenda.actions.problem",
        edit("clock.today() > freeze_date(session) and", "clock.today() > session.held_on and"),
        f"{TESTS}/sessions/test_agenda.py::test_br47_after_the_freeze_nothing_is_listed[27-False]",
    ),
    Fault(
        "quorum-rounded-down",
        "BR-54\u00a0: six sièges sur treize suffisent à décider.",
        "labelling.parties.framework.votes.quorum_needed",
        edit("ceil(", "floor("),
        f"{TESTS}/test_votes.py::test_the_quorum_follows_annex_d[13-0-7-13]",
    ),
    Fault(
        "majority-half",
        "BR-55\u00a0: la moitié juste des voix suffit à accorder le label.",
        "labelling.parties.framework.votes.Tally.simple",
        edit("floor(self.cast * self.rules.majority) + 1", "ceil(self.cast * self.rules.majority)"),
        "tests/labelling/framework/test_voting.py::test_every_vote_of_three_seats[withdrawal]",
    ),
    Fault(
        "recused-ballot-counted",
        "BR-52\u00a0: la voix de qui s’est retiré compte.",
        "labelling.committee.votes.actions.valid_ballots",
        edit(".exclude(seat__in=out).exclude(user__in=recused)", ""),
        f"{TESTS}/open_vote/test_ballots.py::test_the_ballot_of_who_withdraws_is_rejected_before_counting",
    ),
    Fault(
        "conflict-of-member-not-found",
        "BR-53\u00a0: un membre du comité vote sur l’organisme dont il est salarié.",
        "labelling.committee.attendance.interests.find_conflicts",
        edit('members.values_list("user", flat=True)', "()"),
        f"{TESTS}/test_conflicts.py::test_the_portal_looks_again_when_the_vote_opens",
    ),
    Fault(
        "open-major-granted",
        "BR-35\u00a0: le label est accordé malgré une non-conformité majeure ouverte.",
        "labelling.committee.votes.actions.is_grant_barred",
        answer(False),
        f"{TESTS}/open_vote/test_decisions.py::test_an_open_major_removes_the_grant[open-True]",
    ),
    Fault(
        "minutes-not-fingerprinted",
        "BR-59\u00a0: le relevé approuvé peut changer sans que rien ne le dise.",
        "labelling.committee.minutes.writing.is_intact",
        answer(True),
        f"{TESTS}/open_vote/test_minutes.py::test_approved_minutes_are_fingerprinted",
    ),
    Fault(
        "two-seats-two-voices",
        "BR-48\u00a0: qui tient deux sièges vote deux fois.",
        "labelling.committee.attendance.seating.Room.on",
        edit("row.may_speak(h) and h.user_id not in spoken", "row.may_speak(h)"),
        f"{TESTS}/test_votes.py::test_br48_a_person_speaks_for_one_seat_only",
    ),
    Fault(
        "substitute-before-the-full-member",
        "BR-49\u00a0: le suppléant vote à la place du titulaire qui siège à côté de lui.",
        "labelling.committee.attendance.seating.Sitting.holders",
        edit("(self.full, self.substitute)", "(self.substitute, self.full)"),
        f"{TESTS}/open_vote/test_ballots.py"
        "::test_br49_a_substitute_votes_when_the_full_member_is_absent_and_not_beside_them",
    ),
    Fault(
        "deputy-votes",
        "BR-50\u00a0: le suppléant du référent, qui instruit les dossiers, vote sur eux.",
        "labelling.committee.votes.actions.NEVER_VOTE",
        value(lambda roles: roles - {"label_deputy"}),
        f"{TESTS}/open_vote/test_ballots.py"
        "::test_br50_the_office_never_votes_even_with_a_seat[label_deputy]",
    ),
    Fault(
        "declared-by-somebody",
        "BR-51\u00a0: un membre vote sans avoir déclaré ses liens, parce qu’un autre l’a fait.",
        "labelling.committee.votes.actions._seat_of",
        edit("item.interests.filter(user=user).exists()", "item.interests.exists()"),
        f"{TESTS}/open_vote/test_ballots.py::test_br51_an_undeclared_seat_does_not_vote",
    ),
    Fault(
        "adjourned-without-a-word",
        "BR-57\u00a0: un dossier est ajourné sans que l’organisme sache pourquoi.",
        "labelling.committee.sessions.steps.needs_motivation",
        edit('option in ("refuse", ADJOURN)', 'option == "refuse"'),
        f"{TESTS}/open_vote/test_decisions.py"
        "::test_br57_a_refusal_or_an_adjournment_is_motivated[Trop court.-adjourn]",
    ),
    Fault(
        "who-left-was-never-there",
        "BR-58\u00a0: le relevé dit absent un siège qui a voté et s’en est allé avant la fin.",
        "labelling.committee.minutes.writing._presences",
        edit(
            "ranks = {one.rank for one in moves if one.is_arrival}",
            "ranks = {sitting.voter.rank} if sitting.voter else set()",
        ),
        f"{TESTS}/test_movements.py"
        "::test_br58_the_minutes_name_people_and_hours_and_who_votes_for_whom",
    ),
    Fault(
        "notified-on-the-day-of-the-session",
        "BR-60\u00a0: le délai de recours court depuis la séance, avant que l’organisme ait rien reçu.",
        "labelling.committee.votes.mails.notify",
        edit("notified_on=clock.today()", "notified_on=session.held_on"),
        f"{TESTS}/open_vote/test_minutes.py::test_br60_a_late_notification_stands_first_on_the_board",
    ),
    Fault(
        "consultation-a-day-short",
        "BR-61\u00a0: qui répond le dernier jour d’une consultation écrite trouve le vote clos.",
        "labelling.committee.sessions.guards.consultation_over",
        edit("clock.today() > consultation_end(item)", "clock.today() >= consultation_end(item)"),
        f"{TESTS}/test_votes.py::test_br61_a_written_consultation_closes_after_its_last_day[when0-False]",
    ),
)
