"""Context of the pages of proofs."""

from django.db.models import Case, F, When

from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.rules import memberships
from labelling.title.licences import rights
from labelling.title.proofs import actions
from labelling.title.proofs.models import BrandProof
from portal import access
from portal.workflow import audit_log

PROOFS = BrandProof.objects.select_related(
    "licence__organism",
    "licence__label__dossier__rules",
    "licence__dossier__rules",
    "file__replaces",
    "annotated",
    "submitted_by",
    "answered_by",
)


def read_list(user, form):
    """Those that wait first, the nearest date in head; then the latest."""
    rank = Case(When(state="submitted", then=0), When(state="changes_requested", then=1), default=2)
    rows = BrandProof.objects.visible_to(user).select_related("licence__organism", "file")
    form.is_valid()
    if state := form.cleaned_data.get("etat"):
        rows = rows.filter(state=state)
    return form.hear(rows).order_by(rank, F("due_on").asc(nulls_last=True), "-created_at", "-pk")


def sending(user):
    """May the person send a proof today; else, for somebody of an organism, why not."""
    is_member = bool(memberships(user))
    may_submit = is_member and actions.usable_licences(user).exists()
    return {"may_submit": may_submit, "lacks_licence": is_member and not may_submit}


def detail(proof, user):
    return {
        "proof": proof,
        "versions": proof.file.versions,
        "is_licensed": rights.is_usable(proof.licence),
        "offers": proof.workflow.offers(proof, user),
        "entries": audit_log.entries_of(proof)[:30],
        "seen": access.who_sees(proof),
    }


def delay():
    """D20 as people read it, by the rules in force."""
    return current_rules().deadlines["D20"].shown
