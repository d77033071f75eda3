"""Permanent cast of a scenario: office, committee seats, auditors and agréments."""

from datetime import time

from labelling.parties.accreditation.auditors import charter
from labelling.scenario.cast import FIRMS, SEATS, agreed
from labelling.scenario.days import days
from portal.core.working_days import worked_before

STAGGERED = 40  # auditors whose insurances end on days of their own
INSURED_EVERY, INSURED_FOR = 300, 425  # days: whoever is asked two months ahead is insured then
RENEWALS = (16, 10, 4)  # ranks of the sessions, within six months of the end (BR-43)
OFFICE = (
    ("claire", "Claire", "Vasseur", ["label_referent"], "Référente du label", 10),
    ("paul", "Paul", "Rey", ["label_deputy"], "Suppléant de la référente", 11),
    ("secretaire", "Hélène", "Marchal", ["committee_secretary"], "Secrétariat du comité", 12),
    ("diane", "Diane", "Combes", ["dircom"], "Dircom", 13),
    ("dpo", "Denis", "Poulain", ["dpo"], "Délégué à la protection des données", 14),
    (
        "technique",
        "Tom",
        "Carrier",
        ["tech_admin"],
        "Administration technique\u00a0: une proposition à confirmer, la mise en service à finir",
        15,
    ),
    ("comex", "Charles", "Villard", ["comex_reader"], "Lecteur du COMEX", 16),
    (
        "commission",
        "Odile",
        "Garnier",
        ["commission_reader"],
        "Lectrice de la Commission nationale",
        17,
    ),
)
PERSONA_SEATS = {
    "PRES": ("president", ("Président du comité", "Présidente du comité"), 30),
    "VICE": ("vice", ("Vice-président du comité", "Vice-présidente du comité"), 31),
    "MIN": ("ministere", ("Membre titulaire, ministère",) * 2, 32),
    "LOC1": (
        "locataires",
        ("Représentant national de locataires", "Représentante nationale de locataires"),
        33,
    ),
}
AUDITORS = {  # by rank; where their missions stand when the demonstration ends
    1: "Audit : missions closes",
    7: "Audit : rapport à rendre",
    9: "Audit : visite en cours",
    11: "Audit : plan à déposer",
    12: "Audit : mission proposée",
}
SPECIAL = {
    "draft": (),
    "submitted": ("submit",),
    "to_complete": ("submit", "request_complement"),
    "under_review": ("submit", "review"),
    "training": ("submit", "review", "send_to_training"),
    "committee_pending": ("submit", "review", "send_to_training", "ready_for_committee"),
}
STEPS = ("submit", "review", "send_to_training", "ready_for_committee")


def install(writer, names, founding):
    """The office, then each seat with its titulaire and its suppléant."""
    for name, first, last, roles, title, order in OFFICE:
        writer.person(name, first, last, roles=roles, persona=title, order=order)
    for order, (code, label, college) in enumerate(SEATS, 1):
        seat = f"siege-{code.lower()}"
        writer.act(founding, "claire", "committee.seat", as_=seat, code=code, label=label, college=college,
                   order=order * 10,
            is_chair=code == "PRES", is_vice_chair=code == "VICE",
        )  # fmt: skip
        for rank in ("full", "substitute"):
            person = _holder(writer, names, code, rank)
            writer.act(founding, "claire", "committee.hold", seat=f"@{seat}", user=f"@{person}", rank=rank,
                       since_on=founding)  # fmt: skip


def propose_roles(made):
    """The référent proposes a role, which waits for the technical administration."""
    writer = made.writer
    writer.act(days(writer.until, -3), "claire", "account.propose", kind="give", role="committee_secretary",
               person="@paul", reason="Il aide Hélène Marchal au secrétariat pendant les séances d’hiver.")  # fmt: skip


