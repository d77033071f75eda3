"""World of consultations: a council of ours has said its word, with a remark that its auditor alone reads."""

from labelling.parties.bodies.models import RepresentativeBody
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import (
    AuditorRemark,
    Consultation,
    Reply,
    TenantWord,
    WordDraft,
)
from portal import documents
from portal.core import clock
from portal.documents import FROM_STRANGER
from portal.scenario.files import document
from tests.access.people import MEMBERS, OFFICE, OWN


def fill(world):
    ours = (*OWN, *OFFICE, "ali", *MEMBERS, "nora")
    _consultation(world, "ours", world.dossier, ours, "ali")
    _consultation(world, "theirs", world.other_dossier, ("bob", *OFFICE, "agnes"), "agnes")


def _consultation(world, side, dossier, readers, auditor):
    def secret(what, *who):
        return world.canary(f"{side}consulted{what}", *(who or readers))

    body = RepresentativeBody.objects.get(pk=world.things[side]["body"])
    today, by = clock.today(), world.people["sonia"]
    one = Consultation.objects.create(
        dossier=dossier, stage="preparation", body=body, state="contest_answered", answer_until_on=today,
        settled_reason=secret("settled"), word_given_at=clock.now(), answer_promised_on=today,
    )  # fmt: skip
    TenantWord.objects.create(
        consultation=one,
        stance="contests",
        account=secret("account"),
        opinion=secret("opinion"),
        follow="letter",
    )
    WordDraft.objects.create(consultation=one, fields={"opinion": secret("draft", "")})
    AuditorRemark.objects.create(consultation=one, text=secret("remark", auditor))
    Reply.objects.create(
        consultation=one,
        text=secret("reply"),
        promised_on=today,
        by=by,
        insisted_for=secret("insist"),
    )
    upload = document("compte-rendu.pdf", secret("file"))
    stored = documents.store(upload, holder=one, by=None, kind=FROM_STRANGER)
    one.files.create(file=stored)
    key = AccessKey.objects.create(
        consultation=one, contact=body.contacts.get(), kind=AccessKey.Kind.CODE
    )
    world.things[side] |= {"consultation": one.pk, "consultation_key": key.pk}
    world.things[side]["consultation_file"] = str(stored.token)
