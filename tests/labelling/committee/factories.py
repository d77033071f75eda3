"""Factories of committees, sessions and ballots, through the real acts."""

from datetime import datetime, time

from labelling.committee import scenario
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, seating
from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.votes import actions as votes
from labelling.parties.framework.evaluation import Criterion
from labelling.path.audits.models import AuditFinding, AuditMission
from portal.core import clock, working_days
from tests import factories

LISTED, HELD = datetime(2026, 10, 1, 9), datetime(2026, 12, 17, 14)
NOTE = "Le dossier est complet, les constats sont traités, les locataires ont été entendus."
MOTIVE = "Les preuves attendues manquent sur trois engagements, et deux constats restent ouverts."


def make_committee(count=5, substitutes=()):
    """`count` seats with their titulaires: PRES, VICE, S3, S4…; {code: user}, suppléants as « S3+ »."""
    people = {}
    for number in range(1, count + 1):
        code = {1: "PRES", 2: "VICE"}.get(number, f"S{number}")
        seat = CommitteeSeat.objects.create(
            code=code,
            label=f"Siège {code}",
            college="Collège",
            order=number,
            is_chair=code == "PRES",
            is_vice_chair=code == "VICE",
        )
        people[code] = hold(seat, "full")
        if code in substitutes:
            people[f"{code}+"] = hold(seat, "substitute")
    return people


def hold(seat, rank, user=None, **dates):
    user = user or factories.make_user("Membre", f"{seat.code} {rank}")
    dates = {"since_on": working_days.add_months(clock.today(), -12)} | dates
    SeatHolder.objects.create(seat=seat, user=user, rank=rank, **dates)
    return user


def make_session(by, days=0, **fields):
    """A session `days` from today, with its seats called."""
    held_on = working_days.add_days(clock.today(), days)
    defaults = {"starts_at": time(14), "place": "Paris"}
    return agenda.create(by, held_on=held_on, **defaults | fields)


def open_session(session, chair, secretary):
    """Convened and sent today; held, declared and opened on 17 December 2026."""
    fire(session, "convene", secretary)
    fire(session, "send_pack", secretary)
    with clock.at(HELD):
        attend(session, secretary)
        declare(session, secretary)
        fire(session, "open", chair)


def in_review(organism=None, **fields):
    fields = {"instruction_note": NOTE, "perimeter": "Tout le patrimoine"} | fields
    return factories.make_dossier(organism, state="review", **fields)


def fresh(thing):
    return type(thing)._base_manager.get(pk=thing.pk)


def fire(thing, name, by=None, **data):
    thing = fresh(thing)
    return thing.workflow.fire(thing, name, by=by, **data)


def vote(item, option, **by_seat):
    return scenario.vote(None, fresh(item), option, by_seat)


def attend(session, by, absent=(), substitutes=()):
    return scenario.attend(by, fresh(session), absent, substitutes)


def declare(session, by):
    interests.declare_all(fresh(session), {}, by=by)


def sittings(item):
    return seating.read(item.session).on(interests.recused_people(item))


def cast(item, user, option="grant"):
    return votes.cast(fresh(item), user, option)


def add_major(dossier, status="open"):
    """A major non-conformity that an audit found."""
    mission = AuditMission.objects.create(
        reference="QH-A-2026-0900", dossier=dossier, audit_type="implementation"
    )
    criterion = Criterion.objects.filter(theme__framework=dossier.framework).first()
    return AuditFinding.objects.create(
        mission=mission,
        number=1,
        kind="NCM",
        state=status,
        criterion=criterion,
        text="Écart",
        evidence="Constat",
    )


def codes(refusal):
    """The reasons of a refusal, as pytest holds it."""
    return refusal.value.codes


def text(response):
    """What a page says, its spaces all alike."""
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
