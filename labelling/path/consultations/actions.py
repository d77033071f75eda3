"""Acts on consultations: bodies asked, a draft kept, a word given, a remark written, a file joined."""

from django.db import transaction

from labelling.parties.bodies.models import RepresentativeBody
from labelling.path.consultations.keys.actions import make_keys
from labelling.path.consultations.models import (
    CLOSED,
    AuditorRemark,
    Consultation,
    TenantWord,
    WordDraft,
    WordFile,
    locked_one,
)
from labelling.path.consultations.rules import asker, typist
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts.rules import OPEN
from portal import documents
from portal.core import clock
from portal.documents import FROM_STRANGER
from portal.web.submissions.edit_conflicts import Changed
from portal.workflow import Forbidden, Problem, Refused, acting

MOST_FILES = 10
NOBODY = "Aucune instance n’est à consulter."
ASKED = "Une de ces instances vient d’être consultée, ou n’est plus joignable."


def askable(dossier):
    """The bodies that may be asked at the present stage: verified, reached, and not asked yet."""
    rows = dossier.organism.bodies.standing().filter(verified_on__isnull=False)
    reached = rows.filter(contacts__left_on=None, contacts__verified_on__isnull=False)
    stage = stages.current_stage(dossier)
    asked = dossier.consultations.filter(stage=stage.code if stage else "")
    return reached.exclude(pk__in=asked.values("body")).distinct()


def asking_problem(dossier):
    """Why nobody may be asked now, or None."""
    stage = stages.current_stage(dossier)
    if stage is None or not stage.needs_tenants or dossier.state not in OPEN:
        return Problem("no_stage", "Cette étape ne demande l’avis de personne.")
    return None


@transaction.atomic
def ask(dossier, bodies, *, by):
    """BR-14: the bodies are asked at the present stage, each by its verified contacts; nobody sees a link.

    `by=None` is the portal at the date of the rules (D24a). Returns the consultations made.
    """
    if by is not None and not asker(by, dossier):
        raise Forbidden(Problem("forbidden", f"Seul {asker.label} peut demander un avis."))
    said = {"act": "consult", "sentence": "a demandé l’avis des représentants de locataires"}
    with acting(dossier, by=by, **said) as current:
        if problem := asking_problem(current):
            raise Refused(problem)
        keys = {one.pk for one in bodies}
        if not keys:
            raise Refused(Problem("nobody", NOBODY))
        found = list(askable(current).filter(pk__in=keys))
        if len(found) != len(keys):
            raise Refused(Problem("asked", ASKED))
        stage = stages.current_stage(current)
        until = current.rules.due("D24", clock.today())
        facts = {"stage": stage.code, "answer_until_on": until, "due_on": until}
        made = [
            Consultation.objects.create(dossier=current, body=body, asked_on=clock.today(), **facts)
            for body in found
        ]
        for one in made:
            make_keys(one)
    return made


def _open_one(consultation):
    """Re-read under the lock, or Refused once its stage is closed."""
    found = locked_one(consultation)
    if not found.is_open:
        raise Refused(Problem("closed", CLOSED))
    return found


def _refuse_unseen(consultation, seen):
    """Raises Changed when another of the body kept a draft that was not shown; its version, 0 without one."""
    draft = WordDraft.objects.filter(consultation=consultation).first() or WordDraft(version=0)
    if draft.version != seen:
        raise Changed(draft, ("fields",))
    return draft.version


@transaction.atomic
def keep_draft(consultation, fields, *, seen):
    """What is typed, as it is typed, until the word is given. Returns its version."""
    consultation = _open_one(consultation)
    if not consultation.is_waited:
        raise Refused(Problem("given", "Votre réponse est déjà donnée\u00a0: rechargez la page."))
    version = _refuse_unseen(consultation, seen) + 1
    kept = {"fields": fields, "version": version, "saved_at": clock.now()}
    WordDraft.objects.update_or_create(consultation=consultation, defaults=kept)
    return version


def step_of(word):
    """The step that a word takes: a contest, an opinion that awaits its answer, or a mere confirmation."""
    if word["stance"] == TenantWord.Stance.CONTESTS:
        return "contest"
    is_said = word["opinion"] or word["account"] or word["wants_hearing"]
    return "say" if is_said else "confirm"


@transaction.atomic
def give(
    consultation,
    word,
    *,
    by=None,
    key=None,
    seen=None,
    channel=TenantWord.Channel.OWN,
    sheet=None,
):
    """The word of a body, by itself (by this `key`) or typed by the office or an auditor; its draft ends.

    `seen` is the version of the draft that was shown: Changed when another of the body has kept one since.
    """
    if by is not None and not typist(by, consultation):
        raise Forbidden(Problem("forbidden", f"Seul {typist.label} peut saisir un avis reçu."))
    if seen is not None:
        _refuse_unseen(locked_one(consultation), seen)
    stored = documents.store(sheet, holder=consultation, by=by, kind="avis") if sheet else None
    return consultation.workflow.fire(
        consultation, step_of(word), by=by, word=word, channel=channel, sheet=stored, key=key
    )


@transaction.atomic
def remark(consultation, text, *, by=None, channel=TenantWord.Channel.OWN):
    """Written once, for the auditors alone; no line of any journal tells that it is there."""
    consultation = _open_one(consultation)
    return AuditorRemark.objects.create(
        consultation=consultation, text=text, channel=channel, entered_by=by
    )


@transaction.atomic
def join_file(consultation, upload):
    """Minutes, or a photograph of them, sent by the body."""
    consultation = _open_one(consultation)
    if consultation.files.count() >= MOST_FILES:
        raise Refused(Problem("files", f"{MOST_FILES} pièces au plus."))
    stored = documents.store(upload, holder=consultation, by=None, kind=FROM_STRANGER)
    return WordFile.objects.create(consultation=consultation, file=stored)


def ask_at_the_date(day=None):
    """D24a: bodies of the open dossiers whose stage began long enough ago, that nobody has asked yet."""
    day, asked = day or clock.today(), 0
    for dossier in _waiting_for_tenants():
        stage = stages.current_stage(dossier)
        if stage and dossier.rules.due("D24a", stages.entered_on(dossier, stage)) <= day:
            try:
                asked += len(ask(dossier, list(askable(dossier)), by=None))
            except Refused:  # it has moved since it was read: tomorrow
                continue
    return asked


def _waiting_for_tenants():
    bodies = RepresentativeBody.objects.standing().filter(verified_on__isnull=False)
    rows = LabelDossier.objects.filter(state__in=OPEN, organism__in=bodies.values("organism"))
    return [one for one in rows.order_by("pk") if asking_problem(one) is None]