def unfinished_candidate(made):
    """A candidate at work: the insurance is sent; the CV, the declarations and the charter are not."""
    writer, day = made.writer, days(made.writer.until, -6)
    first, last = made.names.draw()
    title = agreed(first, "Candidat auditeur", "Candidate auditrice")
    name = writer.person(
        "candidature",
        first,
        last,
        persona=f"{title}\u00a0: demande d’agrément à compléter",
        order=21,
    )
    writer.act(day, "claire", "auditor.create", as_=f"auditeur-{name}", user=f"@{name}", firm=FIRMS[2],
               regions=made.regions[:2], is_public=False)  # fmt: skip
    writer.act(days(day, 1), name, "accreditation.open", as_=f"agrement-{name}",
               auditor=f"@auditeur-{name}", complete=False)  # fmt: skip
    writer.act(days(day, 3), name, "accreditation.insure", f"agrement-{name}",
               until_on=days(day, INSURED_FOR))  # fmt: skip


def share_work(made):
    """The Dircom takes the question of a journalist; the deputy notes days off to come."""
    writer = made.writer
    writer.act(days(writer.until, -1), "diane", "assignment.take", "message-2")
    writer.act(days(writer.until, -1), "paul", "absence.declare", since=days(writer.until, 12),
               until=days(writer.until, 19))  # fmt: skip


def follow_up(made):
    """What the office notes of three organisms: calls, a note that cites the deputy, a relance to be followed."""
    writer, until = made.writer, made.writer.until
    drafting, completing, invited = (
        made.personas[one].name for one in ("draft", "to_complete", "invited")
    )
    last = {"at": time(21)}  # after all that these organisms do
    writer.act(until, "paul", "follow_up.contact", drafting, kind="meeting", with_name="La direction",
               said="Réunion de lancement. Ils nomment un chef de projet d’ici la fin du mois.",
               held_on=days(until, -4), **last)  # fmt: skip
    writer.act(until, "claire", "follow_up.contact", drafting, kind="phone", with_name="Le chef de projet",
               said="Il manque la lettre d’engagement\u00a0: elle attend la signature de la direction.",
               next_step="Rappeler au sujet de la lettre d’engagement", next_on=until, **last)  # fmt: skip
    writer.act(until, "claire", "follow_up.note", invited, mentions=["@paul"], is_pinned=True,
               text="Fusion annoncée pour l’an prochain\u00a0: voir si le périmètre change.", **last)  # fmt: skip
    writer.act(until, "claire", "follow_up.relance", completing, follow_on=days(until, 3),
               subject="Votre dossier\u00a0: où en êtes-vous\u00a0?",
               text="Bonjour,\n\nPouvez-vous nous dire où vous en êtes\u00a0?", **last)  # fmt: skip


def answer_alerts(made):
    """The map of the day; the deputy has taken up what it says of the quorum, the rest waits."""
    writer, until = made.writer, made.writer.until
    writer.act(until, "horloge", "process_map.take", at=time(22))
    writer.act(until, "paul", "process_map.alert", as_="sans-quorum", code="no_quorum", at=time(22))
    writer.act(until, "paul", "take_up", "sans-quorum", charge="@paul", until=days(until, 21), at=time(22, 30),
               plan="Appeler chaque titulaire dix jours avant la séance, et son suppléant s’il ne vient pas.",
               )  # fmt: skip


def _holder(writer, names, code, rank):
    first, last = names.draw()
    if rank == "full" and code in PERSONA_SEATS:
        name, titles, order = PERSONA_SEATS[code]
        return writer.person(name, first, last, persona=agreed(first, *titles), order=order)
    if rank == "substitute" and code == "MIN":
        title = agreed(first, "Membre suppléant, ministère", "Membre suppléante, ministère")
        return writer.person("suppleant", first, last, persona=title, order=34)
    return writer.person(
        f"{'titulaire' if rank == 'full' else 'suppleant'}-{code.lower()}", first, last
    )


def auditors(made, regions, count):
    """`count` auditors accredited at the first session and renewed since; returns their names."""
    writer, names, calendar, there = made.writer, made.names, made.calendar, []
    for number in range(count):
        first, last = names.draw()
        title = AUDITORS.get(number + 1)
        persona = {"persona": title, "order": 20} if title else {}
        name = writer.person(f"auditeur{number + 1}", first, last, **persona)
        _apply(writer, name, FIRMS[number % len(FIRMS)], regions, made.days.founding, STEPS)
        calendar[made.days.first_session].add(
            "committee.list_accreditation", f"agrement-{name}", "validate", at=-22
        )
        for rank in RENEWALS:
            renewing = calendar[made.days.ordinary(rank)]
            renewing.add("committee.list_accreditation", f"agrement-{name}", "validate")
        _insure(writer, name, made.days.founding, number)
        _accept_charters(writer, name, made.days.founding, number)
        there.append(name)
    return there


