"""Context of the pages of the committee: sessions, seats, points; never the votes of others."""

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse

from labelling.committee import pack
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, quorum, seating
from labelling.committee.minutes import actions as correcting
from labelling.committee.models import AgendaItem, CommitteeSession, InterestDeclaration
from labelling.committee.rules import HIDDEN, presiding
from labelling.committee.seats import departures
from labelling.committee.votes import actions as votes
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.votes import OPTION_LABELS, decision_label
from labelling.parties.organisms.rules import chair, committee_office
from labelling.path.dossiers.models import Waiver
from labelling.title.labels.models import Label
from portal.access import visibilities_of
from portal.models import Role
from portal.ui import words
from portal.workflow import audit_log, stepper

OFFICE_ROLES = (Role.REFERENT, Role.DEPUTY, Role.SECRETARY)
Item = AgendaItem.State
LINK_FOUND, LINK_KNOWN = "Je découvre un lien avec ce point", "J’ai un lien avec ce point"
COUNTED = (Item.CLOSED, Item.VALIDATED, Item.ANNULLED)
TO_COME = ("draft", "convened", "pack_sent")
SESSIONS = CommitteeSession.objects.select_related("minutes_file")
# A point has a dossier, else a label or an accreditation: all three joined cost the database 20 ms to plan.
ITEMS = (
    AgendaItem.objects.select_related("session", "dossier__organism", "decision")
    .prefetch_related(
        Prefetch("label", Label.objects.select_related("organism", "dossier")),
        Prefetch("accreditation", AuditorAccreditation.objects.select_related("auditor__user")),
    )
    .annotate(is_waived=Exists(Waiver.objects.filter(dossier=OuterRef("dossier"), rule="BR-35")))
)
DECLARED = Prefetch(
    "interests", InterestDeclaration.objects.select_related("user", "lifted_by").order_by("pk")
)


def is_office(user):
    return any(user.has_role(role) for role in OFFICE_ROLES)


def seat_rows(sittings, user, is_noted=True):
    return [
        {
            "label": row.seat.label,
            "status": row.status,
            "note": row.note if is_noted else row.announced or "présence à noter",
            "is_me": row.is_of(user),
        }
        for row in sittings
    ]


def session(thing, user):
    """The page of a session."""
    room = seating.prefetched(thing)
    sittings = room.on()
    found = quorum.count(sittings, thing.rules)
    is_noted = _is_noted(thing, found)
    standing = is_office(user) or chair(user, thing)
    may_attend = committee_office(user, thing) and thing.state in ("pack_sent", "open")
    may_prepare = agenda.may_list(user, thing)
    items = item_rows(thing, user, room)
    return {
        "session": thing,
        "steps": stepper.steps(thing),
        "offers": thing.workflow.offers(thing, user),
        "addendum": chair(user, thing) and correcting.pending(thing),
        "items": items,
        "voting": next((row["item"] for row in items if _is_voting(row)), None),
        "seats": seat_rows(sittings, user, is_noted),
        "quorum": found,
        "is_noted": is_noted,
        "limits": limits(thing),
        "may_list": agenda.may_add(thing, user),
        "may_edit": may_prepare and thing.state == thing.State.DRAFT,
        "may_attend": may_attend and not thing.is_written,
        "is_member": user.pk in room.people,
        "entries": entries(thing, items) if standing else [],
        "seen": reasons(thing) if standing else [],
    }


def _is_voting(row):
    """A vote is open, on a point that this member may open."""
    return bool(row["declared"]) and row["is_open"] and row["item"].state == Item.OPEN


def entries(thing, items):
    """The journal of a session; a line that belongs to a point says which."""
    numbers = {row["item"].pk: row["item"].number for row in items}
    lines = list(audit_log.entries_of(thing)[:30])
    for line in lines:
        if line.thing_type == AgendaItem._meta.label_lower and line.thing_id in numbers:
            line.sentence = f"Point {numbers[line.thing_id]}\u00a0: {line.sentence}"
    return lines


def reasons(thing):
    """Who sees a session and why; the seats name the members, so nobody is counted here."""
    return [{"label": s.label, "reason": s.reason} for s in visibilities_of(type(thing))]


def _is_noted(thing, found):
    """Whether attendance was recorded; before the session, nobody is absent yet."""
    return bool(found.present) or thing.state not in TO_COME


def limits(thing):
    """[(term, date)] of D09 to D09c, counted before the session."""
    rules = current_rules()
    terms = {
        "D09": "Gel de l’ordre du jour",
        "D09a": "Convocation au plus tard",
        "D09b": "Envoi des dossiers",
        "D09c": "Déclarations d’intérêts",
    }
    return [(term, rules.due(code, thing.held_on)) for code, term in terms.items()]


def item_rows(thing, user, room):
    """The agenda: whoever withdrew from a point reads its title, and cannot open it (BR-52)."""
    is_member, office = user.pk in room.people, is_office(user)
    called = is_member and thing.state not in HIDDEN
    rows = []
    for item in ITEMS.filter(session=thing).prefetch_related("interests").order_by("number"):
        own = next((row for row in item.interests.all() if row.user_id == user.pk), None)
        decision = getattr(item, "decision", None)
        rows.append(
            {
                "item": item,
                "is_open": office or (called and not _is_recused(own)),
                "declared": _declared(own) if is_member else "",
                "decision": decision_label(item.kind, decision.option) if decision else "",
            }
        )
    return rows


def _is_recused(row):
    return row is not None and row.has_interest and row.lifted_by_id is None


