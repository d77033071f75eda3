"""Objects of the past from the lines of the tracking: what is known of each, and what is missing."""

from labelling.committee.models import AgendaItem, CommitteeSession, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import import rules
from labelling.steering.history_import.lines.comparing import told_status
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.ui import partial_dates, words

BEFORE = "Décision prise avant le portail\u00a0: le décompte des voix n’est pas repris."
M, Item, C = AuditMission.State, AgendaItem.State, CommitteeSession.State
STAGES = {"diagnosis": "hqs", "audit": "implementation"}  # the audit that a dossier waits for
MILESTONES = {
    "application_on": "Candidature",
    "hqs_on": "Diagnostic HQS",
    "implementation_audit_on": "Audit de mise en œuvre",
    "committee_on": "Comité",
    "verification_audit_on": "Audit de vérification",
    "auditor": "Auditeur",
}
OPTIONS = {"granted": "grant", "refused": "refuse", "adjourned": "adjourn", "withdrawn": "yes"}
precise = partial_dates.precise


class Builder:
    """Marks and facts of one import; nothing is stored here."""

    def __init__(self, tracking_import, auditors, rules_version, framework, committee_rules):
        self.source = tracking_import
        self.auditors = auditors
        self.bound = {"rules": rules_version, "framework": framework}
        self.committee_rules = committee_rules

    def marks(self, line, known=(), missing=()):
        """`known`: (label, value as read); `missing`: (field or "", words, whether it is)."""
        return {
            "taken_over_on": clock.today(),
            "taken_from": self.source,
            "taken_facts": {
                "place": line.place if line and not self.source.is_typed else "",
                "is_typed": self.source.is_typed,
                "known": [[label, str(said)] for label, said in known if said not in (None, "")],
                "missing": [[code, said] for code, said, is_missing in missing if is_missing],
            },
        }

    def organism(self, line, slug):
        homes, place = line.get("homes"), line.get("departement", "")
        missing = (
            ("siren", "Siren", not line.get("siren")),
            ("departement", "département du siège", not place),
            ("homes", "nombre de logements", homes is None),
        )
        return Organism(
            name=line.get("name"),
            slug=slug,
            siren=line.get("siren"),
            family=line.get("family"),
            region=line.get("region"),
            departement=place,
            homes=homes or 0,
            is_demo=self.source.is_demo,
            **self.marks(line, missing=missing),
        )

    def dossier(self, line, organism, procedure, reference, since, *, is_last):
        applied, is_over = precise(procedure.applied_on), procedure.decided_on is not None
        names = MILESTONES if is_last else {}
        known = [(label, line.get(name)) for name, label in names.items()]
        known += [(text, on or "sans date") for text, on in procedure.steps]
        missing = (
            ("submitted_on", "jour de la candidature", applied is None),
            ("perimeter", "périmètre", True),
            ("", "pièces et engagement signé", True),
            ("", "vote et motif de la décision", is_over),
        )
        marks = self.marks(line, known, missing)
        marks["taken_facts"]["since"] = since
        dossier = LabelDossier(
            reference=reference,
            organism=organism,
            dossier_type=procedure.dossier_type,
            perimeter=line.get("perimeter", ""),
            homes_in_perimeter=line.get("homes_then") or organism.homes or None,
            submitted_on=applied,
            decided_on=procedure.decided_on,
            is_demo=self.source.is_demo,
            **self.bound,
            **marks,
        )
        if procedure.decision and not is_over:
            dossier.due_on = precise(procedure.decision.get("session"))
        return dossier

    def mission(self, line, dossier, state, reference):
        """(the mission, its state). What its dossier waits for goes on; all else is over."""
        auditor = self.auditors.get(line.get("auditor"))
        starts, ends, report = (line.get(name, "") for name in ("start", "end", "report_on"))
        goal = mission_state(line, state, auditor)
        known = (
            ("Auditeur", line.get("auditor")),
            ("Début", starts),
            ("Fin", ends),
            ("Rapport", report),
            ("Non-conformités majeures", line.get("nc_major")),
            ("Non-conformités mineures", line.get("nc_minor")),
        )
        missing = (
            ("starts_on", "premier jour de l’audit", precise(starts) is None),
            ("ends_on", "dernier jour de l’audit", precise(ends) is None),
            ("auditor", "compte de l’auditeur", auditor is None),
            ("declared_at", "déclaration d’impartialité", True),
            ("", "rapport et constats", True),
        )
        mission = AuditMission(
            reference=reference,
            dossier=dossier,
            audit_type=line.get("audit_type"),
            auditor=auditor,
            starts_on=precise(starts),
            ends_on=precise(ends),
            closed_on=precise(ends) if goal in (M.CLOSED, M.FINAL_REPORT) else None,
            validated_on=precise(report) if goal == M.CLOSED else None,
            finished_on=precise(report) or precise(ends) if goal == M.CLOSED else None,
            **self.marks(line, known, missing),
        )
        return mission, goal

    def session(self, day, reference, *, is_over):
        missing = (
            ("starts_at", "heure", True),
            ("place", "lieu", True),
            ("minutes_text", "relevé de décisions", is_over),
            ("", "présences et votes", is_over),
        )
        marks = self.marks(None, missing=missing)
        return CommitteeSession(
            reference=reference, held_on=day, rules=self.committee_rules(day), **marks
        )

    def item(self, line, session, number, **about):
        known = (("Sièges présents", line.get("seats_present")),)
        return AgendaItem(session=session, number=number, **about, **self.marks(line, known))

    def decision(self, line, item):
        option = OPTIONS[line.get("decision")]
        if option == "grant" and line.get("with_recommendations"):
            option = "grant_with_recommendations"
        missing = (("", "votes", True), ("motivation", "motivation", True))
        return Decision(
            item=item,
            option=option,
            counts={},
            rule_text=BEFORE,
            arithmetic=BEFORE,
            decided_on=item.session.held_on,
            notified_on=item.session.held_on,
            validated_at=None,
            **self.marks(line, missing=missing),
        )

    def label(self, line, dossier, decision, reference, withdrawn_on):
        """(the label, its state)."""
        said = line.get("label")
        start, end = precise(said["start"]), precise(said["end"])
        state = label_state(line.get("status"), start, end)
        ended = end if state == Label.State.EXPIRED else withdrawn_on
        is_cut = state in (Label.State.WITHDRAWN, Label.State.RENOUNCED)
        missing = (
            ("", "numéro d’attestation", not said.get("attestation")),
            ("perimeter", "périmètre", not line.get("perimeter")),
            ("ended_on", "jour où le label a cessé", is_cut and ended is None),
            ("suspended_on", "jour de la suspension", state == Label.State.SUSPENDED),
            ("decision", "décision du comité", decision is None),
        )
        known = (("Mention spéciale", line.get("mention")), *line.get("told", ()))
        label = Label(
            reference=reference,
            organism=dossier.organism,
            dossier=dossier,
            decision=decision,
            perimeter=line.get("perimeter", ""),
            start_on=start,
            end_on=end,
            ended_on=ended,
            **self.marks(line, known, missing),
        )
        return label, state

    def attestation(self, line, label, number):
        missing = (("file", "document", True), ("signatory_name", "signataire", True))
        return Attestation(
            number=number,
            label=label,
            status=Attestation.Status.PUBLISHED,
            organism_name=label.organism.name,
            perimeter=label.perimeter,
            start_on=label.start_on,
            end_on=label.end_on,
            decided_on=label.decision.decided_on if label.decision else None,
            issued_on=None,
            **self.marks(line, missing=missing),
        )


