"""Workflow table of a proof: silence never approves it (BR-82)."""

from labelling.parties.organisms.rules import member
from labelling.title.licences import rights
from labelling.title.licences.rules import dircom
from labelling.title.proofs import forms, notices
from labelling.title.proofs.models import BrandProof
from portal import documents
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Reminder, Transition, Workflow, guard

S = BrandProof.State
OPEN = (S.SUBMITTED, S.CHANGES_REQUESTED)


@guard("Licence en vigueur")
def licensed(proof):
    """Nothing is approved for who may not use the mark today."""
    if rights.is_usable(proof.licence):
        return None
    sentence = "La licence n’est pas en vigueur aujourd’hui."
    return Problem("licence", sentence, proof.licence.get_absolute_url(), "Voir la licence")


def resubmit(proof, by, file, comment=""):
    proof.file = documents.store(file, holder=proof, by=by, kind="proof", replaces=proof.file)
    proof.submitted_by, proof.submitted_on, proof.comment = by, clock.today(), comment
    proof.answer, proof.answered_by, proof.answered_on, proof.annotated = "", None, None, None
    return {"version": proof.file.version}


def answer(proof, by, answer="", annotated=None):
    proof.answer, proof.answered_by, proof.answered_on = answer.strip(), by, clock.today()
    if annotated:
        proof.annotated = documents.store(annotated, holder=proof, by=by, kind="annotated")
    return {"answer": proof.answer, "version": proof.file.version}


def approval_effects(proof):
    when = f" le {words.day(proof.print_on)}" if proof.print_on else ""
    return [
        f"{proof.organism} peut imprimer ou mettre en ligne ce support{when}.",
        "L’accord porte sur cette version du fichier et sur elle seule.",
    ]


PROOF = Workflow(
    BrandProof,
    topic="labelling/proofs",
    reading=("licence__dossier", "licence__label__dossier"),
    path=(S.SUBMITTED, S.APPROVED),
    hands={S.SUBMITTED: "la Dircom", S.CHANGES_REQUESTED: "l’organisme"},
    dated={S.SUBMITTED: "D20, dès l’envoi"},
    undated={S.CHANGES_REQUESTED: "l’organisme corrige à son rythme"},
    holders={"l’organisme": member},
    transitions=(
        Transition(
            "approve", "Approuver", (S.SUBMITTED,), S.APPROVED, dircom, "a approuvé le bon à tirer",
            needs=(licensed,), form=forms.AnswerForm, then=answer, effects=approval_effects,
            tells=(notices.ANSWERED,),
        ),
        Transition(
            "request_changes", "Demander des corrections", (S.SUBMITTED,), S.CHANGES_REQUESTED, dircom,
            "a demandé des corrections", form=forms.ReasonedForm, then=answer, tells=(notices.ANSWERED,),
            slug="demander-des-corrections",
        ),
        Transition(
            "refuse", "Refuser", (S.SUBMITTED,), S.REFUSED, dircom, "a refusé le bon à tirer",
            form=forms.ReasonedForm, then=answer, tells=(notices.ANSWERED,), tone="danger",
        ),
        Transition(
            "resubmit", "Envoyer la version corrigée", (S.CHANGES_REQUESTED,), S.SUBMITTED, member,
            "a envoyé une version corrigée", needs=(licensed,), form=forms.VersionForm, then=resubmit,
            due="D20", tells=(notices.SUBMITTED,), slug="envoyer-une-version",
        ),
        Transition(
            "withdraw", "Retirer le bon à tirer", OPEN, S.WITHDRAWN, member, "a retiré le bon à tirer",
            tells=(notices.WITHDRAWN,), slug="retirer", awaited=False,
        ),
    ),
    reminders=(Reminder(S.SUBMITTED, notices.OVERDUE, "D20"),),
)  # fmt: skip