def _declared(row):
    if row is None:
        return "à déclarer"
    if not row.has_interest:
        return "aucun lien"
    return "retrait levé" if row.lifted_by_id else "en retrait"


def item(thing, user):
    """The page of a point: quorum, seats, rule, one's own ballot, and the pack in brief."""
    prefetch_related_objects([thing], DECLARED)
    declared = list(thing.interests.all())
    room = seating.prefetched(thing.session)
    sittings = room.on(interests.recused_people(thing))
    own = next((row for row in declared if row.user_id == user.pk), None)
    ballots = _ballots(thing)
    waits = must_declare(thing, user, room)
    brief = pack.brief(thing.dossier) if thing.dossier and not waits else None
    context = {
        "must_declare": waits,
        "item": thing,
        "session": thing.session,
        "lead": lead(thing),
        "way": way(thing, user, f"Point {thing.number}", room=room),
        "opened_at": thing.since_at if thing.state == Item.OPEN else None,
        "offers": thing.workflow.offers(thing, user),
        "own": own,
        "voice": voice(thing, user, sittings, own, ballots),
        "silence": votes.silence(thing, user, sittings),
        "may_declare": user.pk in room.people and thing.state in interests.DECLARABLE,
        "declare_title": LINK_FOUND if own else LINK_KNOWN,
        "barred": is_barred(thing, brief),
        "result": outcome(thing) if thing.state in COUNTED else None,
        "brief": brief,
    }
    context |= {} if waits else pack.heard(thing)
    return context | _in_the_room(thing, user, sittings) | _chair_view(thing, user, declared, room)


def way(thing, user, *here, room):
    """The trail to a point: its session, for who sees it (the college of an appeal sees the point alone)."""
    sees_session = is_office(user) or chair(user, None) or user.pk in room.people
    session = thing.session
    before = [("Comité", reverse("labelling:session_list")), (session, session.get_absolute_url())]
    found = before if sees_session else [("Espace", "/espace/")]
    return [*found, *((label, thing.get_absolute_url()) for label in here[:-1]), (here[-1], "")]


def must_declare(thing, user, room):
    """BR-51: a member says what ties them to a point before reading its file."""
    said = any(row.user_id == user.pk for row in thing.interests.all())
    return user.pk in room.people and not said


def _in_the_room(thing, user, sittings):
    """The quorum as it is, or as it was counted at the closing, and the seats."""
    found = quorum.count(sittings, thing.session.rules, _voted(thing))
    is_noted = _is_noted(thing.session, found)
    return {
        "quorum": quorum.kept(thing) or found,
        "is_noted": is_noted,
        "seats": seat_rows(sittings, user, is_noted),
    }


def _chair_view(thing, user, declared, room):
    """Who withdrew, for the office and the chair; what the chair alone may lift or waive."""
    is_chair = chair(user, thing)
    shown = is_chair or is_office(user)
    return {
        "departed": departures.waiting_ballots(thing) if shown else [],
        "presides": presiding(user, thing),
        "may_lift": is_chair and thing.state == Item.NOT_OPEN,
        "recusals": recusals(declared, room) if shown else [],
    }


def is_barred(thing, brief):
    """BR-35: a major non-conformity is open, and the président waived nothing."""
    if brief is None or not brief["evaluation"].open_major:
        return False
    return thing.state in interests.DECLARABLE and not thing.is_waived


def lead(thing):
    """Family, region and size of the organism concerned."""
    organism = thing.organism
    if organism is None:
        return thing.accreditation.auditor.firm
    told = [organism.get_family_display(), organism.region_name]
    if organism.homes:
        told.append(words.count(organism.homes, "logement", "logements"))
    return f"{', '.join(told)}."


def recusals(declared, room):
    """Who withdrew, with the place that leads to the page where the président lifts it."""
    rows, places = [row for row in declared if row.has_interest], room.places()
    for row in rows:
        row.place = places.get(row.user_id, "")
    return rows


def _ballots(thing):
    """The ballots of the present round, read once; none is told to anybody but its own voter."""
    is_counted = thing.session.is_written and thing.state != Item.NOT_OPEN
    if thing.state != Item.OPEN and not is_counted:
        return []
    prefetch_related_objects([thing], votes.BALLOTS)
    return [one for one in thing.ballots.all() if one.is_current and one.round == thing.round]


def _voted(thing):
    if not thing.session.is_written or thing.state == Item.NOT_OPEN:
        return None
    return quorum.answered(thing)


def voice(thing, user, sittings, own, ballots):
    """The seat for which `user` may vote now, with the ballot already cast; or None."""
    row = next((s for s in sittings if s.voter and s.voter.user_id == user.pk), None)
    if row is None or thing.state != Item.OPEN:
        return None
    mine = (b for b in ballots if (b.seat_id, b.user_id) == (row.seat.pk, user.pk))
    ballot = next(mine, None)
    title = f"Votre vote, siège {row.seat}"
    said = {"title": title, "mandate": row.mandate, "is_declared": own is not None}
    return said | {"seat": row.seat, "ballot": ballot}


def outcome(thing):
    """After closing only: the counts, the arithmetic, and the confidential annex of nominal votes."""
    counts, found = votes.result(thing)
    decision = getattr(thing, "decision", None)
    option = decision.option if decision else found.option
    return {
        "counts": [(OPTION_LABELS[option], count) for option, count in counts.items()],
        "sentence": decision.arithmetic if decision else found.sentence,
        "label": decision_label(thing.kind, option) if option else "Aucune décision",
        "decision": decision,
        "nominal": [(ballot, OPTION_LABELS[ballot.option]) for ballot in votes.counted(thing)],
    }
