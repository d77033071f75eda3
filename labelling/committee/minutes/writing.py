"""Minutes (relevé de décisions): drafted from the data, approved once, then read-only (BR-58, BR-59)."""

from collections import defaultdict
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.tasks import task

from labelling.committee import pack
from labelling.committee.attendance import movements, seating
from labelling.committee.minutes import printing
from labelling.committee.models import (
    AgendaItem,
    CommitteeSession,
    InterestDeclaration,
    minutes_digest,
)
from labelling.parties.framework.votes import decision_label
from portal import documents
from portal.documents import pdf
from portal.models import User
from portal.ui import words
from portal.workflow import audit_log

TEMPLATE = "labelling/committee/minutes.pdf.html"
Item = AgendaItem.State


def text(session):
    """The whole text: no nominal vote, which stay in the confidential annex (BR-58)."""
    parts = [_heading(session), _presences(session)]
    items = session.items.select_related(
        "dossier__organism", "label__organism", "accreditation__auditor__user", "decision"
    ).prefetch_related("label__hearings")
    recused = _recused(session)
    parts += [_point(item, recused.get(item.pk, [])) for item in items]
    return "\n\n".join(parts) + "\n"


def _heading(session):
    return "\n".join(
        (
            "Comité de labellisation Quali’Hlm",
            "Relevé de décisions",
            f"Séance {session.reference} du {words.day(session.held_on)}, {words.hour(session.starts_at)}",
            f"Lieu : {session.place} ({session.get_mode_display()})",
            f"Règles du comité : {session.rules.code}",
            *_conduct(session),
        )
    )


def _conduct(session):
    """Who led the session and who noted the attendance, and from when to when."""
    lines = {entry.act: entry for entry in audit_log.entries_of(session).order_by("seq")}
    opened, closed, noted = (lines.get(act) for act in ("open", "close", movements.ACT))
    if opened is None:
        return
    until = f", close à {words.hour(closed.at)}" if closed else ""
    yield f"Séance ouverte à {words.hour(opened.at)}{until}."
    yield f"Présidence : {opened.actor_name}."
    if noted and noted.actor_name:
        yield f"Secrétariat : {noted.actor_name}."


def _presences(session):
    """Seats with the people who sat on them, named with the hours at which they came late or left (BR-58)."""
    groups = {"titulaires": [], "suppleants": [], "absents": []}
    came = defaultdict(list)
    opened = audit_log.entries_of(session).filter(act="open").first()
    for one in movements.list_movements(session):
        came[one.seat].append(one)
    for sitting in seating.read(session).on():
        label, moves = sitting.seat.label, came[sitting.seat.code]
        ranks = {one.rank for one in moves if one.is_arrival}
        if not ranks and sitting.voter:  # noted before the journal kept who came
            ranks = {sitting.voter.rank}
        people = [h for h in sitting.holders if h.rank in ranks]
        replaced = _replaced(sitting, moves)
        named = ", ".join(_named(h, moves, opened, replaced) for h in people)
        key = "titulaires" if "full" in ranks else "suppleants" if ranks else "absents"
        groups[key].append(f"{label} ({named})" if named else label)
    titles = {
        "titulaires": "Sièges présents",
        "suppleants": "Sièges représentés par leur suppléant",
        "absents": "Sièges absents",
    }
    lines = [
        f"{titles[key]} ({len(names)}) : {', '.join(names) or 'aucun'}."
        for key, names in groups.items()
    ]
    return "\n".join(lines)


def _replaced(sitting, moves):
    """The titulaire whose place the suppléant took in the room: who never came, or left; or None."""
    own = [one for one in moves if one.rank == "full"]
    is_gone = not all(one.is_arrival for one in own) if own else not sitting.is_here(sitting.full)
    return sitting.full if is_gone else None


def _named(holder, moves, opened, replaced):
    """« Laure Meunier, suppléant, en remplacement de Simon Lefort, arrivée à 10 h 40 »; before the opening, no hour."""
    own = [one for one in moves if one.rank == holder.rank]
    told = [
        f"{'arrivée' if one.is_arrival else 'départ'} à {words.hour(one.moment)}"
        for one in own
        if not one.is_arrival or (opened and one.moment > opened.at)
    ]
    rank = [] if holder.rank == "full" else [holder.get_rank_display().lower()]
    if rank and replaced:
        rank.append(f"en remplacement {words.of(replaced.user)}")
    return ", ".join([str(holder.user), *rank, *told])