def _insure(writer, name, founding, number):
    """A certificate a year, sent two months before the former one ends; the last one runs past the end."""
    day, rank = days(founding, INSURED_EVERY - 3 * (number % STAGGERED)), 1
    while day < writer.until:
        sent, told = worked_before(day), f"assurance-{name}-{rank}"
        writer.act(
            sent,
            name,
            "accreditation.insure",
            f"agrement-{name}",
            as_=told,
            until_on=days(day, INSURED_FOR),
        )
        writer.act(sent, "claire", "confirm", told, at=time(11))
        day, rank = days(day, INSURED_EVERY), rank + 1


def _accept_charters(writer, name, founding, number):
    """Each version that came since, in the three weeks after its first day."""
    for version in charter.versions().values():
        if version["starts_on"] > founding:
            day = worked_before(days(version["starts_on"], 5 + number % 16))
            writer.act(day, name, "accreditation.accept_charter", on=f"agrement-{name}")


def _apply(writer, name, firm, regions, day, steps, gap=5):
    writer.act(
        day,
        "claire",
        "auditor.create",
        as_=f"auditeur-{name}",
        user=f"@{name}",
        firm=firm,
        regions=regions,
    )
    writer.act(
        days(day, 1),
        name,
        "accreditation.open",
        as_=f"agrement-{name}",
        auditor=f"@auditeur-{name}",
    )
    for rank, step in enumerate(steps, 1):
        by = name if step == "submit" else "claire"
        values = {"trained_on": days(day, 1 + rank * gap)} if step == "ready_for_committee" else {}
        if step == "request_complement":
            values = {"reason": "La police d’assurance jointe ne couvre pas cette année."}
        writer.act(days(day, 1 + rank * gap), name if by == name else "claire", step, on=f"agrement-{name}",
                   at=time(10), **values)  # fmt: skip


def candidate(made, name, day):
    """A person whose application is ready for the committee 60 days after `day`."""
    made.writer.person(name, *made.names.draw())
    _apply(made.writer, name, FIRMS[3], made.regions, day, STEPS, gap=12)
    return name


def special_auditors(made):
    """One candidate or auditor in each other state of the machine."""
    writer, names, calendar, regions = made.writer, made.names, made.calendar, made.regions
    recent = days(writer.until, -40)
    for state, steps in SPECIAL.items():
        name = writer.person(f"candidat-{state.replace('_', '-')}", *names.draw())
        _apply(writer, name, FIRMS[0], regions, recent, steps)
    past = [made.days.ordinary(rank) for rank in (6, 5, 4, 3)]
    for state, session in zip(
        ("refused", "suspended", "withdrawn", "renounced"), past, strict=True
    ):
        name = writer.person(f"ancien-{state}", *names.draw())
        _apply(writer, name, FIRMS[1], regions, days(session, -90), STEPS, gap=10)
        option = "refuse" if state == "refused" else "validate"
        calendar[session].add("committee.list_accreditation", f"agrement-{name}", option)
        _after(writer, name, state, days(session, 100))
        if state == "withdrawn":  # by the committee, at the session that follows its suspension
            calendar[made.days.ordinary(3)].add(
                "committee.list_accreditation", f"agrement-{name}", "refuse"
            )
    name = writer.person("ancien-expired", *names.draw())
    session = made.days.ordinary(15)
    _apply(writer, name, FIRMS[2], regions, days(session, -90), STEPS, gap=10)
    calendar[session].add("committee.list_accreditation", f"agrement-{name}", "validate")


def _after(writer, name, state, day):
    agrement = f"agrement-{name}"
    if state in ("suspended", "withdrawn"):
        writer.act(
            day,
            "president",
            "suspend",
            on=agrement,
            reason="Un lien avec un organisme audité n’avait pas été déclaré.",
        )
    if state == "renounced":
        reason = "Mon cabinet cesse son activité d’audit à la fin du trimestre."
        writer.act(day, name, "renounce", on=agrement, reason=reason)
