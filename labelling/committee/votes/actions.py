"""Ballots of a vote: one a seat, recorded under the session's lock, disclosed to nobody before it closes."""

from django.db.models import Prefetch, prefetch_related_objects

from labelling.committee.attendance import interests, movements, seating
from labelling.committee.models import Ballot
from labelling.committee.rules import NEVER_VOTE, presiding
from labelling.parties.framework import votes
from labelling.path.audits.models import AuditFinding
from labelling.path.dossiers.models import Waiver
from portal.core import clock
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, locked

BALLOTS = Prefetch(
    "ballots", Ballot.objects.select_related("seat", "user").order_by("seat__order", "seat__code")
)
GRANTS = ("grant", "grant_with_recommendations")


def is_granting(item):
    """Whether the decision taken on this point, if any, gives the label."""
    decision = getattr(item, "decision", None)
    return item.kind == item.Kind.LABEL and decision is not None and decision.option in GRANTS


def open_majors(dossier):
    """BR-35: major non-conformities whose evidence the auditor has not accepted."""
    rows = AuditFinding.objects.filter(mission__dossier=dossier, kind=AuditFinding.Kind.NC_MAJOR)
    rows = rows.exclude(mission__audit_type="hqs").exclude(mission__state="cancelled")
    return rows.exclude(state__in=("accepted", "closed"))


def is_grant_barred(item):
    """BR-35: no « grant » with an open major, unless the président waived it."""
    if item.dossier_id is None or not open_majors(item.dossier_id).exists():
        return False
    return not Waiver.objects.filter(dossier=item.dossier_id, rule="BR-35").exists()


def options(item, is_barred=None):
    """The answers put to the vote on this point; `is_barred`, when the caller knows it (BR-35)."""
    every = votes.QUESTIONS[item.kind].options
    if is_grant_barred(item) if is_barred is None else is_barred:
        return tuple(option for option in every if option not in GRANTS)
    return every


def waive_major(item, *, by, reason):
    """BR-35: the président's logged exception puts « grant » back among the answers."""
    if not presiding(by, item):
        said = f"Seule {presiding.label} accorde cette dérogation."
        raise Forbidden(Problem("forbidden", presiding.refusal(by, item) or said))
    sentence = "a accordé une dérogation : vote sur l’attribution malgré une non-conformité majeure"
    with acting(item.dossier, by=by, act="waive", sentence=sentence, reason=reason) as dossier:
        Waiver.objects.update_or_create(
            dossier=dossier, rule="BR-35", defaults={"reason": reason, "granted_by": by}
        )


def cast(item, user, option):
    """The voice of the seat for which `user` speaks on this point; a change keeps the former.

    No journal line: the rows of ballots are the history, and a line would tell who voted.
    """
    if not NEVER_VOTE.isdisjoint(user.roles) or user.is_superuser:
        raise Forbidden(
            Problem("never_votes", "Le référent, le secrétariat et l’administration ne votent pas.")
        )
    with locked(item) as item:
        _check_open(item)
        sitting = _seat_of(item, user)
        _check_option(item, option)
        return _place(item, sitting.seat, user, option)


def cast_all(item, chosen):
    """Each present seat's own ballot, for replays: `chosen` maps a Sitting to an option, or None."""
    with locked(item) as item:
        _check_open(item)
        recused = interests.recused_now(item)
        declared = set(item.interests.values_list("user", flat=True))
        allowed, rows = options(item), []
        for sitting in seating.read(item.session, seating.KEYS).on(recused):
            option = chosen(sitting) if sitting.voter else None
            if option is None:
                continue
            if option not in allowed or sitting.voter.user_id not in declared:
                _check_option(item, option)
                raise Refused(_undeclared())
            rows.append(_ballot(item, sitting.seat, sitting.voter.user_id, option))
        seats = [row.seat_id for row in rows]
        _current(item).filter(seat__in=seats).update(is_current=False)
        Ballot.objects.bulk_create(rows)
    return rows


def _check_open(item):
    if item.state != item.State.OPEN:
        raise Refused(
            Problem(
                "vote_not_open", f"Le vote n’est pas ouvert : {item.get_state_display().lower()}."
            )
        )


def _check_option(item, option):
    if option in options(item):
        return
    if option in GRANTS and item.kind == item.Kind.LABEL:
        sentence = "Une non-conformité majeure n’est pas levée : le label ne peut pas être accordé."
        raise Refused(Problem("major_open", sentence))
    raise Refused(Problem("unknown_option", "Cette réponse n’est pas proposée."))


def _seat_of(item, user):
    """The seat for which `user` may speak; Forbidden or Refused says why there is none."""
    sittings = seating.read(item.session).on(interests.recused_people(item))
    own = [s for s in sittings if any(h.user_id == user.pk for h in s.holders)]
    if not own:
        raise Forbidden(Problem("no_seat", "Seuls les membres du comité votent."))
    sitting = next((s for s in own if s.voter and s.voter.user_id == user.pk), None)
    if sitting is None:
        raise Refused(_why_silent(item, own[0], user))
    if not item.interests.filter(user=user).exists():
        raise Refused(_undeclared())
    return sitting


