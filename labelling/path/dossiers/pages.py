"""Context of the main page of a dossier."""

from dataclasses import dataclass

from django.db.models import FETCH_PEERS, Prefetch

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.panels import panels_of
from labelling.parties.organisms.rules import instructor, member
from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import STOPPED, LabelDossier, Piece
from labelling.path.dossiers.parts import perimeter, rules
from labelling.path.dossiers.steps import guards, windows
from labelling.path.dossiers.steps.turns import next_act
from labelling.path.dossiers.steps.workflow import situation
from portal import access
from portal.search.french import sort_key
from portal.ui import words

S = LabelDossier.State
DECIDED = {S.GRANTED: "accordé", S.REFUSED: "refusé"}


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    is_done: bool
    is_current: bool


def steps(dossier, dates):
    """One Step a stage of the rules. `dates`: {state: first entry}, from the journal."""
    plan = stages.stages(dossier)
    starts = [_start(dossier, stage, dates) for stage in plan]
    place = _place(dossier, plan, starts)
    is_over = dossier.state == S.GRANTED
    return [
        Step(
            label=stage.label,
            note=_note(dossier, plan, starts, number, place),
            is_done=number < place or is_over,
            is_current=number == place and not is_over,
        )
        for number, stage in enumerate(plan)
    ]


def _start(dossier, stage, dates):
    if stage.covers(S.DRAFT):
        is_ours = dossier.taken_over_on is None
        return stages.day_of(dossier.created_at) if is_ours else dossier.submitted_on
    return min((day for state, day in dates.items() if stage.covers(state)), default=None)


def _place(dossier, plan, starts):
    """The rank of the present stage; for a dossier that stopped, of the last one it entered."""
    current = stages.current_stage(dossier)
    if current is not None:
        return plan.index(current)
    entered = [number for number, start in enumerate(starts) if start]
    return max(entered, default=0)


def _note(dossier, plan, starts, number, place):
    if dossier.state in DECIDED and number == place:
        return f"{DECIDED[dossier.state]} le {words.day(dossier.decided_on, short=True)}"
    if number < place:
        later = starts[number + 1 :]
        if (
            dossier.taken_over_on
        ):  # of a stage that was skipped, the day is not that of the next one
            later = later[:1]
        end = next(filter(None, later), None)
        return f"faite le {words.day(end, short=True)}" if end else ""
    if number == place:
        start = starts[number]
        said = "arrêtée" if dossier.state in STOPPED else "en cours"
        return f"{said}, depuis le {words.day(start, short=True)}" if start else said
    return _hoped(dossier, plan[number])


def _hoped(dossier, stage):
    """« entre le 24 févr. et le 24 juin 2027 » when the window is known."""
    if stage != stages.audit_stage(dossier):
        return ""
    window = windows.audit_window(dossier)
    if window is None:
        return ""
    first, last = window
    same_year = first.year == last.year
    return f"entre le {words.day(first, short=True, year=not same_year)} et le {words.day(last, short=True)}"


LINES, FEW = 8, 6  # of the journal, of the pieces, on the first page
TABS = (
    ("Vue d’ensemble", "dossier_detail"),
    ("Pièces et preuves", "dossier_pieces"),
    ("Locataires", "consultation_list"),
    ("Patrimoine", "stock_detail"),
    ("Plan d’actions", "plan_detail"),
    ("Auto-évaluation", "assessment_detail"),
    ("Audits", "mission_list_of_dossier"),
    ("Journal", "dossier_journal"),
)
PERSON = ("first_name", "last_name", "job")
FILE = ("token", "name", "size", "version", "scan_state")
NEVER = "autres organismes, Dircom, associations régionales"


def rows():
    """A dossier with what its pages and its guards read (who signed is a member: `signer`).

    Every table joined doubles the time that PostgreSQL takes to plan. Of files and people, what a page
    writes; another column would be read for all of them at once.
    """
    missions = LabelDossier._meta.get_field("missions").related_model._base_manager
    pieces = Piece.objects.order_by("code", "-added_at")
    return LabelDossier.objects.select_related(
        "organism", "action_plan", "instructed_by"
    ).prefetch_related(
        Prefetch("pieces", _with(pieces, file=FILE, added_by=PERSON)),
        "tenant_involvements",
        "consultations__body",
        Prefetch("missions", _with(missions, auditor=("user",), auditor__user=PERSON)),
        Prefetch("organism__memberships", _with(Membership.objects, user=PERSON)),
    )


def _with(rows, **related):
    """The rows, each with these columns of what it refers to."""
    own = [field.name for field in rows.model._meta.concrete_fields]
    others = [f"{name}__{column}" for name, columns in related.items() for column in columns]
    return rows.select_related(*related).only(*own, *others).fetch_mode(FETCH_PEERS)


def tabs(dossier, current):
    """The parts of the dossier; also for the pages that other topics serve."""
    return [
        {"label": label, "url": page(dossier, name), "is_current": name == current}
        for label, name in TABS
    ]


