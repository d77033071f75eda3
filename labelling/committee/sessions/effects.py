"""Effects of a validated decision on its dossier, label or accreditation, and their preview."""

from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, seating
from labelling.committee.models import HEARD, AgendaItem
from labelling.committee.votes import actions as votes
from labelling.parties.framework.votes import ADJOURN, decision_label
from labelling.title.hearings.workflow import end_hearing
from labelling.title.labels import actions as granting
from labelling.title.labels.workflow import lapsing
from portal.core import clock
from portal.ui import words

Kind = AgendaItem.Kind
MEASURES = {
    Kind.SUSPENSION: "suspend",
    Kind.WITHDRAWAL: "withdraw",
    Kind.REINSTATEMENT: "reinstate",
    Kind.EXTENSION: "extend",
}
DOSSIER_STEPS = {"refuse": "refuse", ADJOURN: "adjourn"}
ON_SAFEGUARD = {
    "yes": "La suspension décidée en urgence par la présidence est confirmée.",
    "no": "La suspension conservatoire prend fin aussitôt ; le label est de nouveau en vigueur.",
}
ACCREDITATION_STEPS = {"validate": "grant", "refuse": "refuse"}
SUSPENDED_STEPS = {"validate": "reinstate", "refuse": "withdraw"}


def apply(item, *, by):
    """Fire the steps of the dossier, the label or the accreditation that the decision asks for."""
    decision = item.decision
    if item.kind == Kind.LABEL:
        _decide_dossier(item.dossier, decision, by)
    elif item.kind == Kind.ACCREDITATION:
        subject = item.accreditation
        if step := _accreditation_step(subject, decision.option):
            reason = decision.motivation
            subject.workflow.fire(subject, step, by=by, decision=decision, reason=reason)
    elif decision.option == "yes":
        label, reason = item.label, decision.motivation
        step = "confirm" if agenda.is_urgent(item.kind, label) else MEASURES[item.kind]
        label.workflow.fire(label, step, by=by, decision=decision, reason=reason)
    elif decision.option == "no" and agenda.is_urgent(item.kind, item.label):
        item.label.workflow.fire(item.label, lapsing(item.label))
    elif decision.option == "no" and item.kind in HEARD and item.label.notice_sent_on:
        end_hearing(item.label, by=by)


def undo(item, *, by):
    """BR-69: the label falls with its attestations, then the dossier goes back to instruction."""
    decision, dossier = item.decision, item.dossier
    granting.annul(dossier, decision, by=by)
    dossier.workflow.fire(dossier, "reopen_granted", by=by, reason=decision.annulment_reason)


def undo_preview(item):
    """The sentences shown before a decision is annulled."""
    if not votes.is_granting(item):
        return []
    again = f"Le dossier {item.dossier.reference} revient en instruction ; le comité se prononcera de nouveau."
    kept = "Le vote, le décompte et le relevé restent tels quels ; un additif au relevé dira l’annulation."
    return [*granting.annul_preview(item.dossier, item.decision), again, kept]


def closing(item):
    """Who has voted and who has not, never how: a vote is not closed blind."""
    recused = interests.recused_people(item)
    sittings = seating.read(item.session).on(recused)
    ballots = votes.valid_ballots(item, sittings, recused).select_related("user", "seat")
    answered = {one.seat_id: one for one in ballots.order_by("seat__order", "seat__code")}
    expected = [s for s in sittings if s.voter]
    missing = [f"{s.voter.user} ({s.seat})" for s in expected if s.seat.pk not in answered]
    here = {s.seat.pk: s.voter.user_id for s in expected}
    voted, gone = [], []
    for seat, one in answered.items():
        (voted if here.get(seat) == one.user_id else gone).append(f"{one.user} ({one.seat})")
    return [
        _turnout(len(expected), len(missing), len(answered)),
        *_named(voted, "A voté", "Ont voté"),
        *_named(missing, "N’a pas voté", "N’ont pas voté"),
        *_named(
            gone,
            "N’est plus dans la salle, et son vote compte",
            "Ne sont plus dans la salle, et leur vote compte",
        ),
        "Le résultat n’est connu de personne avant la clôture. Ensuite, plus personne ne vote à ce tour.",
    ]


def _turnout(present, missing, ballots):
    if not ballots:
        return "Personne n’a voté\u00a0: clos, ce vote ne peut plus qu’être annulé et recommencé."
    if not missing:
        return "Tous les sièges présents ont voté."
    given = words.count(present - missing, "bulletin déposé", "bulletins déposés")
    return f"{given} pour {words.count(present, 'siège présent', 'sièges présents')}."


def _named(people, one, many):
    return [f"{words.agreed(len(people), one, many)}\u00a0: {', '.join(people)}."] if people else []