FULL_VOTES = "Votre titulaire siège\u00a0: vous ne votez pas. Vous le remplacez s’il se retire ou quitte la séance."


def silence(item, user, sittings):
    """Why `user`, who holds a seat, does not vote on the open point, in a sentence; or ""."""
    own = [s for s in sittings if any(h.user_id == user.pk for h in s.holders)]
    if item.state != item.State.OPEN or not own:
        return ""
    speaks = any(s.voter and s.voter.user_id == user.pk for s in own)
    return "" if speaks else _why_silent(item, own[0], user).text


def _why_silent(item, sitting, user):
    if user.pk in sitting.recused:
        return Problem("recused", "Vous êtes en retrait de ce point : vous ne votez pas.")
    if sitting.voter and sitting.voter.user_id == getattr(sitting.full, "user_id", None):
        return Problem("full_is_here", FULL_VOTES)
    if item.session.is_written and sitting.is_replaced:
        return Problem("replaced", "Votre suppléant vote à votre place, désigné pour cette séance.")
    if left := movements.departure(item.session, user):
        return Problem("not_here", _since(left, _current(item).filter(user=user).exists()))
    return Problem(
        "not_here", "Votre présence n’est pas notée\u00a0: voyez le secrétariat de la séance."
    )


def _since(left, has_voted):
    """BR-48: since when one votes no more; what was cast before still counts."""
    return (
        f"Votre départ est noté à {words.hour(left.moment)}\u00a0: vous ne votez plus. "
        "Si vous revenez dans la salle, dites-le au secrétariat de la séance."
        + (" Le vote que vous avez déposé avant compte." if has_voted else "")
    )


def _undeclared():
    return Problem("undeclared", "Déclarez d’abord si vous avez un lien avec ce point.")


def _current(item):
    return Ballot.objects.filter(item=item, round=item.round, is_current=True)


def _ballot(item, seat, user, option):
    return Ballot(
        item=item, round=item.round, seat=seat, user_id=user, option=option, cast_at=clock.now()
    )


def _place(item, seat, user, option):
    former = _current(item).filter(seat=seat).first()
    if former and (former.user_id, former.option) == (user.pk, option):
        return former
    if former:
        former.is_current = False
        former.save(update_fields=["is_current"])
    ballot = _ballot(item, seat, user.pk, option)
    ballot.save(force_insert=True)
    return ballot


def valid_ballots(item, sittings, recused):
    """The ballots that count if the vote closes now: all but those of the seats and people who withdrew (BR-52)."""
    out = [s.seat.pk for s in sittings if s.is_out]
    return _current(item).exclude(seat__in=out).exclude(user__in=recused)


def freeze(item, room, recused=None):
    """What counts when the vote closes: the ballots less those of who withdrew (BR-52), and who presided.

    Kept with the item, so that nobody's coming or going changes the outcome afterwards.
    """
    recused = interests.recused_now(item) if recused is None else recused
    sittings = room.on(recused)
    rows = valid_ballots(item, sittings, recused)
    presiding = [s.seat for s in sittings if s.voter and (s.seat.is_chair or s.seat.is_vice_chair)]
    presiding.sort(key=lambda seat: not seat.is_chair)
    return {
        "ballots": list(rows.values_list("pk", flat=True)),
        "presiding": presiding[0].pk if presiding else None,
        "substitutes": [
            [s.seat.label, str(s.voter.user), str(s.full.user) if s.full else ""]
            for s in sittings
            if s.voter and s.voter.rank == "substitute"
        ],
        "silent": _silent(sittings, rows, room),
    }


def _silent(sittings, ballots, room):
    """The present seats that gave no ballot; in writing, a seat is present by its ballot alone."""
    if room.session.is_written:
        return []
    voted = set(ballots.values_list("seat", flat=True))
    return [s.seat.label for s in sittings if s.voter and s.seat.pk not in voted]


def counted(item):
    """The ballots that counted, seat by seat; none is told before the vote is closed."""
    if item.closed_quorum is None:
        return []
    keys = item.closed_quorum.get("ballots", [])
    prefetch_related_objects([item], BALLOTS)
    return [ballot for ballot in item.ballots.all() if ballot.pk in keys]


def result(item):
    """(counts by option, Outcome) of a closed vote, by the rules of the session (BR-55)."""
    ballots = counted(item)
    counts = dict(votes.count_ballots((ballot.seat_id, ballot.option) for ballot in ballots))
    presiding = (item.closed_quorum or {}).get("presiding")
    chair_option = next((b.option for b in ballots if b.seat_id == presiding), None)
    rules = item.session.rules
    return counts, votes.outcome(
        counts, item_kind=item.kind, rules=rules, chair_option=chair_option
    )