def _recused(session):
    """{item: « Victor Barbier (Ministère) » of each person who withdrew}."""
    seats = {
        holder.user_id: f"{holder.user} ({sitting.seat.label})"
        for sitting in seating.read(session).on()
        for holder in sitting.holders
    }
    rows = InterestDeclaration.objects.filter(
        item__session=session, has_interest=True, lifted_by=None
    )
    found = {}
    for row in rows.order_by("item", "user__last_name__french"):
        found.setdefault(row.item_id, []).append(seats.get(row.user_id, str(row.user_id)))
    return {item: list(dict.fromkeys(labels)) for item, labels in found.items()}


def _point(item, recused):
    lines = [f"Point {item.number}. {item.title}"]
    if item.state == Item.REMOVED:
        return "\n".join([*lines, "Retiré de l’ordre du jour.", *_motive(item)])
    if heard := pack.hearing(item):
        what = f" ({heard.get_measure_display().lower()})" if heard.measure else ""
        opened = f"Phase contradictoire ouverte le {words.day(heard.opened_on)}{what}"
        lines.append(f"{opened}. {heard.sentence}")
    if recused:
        lines.append(f"En retrait : {', '.join(recused)}.")
    if replaced := (item.closed_quorum or {}).get("substitutes"):
        said = ", ".join(_represented(*row) for row in replaced)
        lines.append(f"Sièges représentés par leur suppléant : {said}.")
    if item.closed_quorum:
        q = item.closed_quorum
        lines.append(
            f"Quorum : {q['present']} présents sur {q['seats'] - q['recused']}, il en fallait {q['needed']}."
        )
    if silent := (item.closed_quorum or {}).get("silent"):
        lines.append(
            f"Sièges présents qui n’ont pas voté ({len(silent)})\u00a0: {', '.join(silent)}."
        )
    decision = getattr(item, "decision", None)
    if decision is None:
        return "\n".join([*lines, "Sans décision."])
    lines.append(f"Décompte : {decision.arithmetic}")
    lines.append(f"Décision : {decision_label(item.kind, decision.option)}.")
    if decision.annulled_on:
        lines.append(
            f"Décision annulée le {words.day(decision.annulled_on)} ({decision.annulment_reference}) : "
            f"{decision.annulment_reason}"
        )
    if decision.motivation:
        lines.append(f"Motivation : {decision.motivation}")
    if decision.recommendations:
        lines.append(f"Recommandations : {decision.recommendations}")
    return "\n".join(lines)


def _motive(item):
    said = motive(removal(item))
    return [f"Motif\u00a0: {said}"] if said else []


def removal(item):
    """The line of the journal that took a point off the agenda, or None."""
    lines = audit_log.entries_of(item.session).filter(target=Item.REMOVED)
    return lines.filter(thing_type=audit_log.kind(item), thing_id=item.pk).first()


def motive(line):
    """Why a point left the agenda; why its dossier stopped is the office's."""
    if line is None:
        return ""
    return line.reason if line.act == "remove" else "le dossier s’est arrêté."


def _represented(seat, person, full=""):
    """`full`: the titulaire, kept at the closing of the votes since this is said."""
    place = f", en remplacement {words.of(full)}" if full else ""
    return f"{seat} ({person}{place})"


def parts(session):
    """The text cut where it breathes: its heading, then sections, those of a point with a title."""
    first, *others = session.minutes_text.strip().replace("\r\n", "\n").split("\n\n")
    return {
        "opening": first.split("\n"),
        "sections": [_section(part.split("\n")) for part in others],
    }


def _section(lines):
    has_title = lines[0].startswith("Point ")
    return {"title": lines[0] if has_title else "", "lines": lines[has_title:]}


def is_intact(session):
    """BR-59: the text is still the one whose fingerprint the président approved."""
    return minutes_digest(session.minutes_text) == session.minutes_digest


@task
def make_pdf(reference, approver, attempt=0):
    """Render and keep the approved minutes; once. What fails is tried again."""
    session = CommitteeSession.objects.get(reference=reference)
    if session.minutes_file_id or not session.minutes_digest:
        return
    printing.tried(
        session,
        "du relevé",
        lambda: _print(session, approver),
        task=make_pdf,
        args=(reference, approver),
        attempt=attempt,
    )


def _print(session, approver):
    reference = session.reference
    context = {"session": session, "is_demo": settings.IS_DEMO} | parts(session)
    content = pdf.render(TEMPLATE, context, title=f"Relevé de décisions {reference}")
    name = f"releve-{reference}.pdf"
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", name, "application/pdf", len(content), None
    )
    stored = documents.store(
        upload,
        holder=session,
        by=User.objects.get(pk=approver),
        kind="minutes",
        confidentiality=documents.Confidentiality.COMMITTEE,
    )
    CommitteeSession.objects.filter(pk=session.pk, minutes_file=None).update(minutes_file=stored)