def _accreditation_step(accreditation, option):
    """An accreditation in force is renewed, or simply ends at its date (BR-43); a suspended one comes back or goes."""
    if accreditation.state == accreditation.State.ACTIVE:
        return "renew" if option == "validate" else None
    steps = SUSPENDED_STEPS if accreditation.is_suspended else ACCREDITATION_STEPS
    return steps.get(option)


def _decide_dossier(dossier, decision, by):
    """BR-62: a label is created by a « grant » decision, and by nothing else."""
    step = DOSSIER_STEPS.get(decision.option, "grant")
    dossier = dossier.workflow.fire(dossier, step, by=by, decision=decision)
    if step == "grant":
        granting.grant(dossier, decision, by=by)


def close(session, *, by):
    for label in agenda.safeguarded_before(session):
        label.workflow.fire(label, lapsing(label))


def close_preview(session):
    lapsed = [
        f"La suspension conservatoire {words.of(label.organism)}, que le comité n’a pas confirmée, prend fin."
        for label in agenda.safeguarded_before(session)
    ]
    shut = (
        "La séance ne se rouvre pas\u00a0: plus personne ne vote, et l’émargement ne change plus."
    )
    return [*lapsed, shut]


def pack_preview(session):
    items = session.items.exclude(state=AgendaItem.State.REMOVED).count()
    read = words.count(items, "point", "points")
    return [
        f"Les membres lisent le dossier de {read}\u00a0; s’il change ensuite, sa page le dit.",
        "L’ordre du jour ne reçoit plus de point, sauf une suspension décidée en urgence.",
        "Un envoi ne se reprend pas.",
    ]


def approval_preview(session):
    return [
        "Le texte ne change plus\u00a0: ce qui le corrige devient un additif.",
        "Son PDF est préparé et joint à la séance.",
    ]


def preview(item):
    """The sentences shown to the président before the decision is validated."""
    _counts, outcome = votes.result(item)
    if outcome.option is None:
        return []
    decided = decision_label(item.kind, outcome.option).lower()
    said = f"Décision enregistrée\u00a0: {decided}. {outcome.sentence}"
    return [said, *_consequences(item, outcome.option)]


def _consequences(item, option):
    if item.kind == Kind.LABEL:
        return _on_dossier(item.dossier, option)
    if item.kind == Kind.ACCREDITATION:
        return _on_accreditation(item.accreditation, option)
    return _on_label(item, option)


def _on_dossier(dossier, option):
    if option in votes.GRANTS:
        return granting.preview(dossier, clock.today())
    if option == ADJOURN:
        due = words.day(dossier.rules.due("D11", clock.today()))
        return [
            f"Le dossier est ajourné ; {dossier.organism} peut le représenter avant le {due}.",
            "L’organisme reçoit la motivation.",
        ]
    again = words.day(dossier.rules.due("D17", clock.today()))
    return [
        "Le dossier est refusé ; aucun label ni attestation n’est créé.",
        f"{dossier.organism} reçoit la motivation, peut former un recours, et candidater de nouveau après le {again}.",
    ]


def _on_accreditation(accreditation, option):
    if accreditation.is_suspended:
        return _on_suspended(accreditation, option)
    if option == "validate":
        return [f"{accreditation.auditor} est agréé dès aujourd’hui et prévenu."]
    if option == "refuse":
        return [f"L’agrément est refusé ; {accreditation.auditor} est prévenu."]
    return ["L’agrément reste à valider ; il reviendra devant le comité."]


def _on_suspended(accreditation, option):
    if option == "validate":
        return [f"La suspension est levée\u00a0; {accreditation.auditor} est prévenu."]
    if option == "refuse":
        return [f"L’agrément est retiré\u00a0; {accreditation.auditor} est prévenu."]
    return ["L’agrément reste suspendu\u00a0; il reviendra devant le comité."]


def _on_label(item, option):
    label = item.label
    if agenda.is_urgent(item.kind, label):
        return [ON_SAFEGUARD.get(option, "La suspension conservatoire prend fin avec la séance.")]
    if option != "yes":
        return ["Le label ne change pas."]
    until = words.day(label.end_on)
    told = f"{label.organism} reçoit la décision et sa motivation."
    if item.kind == Kind.SUSPENSION:
        return ["Le label est suspendu : l’annuaire et la vérification le disent aussitôt.", told]
    if item.kind == Kind.WITHDRAWAL:
        return [
            "Le label est retiré et ses attestations annulées : l’annuaire et la vérification le disent aussitôt.",
            "Le retrait est définitif.",
            told,
        ]
    if item.kind == Kind.REINSTATEMENT:
        return [f"La suspension est levée ; le label court toujours jusqu’au {until}.", told]
    end = label.dossier.rules.delay("D13").after(label.end_on)
    return [f"Le label est prorogé du {until} au {words.day(end)}.", told]
