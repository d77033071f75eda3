"""Guards of the steps of a session and of a point of its agenda."""

from django.db.models import Q

from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, quorum, seating
from labelling.committee.models import HEARD, AgendaItem, CommitteeSession
from labelling.committee.seats import departures
from labelling.committee.votes import actions as votes
from labelling.title.labels.guards import heard
from portal.access import rule
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Problem, guard

Item, Session = AgendaItem.State, CommitteeSession.State
PRESENT = Q(full_status="present") | Q(substitute_status="present")
ENDED = (Item.VALIDATED, Item.REMOVED, Item.ANNULLED)


def remaining_points(session):
    return session.items.exclude(state=Item.REMOVED)


@guard("Ordre du jour rempli")
def has_agenda(session):
    if remaining_points(session).exists():
        return None
    address = f"{session.get_absolute_url()}ordre-du-jour/"
    return Problem("empty_agenda", "L’ordre du jour est vide.", address, "Inscrire un point")


@guard("Heure et lieu", when=lambda session: session.taken_over_on is not None)
def placed(session):
    """A session that the tracking announced has a day and nothing else."""
    if session.starts_at and session.place:
        return None
    address = f"{session.get_absolute_url()}modifier/"
    return Problem("no_place", "L’heure ou le lieu de la séance manque.", address, "Les écrire")


def _undescribed(session):
    return remaining_points(session).filter(
        dossier__taken_over_on__isnull=False, dossier__perimeter=""
    )


@guard("Périmètre des dossiers repris", when=lambda session: _undescribed(session).exists())
def described(session):
    """BR-66: an attestation tells it; the tracking does not."""
    return [
        Problem(
            "no_perimeter",
            f"Point {item.number}\u00a0: le périmètre n’est pas écrit.",
            f"{item.dossier.get_absolute_url()}modifier/",
            "L’écrire",
        )
        for item in _undescribed(session).select_related("dossier__organism")
    ]


@guard("Dossiers prêts pour le comité")
def subjects_ready(session):
    """Every listed dossier is « inscrit », every label and accreditation still in the right state."""
    rows = remaining_points(session).select_related(
        "dossier__organism", "label__organism", "accreditation"
    )
    renewing = agenda.renewing(rows)
    found = [
        (item, agenda.unready(item.kind, item.subject, is_renewing=item.label_id in renewing))
        for item in rows
    ]
    return [
        Problem(
            "subject_state",
            f"Point {item.number} : {problem.text}",
            item.get_absolute_url(),
            "Voir",
        )
        for item, problem in found
        if problem
    ]


@guard("Jour de la séance", by="la présidence du comité")
def day_reached(session):
    if clock.today() >= session.held_on:
        return None
    return Problem("too_early", f"La séance se tient le {words.day(session.held_on)}.")


@guard(
    "Présences notées", when=lambda session: not session.is_written, by="le secrétariat du comité"
)
def attendance_noted(session):
    is_noted = getattr(session, "has_attendance", None)  # where a list reads many
    if session.attendances.filter(PRESENT).exists() if is_noted is None else is_noted:
        return None
    address = f"{session.get_absolute_url()}emargement/"
    return Problem(
        "no_attendance", "Les présences ne sont pas notées.", address, "Noter les présences"
    )


@guard("Aucune décision prise")
def nothing_decided(session):
    if session.items.filter(state__in=(Item.OPEN, Item.CLOSED, Item.VALIDATED)).exists():
        return Problem("decided", "Un vote a eu lieu : la séance va à son terme.")
    return None


@guard("Quorum manqué sur un point au moins")
def quorum_missed(session):
    rows = session.items.filter(state=Item.NOT_OPEN).prefetch_related("interests")
    room = seating.read(session)
    recused = [interests.kept_out(item.interests.all()) for item in rows]
    if any(not quorum.count(room.on(out), session.rules).is_met for out in recused):
        return None
    return Problem("quorum_met", "Le quorum est atteint sur tous les points.")


