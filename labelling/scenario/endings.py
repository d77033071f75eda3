"""Endings of the demonstration's organisms, so that every state is present."""

from datetime import time

from labelling.scenario import office, tenants
from labelling.scenario.cast import PERSONAS
from labelling.scenario.days import FIRST_LABEL, days
from labelling.scenario.sessions import WRITTEN, Session
from portal.core.working_days import next_working_day
from portal.ui import words

FALSE_PIECE = (
    "Deux comptes rendus de réunion de locataires versés au dossier n’ont jamais eu lieu ; "
    "l’organisme l’a reconnu."
)
ADDENDUM = (
    "La décision qui accordait le label à {} a été annulée le {} par la présidence du comité."
)
URGENT = "Trois tours sont sans eau chaude depuis dix jours et l’organisme ne répond plus aux locataires."
ANSWER = (
    "Chaque réclamation a maintenant une réponse écrite, et une personne de l’agence en répond."
)
REASON = "Les réclamations des locataires restent sans réponse depuis six mois, malgré deux rappels écrits."

LATE = (
    "in-progress",
    "planned",
    "accepted",
    "proposed",
    "to-assign",
)  # whose diagnosis was reported late
EXTRA = {  # days from today, and the step after which the session is left
    60: "draft",
    13: "convene",
    9: "send_pack",
    0: "open",
    -6: "close",
    -12: "draft_minutes",
    -200: "cancel",
    -15: "reconvene",
    -22: "",
    -110: WRITTEN,
}


def labels(made, rows):
    """Organisms that went to the committee: in force, expired, withdrawn, refused, adjourned…"""
    made.labelled(next(rows), 19)
    made.labelled(next(rows), 18)
    labelled, told = made.labelled(next(rows), 17, persona="labelled")
    tenants.heard(told, -130)
    made.labelled(next(rows), 16, cycles=1)
    verified, extended, *_ = [made.labelled(next(rows), first)[0] for first in (15, 14, 12, 10, 9)]
    made.confirmed(verified, 3, "verification")
    made.confirmed(extended, 4, "extension")
    made.confirmed(labelled, 7, "mention")
    who, _ = made.labelled(next(rows), 7)
    _hear(made, who, days(made.writer.until, -12), "suspension")
    made.labelled(next(rows), 3, complement=True)
    made.labelled(next(rows), 2)
    made.labelled(next(rows), 1)
    who, _ = made.labelled(next(rows), 13, cycles=1)
    _sanction(made, who, made.days.ordinary(9), "withdrawal")
    who, _ = made.labelled(next(rows), 11)
    _sanction(made, who, made.days.ordinary(1), "suspension", is_answered=False)
    who, _ = made.labelled(next(rows), 5)
    today = made.days.today
    _on_label(made, who, days(today, -70), who.signatory, "renounce", ended_on=days(today, -55))
    _decided_otherwise(made, next(rows), made.days.ordinary(5), "refuse", is_refused=True)
    _decided_otherwise(made, next(rows), made.days.ordinary(1), "adjourn")


def _decided_otherwise(made, row, session, option, **special):
    who = made.landlord(row, days(session, -610))
    told = made.story(who, session, **special)
    made.list(told, option)


def _on_label(made, who, day, by, do, **values):
    made.writer.act(
        days(day, -1), "claire", "label.of", as_=f"label-{who.name}", organism=f"@{who.name}"
    )
    if session := values.pop("session", None):
        made.writer.act(
            day, by, do, on=session.name, at=time(11), label=f"@label-{who.name}", **values
        )
        return
    made.writer.act(day, by, do, on=f"label-{who.name}", **values)


def _sanction(made, who, session, kind, *, is_answered=True):
    """BR-72: the written notice, thirty days at least with or without observations, then the committee's vote."""
    _hear(made, who, days(session, -80), kind)
    if is_answered:
        _answer(made, who, days(session, -60))
    made.writer.act(
        days(session, -30),
        "claire",
        "committee.list_label",
        on=made.calendar[session].name,
        as_=f"point-{who.name}",
        at=time(11),
        label=f"@label-{who.name}",
        kind=kind,
    )
    made.calendar[session].sanctions.append(f"point-{who.name}")


def _hear(made, who, day, kind):
    _on_label(made, who, day, "claire", "open_contradictory", measure=kind, reason=REASON)


def _answer(made, who, day):
    heard = f"phase-{who.name}"
    made.writer.act(day, "claire", "hearing.of", as_=heard, label=f"@label-{who.name}")
    made.writer.act(day, who.signatory, "answer", on=heard, observations=ANSWER)


def pipeline(made, rows):
    """Dossiers under way today, each at another point of the path."""
    today = made.writer.until
    scheduled = made.days.ordinary(0)
    told = _under_way(made, next(rows), scheduled, persona="scheduled", listed=True)
    tenants.settled(told, -120 - 335 + 38)
    audit_day = {  # days from the opening of the audit to today: a state of the mission and of the dossier
        "review": 55,
        "answered": 37,
        "final": 31,
        "contradictory": 22,
        "draft-report": 18,
        "fieldwork": 10,
        "in-progress": 3,
        "planned": -10,
        "accepted": -40,
        "proposed": -51,
        "to-assign": -54,
    }
    for name, offset in audit_day.items():
        persona = name if name in PERSONAS else ""
        session = days(today, 120 - offset)
        _under_way(made, next(rows), session, persona=persona, is_late=name in LATE)
    told = _under_way(made, next(rows), days(today, 120 + 80), persona="preparation", is_late=True)
    tenants.waiting(told, -120 - 80)
    closing_day = {"diagnosis": 12, "hqs-planned": -30, "registered": -100}
    for offset in closing_day.values():
        _under_way(made, next(rows), days(today, 455 - offset))
    opened_day = {"submitted": 15, "draft": 5}
    for name, offset in opened_day.items():
        _under_way(
            made, next(rows), days(today, 605 - offset), persona=name if name == "draft" else ""
        )
    _unfinished(made, rows, today)