def label_state(status, start, end):
    """By its dates where they say more than the file: to begin, or over."""
    state = rules.LABELS[told_status(status, end)]
    return Label.State.PENDING if state == Label.State.ACTIVE and start > clock.today() else state


def mission_state(line, dossier_state, auditor):
    """Over, unless its dossier waits for it: then its report is to be validated, or it is to be led."""
    if STAGES.get(dossier_state) != line.get("audit_type"):
        return M.CLOSED
    if line.get("report_on"):
        return M.CLOSED if dossier_state == "diagnosis" else M.FINAL_REPORT
    is_dated = precise(line.get("start")) and precise(line.get("end"))
    return M.PROPOSED if auditor and is_dated else M.TO_ASSIGN


def name_of(thing):
    """What a line of the journal says was taken over: « le dossier QH-D-2026-0001 d’Armoril Habitat »."""
    if isinstance(thing, Organism):
        return f"l’organisme {thing}"
    if isinstance(thing, LabelDossier):
        return f"le dossier {thing.reference}, {thing.organism}"
    if isinstance(thing, AuditMission):
        return f"l’audit {thing.reference} ({thing.get_audit_type_display()})"
    if isinstance(thing, CommitteeSession):
        return f"la séance du {words.day(thing.held_on)}"
    return (
        f"le point {thing.number}"
        if isinstance(thing, AgendaItem)
        else f"le label {thing.reference}"
    )
