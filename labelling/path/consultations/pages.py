"""Contexts of consultations: what a body reads of its stage, what the organism and the office read of what it said."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from labelling.parties.organisms.rules import instructor
from labelling.path.consultations import actions
from labelling.path.consultations.keys.models import open_keys
from labelling.path.consultations.models import (
    AuditorRemark,
    Consultation,
    Reply,
    TenantWord,
    WordDraft,
)
from labelling.path.consultations.rules import typist
from labelling.path.dossiers import stages
from labelling.path.dossiers.pages import tabs
from labelling.path.dossiers.parts import tenants
from labelling.path.dossiers.parts.rules import may_write
from portal import access
from portal.documents.models import void_reason

OWN = "/locataires/avis/"
S = Consultation.State
INSISTING = {S.ANSWERED: "insist", S.CONTEST_ANSWERED: "insist_on_contest"}


def draft_of(consultation):
    return WordDraft.objects.filter(consultation=consultation).first()


def insisting(consultation):
    """The step of « cela ne répond pas », or None while there is no answer."""
    return INSISTING.get(consultation.state)


def meetings_of(consultation):
    """What the landlord says it did at the stage that the body is asked of."""
    rows = consultation.dossier.tenant_involvements.select_related("file")
    return rows.filter(stage=consultation.stage)


def may_be_opened(stored):
    """Whether somebody without an account may be given this file: there, passed by the antivirus, not void."""
    is_there = stored is not None and stored.erased_on is None and stored.is_downloadable
    return is_there and not void_reason(stored)


def own_page(key):
    """What the landlord says it did at the stage, what the body said, what it was answered."""
    one = key.consultation
    dossier = one.dossier
    plan = stages.stages(dossier)
    current = stages.current_stage(dossier)
    return {
        "one": one,
        "organism": dossier.organism,
        "stage": next((stage for stage in plan if stage.code == one.stage), None),
        "steps": [
            {
                "label": stage.label,
                "note": "",
                "is_done": current is None or stage.order < current.order,
                "is_current": current is not None and stage.code == current.code,
            }
            for stage in plan
        ],
        "meetings": [(row, may_be_opened(row.file)) for row in meetings_of(one)],
        "word": getattr(one, "word", None),
        "files": list(one.files.select_related("file")),
        "replies": list(one.replies.all()),
        "may_write": one.is_waited,
        "may_take_back": one.is_open and one.state in one.workflow.transitions["take_back"].source,
        "may_insist": insisting(one) is not None,
        "is_open": one.is_open,
        "contact": dossier.organism.tenant_contact,
    }


def rows():
    related = ("body", "dossier__organism", "dossier__rules", "word")
    replies = Prefetch("replies", Reply.objects.select_related("by"))
    return Consultation.objects.select_related(*related).prefetch_related(replies)


def words_of(dossier):
    """What the bodies of a dossier said, each with its body and the answers that it had; no remark to the auditors."""
    replies = Prefetch("consultation__replies", Reply.objects.order_by("pk"))
    rows = TenantWord.objects.filter(consultation__dossier=dossier)
    rows = rows.select_related("consultation__body", "entered_by").prefetch_related(replies)
    return rows.order_by("given_at", "pk")


def list_page(dossier, user):
    """Stage by stage: how strong its evidence is, what bodies said, what the organism declared."""
    found = list(rows().visible_to(user).filter(dossier=dossier))
    meetings = list(dossier.tenant_involvements.select_related("file"))
    asked = [stage for stage in stages.reached(dossier) if stage.needs_tenants]
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "consultation_list"),
        "groups": [
            {
                "stage": stage,
                "strength": tenants.strength_of(dossier, stage),
                "consultations": [one for one in found if one.stage == stage.code],
                "meetings": [one for one in meetings if one.stage == stage.code],
            }
            for stage in reversed(asked)
        ],
        "surveys": list(dossier.team_surveys.prefetch_related("counts")),
        "may_ask": actions.asker(user, dossier) and actions.asking_problem(dossier) is None,
        "askable": list(actions.askable(dossier)) if actions.asker(user, dossier) else [],
        "may_declare": may_write("tenants", dossier, user),
    }


def detail_page(one, user):
    office = instructor(user, one)
    remarks = AuditorRemark.objects.visible_to(user).filter(consultation=one)
    return {
        "one": one,
        "dossier": one.dossier,
        "word": getattr(one, "word", None),
        "replies": list(one.replies.all()),
        "files": list(one.files.select_related("file")),
        "remarks": list(remarks),
        "offers": [
            offer for offer in one.workflow.offers(one, user) if offer.transition.form is not None
        ],
        "may_type": typist(user, one) and one.is_waited,
        "keys": list(one.keys.visible_to(user).select_related("contact")) if office else [],
        "contacts": list(one.body.contacts.reachable()) if office else [],
        "letters": letters(one) if office else [],
        "is_office": office,
        "visibilities": [
            {"label": line.label, "reason": line.reason} for line in access.who_sees(one.dossier)
        ],
    }


def letters(one):
    """What the office prints and sends: the codes that no letter has brought yet, the answer asked by letter."""
    opening = open_keys(one)
    printed = [("consultation_letter", key) for key in opening if key.is_to_post]
    if one.reply_to_post is not None:
        printed += [("consultation_answer_letter", key) for key in opening if key.contact.postal]
    address = (one.dossier.reference, one.pk)
    return [
        {
            "label": "Demande d’avis"
            if name == "consultation_letter"
            else "Réponse de l’organisme",
            "contact": key.contact,
            "url": reverse(f"labelling:{name}", args=[*address, key.pk]),
        }
        for name, key in printed
    ]


def letter(key):
    one = key.consultation
    return {
        "key": key,
        "one": one,
        "organism": one.dossier.organism,
        "contact": key.contact,
        "address": f"{settings.PORTAL_ADDRESS}{reverse('labelling:tenant_code')}",
        "is_demo": one.dossier.organism.is_demo,
    }