def _under_way(made, row, session, *, persona="", listed=False, **special):
    who = made.landlord(row, days(session, -612), persona=persona)
    told = made.story(who, session, **special)
    if listed:
        made.list(told)
    return told


def _unfinished(made, rows, today):
    """To complete, discontinued, dismissed; missions declined, postponed and cancelled."""
    act = made.writer.act
    asked = {
        "piece_1": "lettre-engagement",
        "reason_1": "La lettre ne porte pas la date de sa signature.",
    }
    waiting = _under_way(
        made, next(rows), days(today, 605 - 20), persona="to_complete", stop="submit"
    )
    act(
        days(today, -8),
        "claire",
        "request_complement",
        on=waiting.dossier,
        due_on=days(today, 20),
        **asked,
    )
    silent = _under_way(made, next(rows), days(today, 605 - 200), stop="submit")
    act(
        days(today, -185),
        "claire",
        "request_complement",
        on=silent.dossier,
        due_on=days(today, -155),
        **asked,
    )
    for offset in (-164, -157, -150, -120):
        act(next_working_day(days(today, offset)), "horloge", "clock.run")  # a relance leaves
    act(
        days(today, -100),
        "claire",
        "dismiss",
        on=silent.dossier,
        reason="Aucune réponse après deux relances et trois mois.",
    )
    left = _under_way(made, next(rows), days(today, 605 - 90), stop="register")
    act(
        days(today, -20),
        left.landlord.signatory,
        "discontinue",
        on=left.dossier,
        reason="Notre organisme fusionne l’an prochain et reporte sa candidature.",
    )
    told = _under_way(made, next(rows), days(today, 120 - 38), stop="finding.answer")
    _rejected(made, told, today)
    for do, closing, last in (
        ("decline", 52, "propose"),
        ("postpone", 12, "approve_plan"),
        ("cancel", 12, "plan"),
    ):
        told = _under_way(made, next(rows), days(today, 455 + closing), stop=last)
        _end_mission(made, told, do, today)


def _rejected(made, told, today):
    """An answer that the auditor has refused."""
    finding = f"audit-{told.landlord.name}-1-NCm"
    reason = (
        "L’action proposée ne traite pas la cause\u00a0: elle ne touche pas les nouveaux arrivants."
    )
    day = told.after(days(today, -2))
    made.writer.act(day, told.auditors[1], "reject", on=finding, reason=reason)


def _pending_and_extended(made, rows, session):
    """A renewal granted before the old end, and a label prorogued while its renewal is under way."""
    for ending in ("pending", "extended"):
        who, _ = made.labelled(next(rows), 6, cycles=1)
        if ending == "pending":
            made.list(made.story(who, session.day, cycle=2))
            continue
        made.story(who, days(session.day, 240), cycle=2)
        _on_label(
            made,
            who,
            days(session.day, -30),
            "claire",
            "committee.list_label",
            kind="extension",
            session=session,
            as_=f"point-{who.name}",
        )
        session.sanctions.append(f"point-{who.name}")


def _end_mission(made, told, do, today):
    mission, reason = (
        f"hqs-{told.landlord.name}",
        "Une mission prévue aux mêmes dates rend celle-ci impossible.",
    )
    by = told.auditors[0] if do == "decline" else "claire"
    later = next_working_day(days(today, 60))
    more = (
        {"starts_on": later, "ends_on": next_working_day(days(later, 3))}
        if do == "postpone"
        else {}
    )
    day = told.after(days(today, -5))
    made.writer.act(day, by, do, on=mission, reason=reason, **more)


def sessions(made, rows):
    """Sessions in each other state around today, beside the two of each year."""
    for rank, (offset, stop) in enumerate(EXTRA.items(), FIRST_LABEL + 2):
        day = made.days.free(offset, made.calendar)
        made.calendar[day] = Session(day, made.writer, stop=stop, rank=rank)
        for number in range(4 if stop == "open" else 1):
            name = office.candidate(
                made, f"candidat-{stop or 'passe'}-{number + 1}", days(day, -120)
            )
            made.calendar[day].add("committee.list_accreditation", f"agrement-{name}", "validate")
        if not stop:
            _pending_and_extended(made, rows, made.calendar[day])


def undone(made, rows):
    """A decision annulled with an addendum that says it, and a label suspended in urgency."""
    who, told = made.labelled(next(rows), 3, cycles=1)
    session = made.calendar[told.session]
    act, today = made.writer.act, made.days.today
    annulled = days(today, -75)
    said = words.day(annulled)
    act(
        annulled,
        "president",
        "annul",
        on=f"{session.name}-{len(session.points)}",
        reference=f"Décision de la présidence du {said}, après recours",
        reason=FALSE_PIECE,
    )
    text = ADDENDUM.format(who.label, said)
    act(days(today, -71), "secretaire", "committee.addendum", on=session.name, text=text)
    act(days(today, -69), "president", "committee.approve_addendum", on=session.name)
    who, _ = made.labelled(next(rows), 2, cycles=1)
    _on_label(made, who, days(made.writer.until, -4), "president", "safeguard", reason=URGENT)