@guard("Chaque point décidé ou retiré")
def all_ended(session):
    rows = session.items.exclude(state__in=ENDED)
    return [
        Problem(
            "item_pending",
            f"Point {item.number} : {item.get_state_display().lower()}.",
            item.get_absolute_url(),
            "Ouvrir le point",
        )
        for item in rows
    ]


@guard("Suspensions conservatoires examinées")
def safeguards_examined(session):
    """BR-72: none lapses in silence; each is on the agenda, where it is voted on, or removed with a reason."""
    return [
        Problem(
            "safeguard_unlisted",
            f"La suspension conservatoire {words.of(label.organism)} n’est pas à l’ordre du jour.",
            f"{session.get_absolute_url()}ordre-du-jour/",
            "L’inscrire",
        )
        for label in agenda.unexamined(session)
    ]


@guard("Relevé rédigé")
def minutes_written(session):
    if session.minutes_text.strip():
        return None
    return Problem("no_minutes", "Le relevé est vide.")


@guard("Séance ouverte")
def session_open(item):
    if item.session.state == Session.OPEN:
        return None
    return Problem(
        "session_not_open",
        "La séance n’est pas ouverte.",
        item.session.get_absolute_url(),
        "Voir la séance",
    )


@guard("Aucun autre vote ouvert", when=lambda item: not item.session.is_written)
def alone(item):
    other = item.session.items.filter(state=Item.OPEN).exclude(pk=item.pk).first()
    if other is None:
        return None
    return Problem(
        "other_open",
        f"Le vote du point {other.number} est ouvert.",
        other.get_absolute_url(),
        "Le voir",
    )


@guard("Quorum atteint pour ce point")
def quorate(item):
    """BR-54: counted for this very point, at this very moment."""
    room = seating.prefetched(item.session, seating.KEYS)
    found = quorum.count_for(item, room=room)
    return None if found.is_met else no_quorum(item, found)


def no_quorum(item, found):
    address = f"{item.session.get_absolute_url()}emargement/"
    return Problem(
        "no_quorum", f"Quorum non atteint : {found.sentence}.", address, "Noter les présences"
    )


@guard("Objet du vote en l’état")
def subject_ready(item):
    return agenda.unready(item.kind, item.subject)


def needs_hearing(item):
    """BR-72: all but the confirmation of what the présidence decided in urgency."""
    return item.kind in HEARD and not agenda.is_urgent(item.kind, item.label)


@guard("Phase contradictoire close", when=needs_hearing)
def contradictory(item):
    """BR-72: no vote before D15 has run since the written notice."""
    return heard(item.label)


def consultation_end(item):
    """BR-61: the last day of a written consultation, from the day the vote opened."""
    opened_on = item.since_at.astimezone(clock.PARIS).date()
    return working_days.add_days(opened_on, item.session.rules.written_consultation_days)


@guard("Consultation écrite terminée", when=lambda item: item.session.is_written)
def consultation_over(item):
    """BR-61: its end date has passed, or every seat that may answer has answered."""
    found = quorum.count_for(item)
    if clock.today() > consultation_end(item) or found.present >= found.eligible:
        return None
    left = words.count(found.eligible - found.present, "siège n’a", "sièges n’ont")
    return Problem(
        "consultation_runs",
        f"{left} pas répondu ; la consultation court jusqu’au {words.day(consultation_end(item))}.",
    )


@rule("pour une décision qui accorde le label")
def of_a_grant(_user, item):
    """BR-69: a refusal is examined anew on its dossier, a measure is lifted by another decision."""
    return votes.is_granting(item)


@guard("Votes des personnes parties maintenus", when=departures.waiting_ballots)
def settled(item):
    """BR-56: the président lets them stand before validating, or voids the vote."""
    return Problem(
        "departed",
        "Un vote est déposé par une personne qui ne siège plus\u00a0: maintenez-le, ou annulez ce vote.",
        f"{item.get_absolute_url()}maintien/",
        "Décider",
    )


@guard("Au moins un bulletin")
def voted(item):
    if votes.result(item)[1].option is None:
        return Problem(
            "no_ballot", "Aucun bulletin n’a été déposé : annulez ce vote et recommencez-le."
        )
    return None
