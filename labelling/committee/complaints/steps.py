"""Effects of the steps of requests besides their state."""

from django.core.files.base import File

from labelling.committee.complaints import notices
from labelling.committee.complaints.appeals import notices as appeal_notices
from labelling.committee.complaints.authors import actions
from labelling.committee.complaints.handlers.rules import missing
from labelling.committee.complaints.models import MOVABLE, Complaint, Enquiry, MisuseReport
from labelling.title.labels.guards import alone, not_ended
from portal import documents
from portal.core import clock
from portal.documents import FROM_STRANGER
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import audit_log

KEPT = ("text", "sender_name", "sender_email", "organism_name", "received_on")
OWN_CHOICE = {
    Enquiry: {"topic": Enquiry.Topic.OTHER},
    MisuseReport: {"reason": MisuseReport.Reason.OTHER},
    Complaint: {"about": Complaint.About.ORGANISATION},
}


def move(thing, *, by, kind, reason):
    """The same writing under another kind and a new reference; its dates still run from its receipt."""
    model = MOVABLE[kind]
    facts = {name: getattr(thing, name) for name in KEPT} | OWN_CHOICE[model]
    if hasattr(thing, "organism_id") and hasattr(model, "organism"):
        facts["organism_id"] = thing.organism_id
    facts["text"] = "\n\n".join(filter(None, [thing.text, _lost(thing, model)]))
    moved = actions.create(model, came_from=thing.reference, **facts)
    if thing.file:
        _copy(thing.file, moved)
    entry = audit_log.write(
        moved,
        by=by,
        act="receive",
        sentence=f"{by} a transféré ici la demande {thing.reference}.",
        target=moved.state,
        reason=reason,
        rules=moved.rules_version,
    )
    outbox.write(actions.ARRIVALS[model], moved, entry, topic=notices.TOPIC)
    notices.queue_mail(moved, notices.MOVED, "moved")
    thing.moved_to, thing.closed_on = moved.reference, clock.today()
    return {"moved_to": moved.reference}


def _lost(thing, model):
    """What the new kind has no field for, in words."""
    said = [f"Sujet choisi : {thing.subject}."]
    if getattr(thing, "place", ""):
        said.append(f"Vu : {thing.place}.")
    if getattr(thing, "seen_on", None):
        said.append(f"Le {thing.seen_on:%d/%m/%Y}.")
    if getattr(thing, "organism", None) and not hasattr(model, "organism"):
        said.append(f"Organisme : {thing.organism}.")
    return " ".join(said)


def _copy(stored, holder):
    """A file belongs to its holder: whoever sees the new kind alone must open it too."""
    with stored.file.storage.open(stored.file.name) as content:
        upload = File(content, name=stored.name)
        holder.file = documents.store(upload, holder=holder, by=None, kind=FROM_STRANGER)
    holder.save(update_fields=["file"])


# By the state of a dossier, the step that an upheld appeal takes.
REOPENED = {"refused": "reopen", "adjourned": "reopen_adjourned"}


def close(thing, by, **_):
    thing.closed_on = clock.today()


def answer(thing, by, answer):
    thing.answer, thing.answered_on = answer, clock.today()


def answer_and_close(thing, by, answer):
    thing.answer, thing.answered_on = answer, clock.today()
    thing.closed_on = clock.today()


def retain(report, by, finding, organism=None):
    """The fact feeds the organism's file from today on."""
    report.finding, report.organism = finding, organism or report.organism
    report.retained_on = clock.today()


def dismiss(report, by, finding):
    report.finding = finding


def redirect(report, by, redirected_to, finding=""):
    report.redirected_to, report.finding = redirected_to, finding


def handle(report, by, answer, measures=""):
    report.answer, report.measures, report.answered_on = answer, measures, clock.today()


def investigate(thing, by, finding):
    thing.finding = finding


def decide(thing, by, outcome, answer):
    """Written now, told at the notification."""
    thing.outcome, thing.answer = outcome, answer


def propose(appeal, by, outcome, answer):
    """Whoever writes it agrees to it; it is the college's once every other member has."""
    decide(appeal, by, outcome, answer)
    appeal.agreed_by.set([by])


def agree(appeal, by, **_):
    appeal.agreed_by.add(by)


def settle(appeal, by):
    """The last agreement makes the decision."""
    if not missing(appeal):
        appeal.workflow.fire(appeal, "decide")


def discuss(appeal, by, **_):
    """A member asks for another wording: nobody agrees to anything any more."""
    appeal.agreed_by.clear()


def propose_effects(appeal):
    others = [str(person) for person in appeal.handlers.all()]
    return [
        f"Le collège décide ensemble : {', '.join(others)}.",
        "Chaque autre membre reçoit un message et donne son accord, ou demande une autre rédaction.",
        "Rien n’est décidé ni notifié avant l’accord de tous.",
    ]


def agree_effects(appeal):
    waiting = len(missing(appeal)) - 1
    if waiting > 0:
        return [f"Il restera {words.count(waiting, 'accord', 'accords')} à donner."]
    return [
        "C’est le dernier accord : la décision du collège est prise, le secrétariat la notifie."
    ]


def notify(thing, by, **_):
    thing.answered_on = thing.closed_on = clock.today()


def reopen(appeal, by):
    """An upheld appeal reopens the dossier refused or adjourned, or suspends what was withdrawn.

    The présidence's own steps.
    """
    if appeal.outcome != appeal.Outcome.UPHELD:
        return
    dossier = appeal.item.dossier
    if dossier is not None and dossier.state in REOPENED:
        reason = f"Recours {appeal.reference} accueilli : réexamen du dossier."
        dossier.workflow.fire(dossier, REOPENED[dossier.state], by=by, reason=reason)
        return
    if _restores(appeal):
        reason = f"Recours {appeal.reference} accueilli : le comité réexamine le retrait du label."
        label = appeal.item.label
        label.workflow.fire(label, "restore", by=by, reason=reason)
    outbox.write(
        appeal_notices.TO_RELIST,
        appeal,
        audit_log.entries_of(appeal).first(),
        topic=appeal_notices.TOPIC,
    )


def _restores(appeal):
    """Whether the withdrawal that is contested can be taken up again: the label would still run."""
    label = appeal.item.label
    if label is None or label.state != label.State.WITHDRAWN:
        return False
    return not any(guard(label) for guard in (not_ended, alone))


def notify_effects(appeal):
    said = ["L’organisme reçoit l’issue et ses motifs par courriel.", "Le recours est clos."]
    if appeal.outcome == appeal.Outcome.UPHELD:
        dossier = appeal.item.dossier
        is_reopened = dossier is not None and dossier.state in REOPENED
        if _restores(appeal):
            said.append(
                "Le label n’est plus retiré : il est suspendu jusqu’au réexamen, sous une nouvelle attestation."
            )
        said.append(
            f"Le dossier {dossier.reference} est rouvert et repasse en instruction."
            if is_reopened
            else "Le référent label est prié d’inscrire le réexamen à un prochain comité."
        )
    return said