def overview(dossier, user):
    """The context of the first page."""
    dossier.engagement_signed_by = signer(dossier)
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "dossier_detail"),
        "steps": steps(dossier, stages.entries(dossier)),
        "has_receipt": has_receipt(dossier),
        "act": next_act(dossier, user),
        "dates": important_dates(dossier),
        "people": people(dossier),
        "visibilities": visibilities(dossier),
        "never": NEVER,
        "pieces": with_stage(dossier, latest_pieces(dossier)),
        "tenants": with_stage(dossier, list(dossier.tenant_involvements.all())[:FEW]),
        "entries": dossier.history,
        "lines": LINES,
        "journal_more": journal_link(len(dossier.history)),
        "complements": complements(dossier, user),
        "homes_gap": perimeter.gap(dossier, dossier.homes_in_stock),
        "is_draft": dossier.state == S.DRAFT,
        "opens_organism": opens_organism(dossier, user),
        "panels": panels_of(user, dossier.organism, dossier),
        "may": {part: rules.may_write(part, dossier, user) for part in rules.PARTS},
    }


def journal_link(lines):
    return f"Voir les {words.number(lines)} lignes du journal" if lines > 1 else "Voir le journal"


def complements(dossier, user):
    """What was asked (BR-15), to who answers and to who asked, as long as the answer is to be written or read."""
    was_asked = any(line.act == "request_complement" for line in dossier.history)
    if dossier.state not in (S.TO_COMPLETE, S.SUBMITTED) or not was_asked:
        return ()
    is_read = member(user, dossier) or instructor(user, dossier)
    return dossier.complements.all() if is_read else ()


def has_receipt(dossier):
    """Nothing that came before the portal was frozen here."""
    if dossier.taken_over_on:
        return dossier.frozen_copies.exists()
    return dossier.submitted_on is not None


def opens_organism(dossier, user):
    """The committee reads the dossier, not the page of the organism."""
    auditors = {one.auditor.user_id for one in dossier.missions.all() if one.auditor_id}
    return user.pk in auditors or member(user, dossier) or instructor(user, dossier)


def signer(dossier):
    """Who signed the engagement: a member, past or present, already read with the organism."""
    known = {member.user_id: member.user for member in dossier.organism.memberships.all()}
    key = dossier.engagement_signed_by_id
    return known.get(key) or dossier.engagement_signed_by


def latest_pieces(dossier):
    current = [piece for piece in dossier.pieces.all() if piece.is_current]
    return sorted(current, key=lambda piece: (piece.added_at, piece.pk), reverse=True)[:FEW]


def with_stage(dossier, rows):
    """The same rows, each with the label of its stage."""
    labels = {stage.code: stage.label for stage in stages.stages(dossier)}
    for row in rows:
        row.stage_label = labels.get(row.stage, "")
    return rows


def important_dates(dossier):
    """[(label, date, may it be late)], the ones that are known."""
    plan = getattr(dossier, "action_plan", None)
    is_signed = (
        dossier.state == S.PREPARATION and plan is not None and plan.validated_on is not None
    )
    rows = [("Plan d’actions validé le", plan.validated_on, False)] if is_signed else []
    if not is_signed:  # once it is, the date is that of the audit, told below
        rows.append((situation(dossier).due, dossier.due_on, True))
    if dossier.state in (S.DIAGNOSIS, S.PREPARATION):
        if last := guards.hqs_usable_until(dossier):
            rows.append(("Diagnostic HQS valable jusqu’au", last, True))
        if window := windows.audit_window(dossier):
            rows += [
                ("Audit possible à partir du", window[0], False),
                ("Audit à ouvrir avant le", window[1], True),
            ]
    rows += [
        ("Déposé le", dossier.submitted_on, False),
        ("Recevable le", dossier.registered_on, False),
        ("Décidé le", dossier.decided_on, False),
    ]
    return [{"label": label, "day": day, "counts": counts} for label, day, counts in rows if day]


def people(dossier):
    """[(title, names)]: signatories, contacts, auditors, référent."""
    members = [m for m in dossier.organism.memberships.all() if m.is_active]
    by_function = {"signatory": [], "contact": []}
    for one in members:
        by_function[one.function].append(
            f"{one.user}, {one.shown_job}" if one.shown_job else str(one.user)
        )
    auditors = {
        str(m.auditor) for m in dossier.missions.all() if m.auditor_id and m.state != "declined"
    }
    rows = [
        ("Signataire", by_function["signatory"]),
        ("Correspondant", by_function["contact"]),
        ("Auditeur", sorted(auditors, key=sort_key)),
        ("Référent label", [str(dossier.instructed_by)] if dossier.instructed_by else []),
    ]
    return [{"title": title, "names": names} for title, names in rows]


def visibilities(dossier):
    """« Qui voit ceci ? »: every reason; the names are on the organism's page."""
    return [{"label": line.label, "reason": line.reason} for line in access.who_sees(dossier)]
