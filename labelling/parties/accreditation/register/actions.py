"""Registration of auditors: invitations to the register, whether the office sends them or a candidate asked for one."""

from dataclasses import replace

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from labelling.parties.accreditation.models import Auditor
from labelling.parties.accreditation.register import past
from labelling.parties.organisms.rules import instructor
from portal import access
from portal.access import affiliations
from portal.accounts import invitations
from portal.models import Invitation, Role
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

PURPOSE = "accreditation.auditor"
CANDIDATE = "accreditation.candidate"  # asked for by the public page: candidates.py
PURPOSES = (PURPOSE, CANDIDATE)
INVITING = (
    "Une invitation de quatorze jours part à cette adresse\u00a0: la personne entre au registre en l’acceptant.",
    "La liste publique attend cette acceptation, puis l’agrément\u00a0: repris ici, ou demandé par la personne.",
    "Un second facteur lui sera demandé dès que son agrément est en vigueur\u00a0: l’invitation le dit.",
)
SECOND_FACTOR = "dès que votre agrément est en vigueur"
FACTS = ("firm", "regions", "audit_types", "is_public")

access.register_visibilities(
    Invitation,
    *(
        access.Visibility(
            label,
            "parce qu’il tient le registre des auditeurs",
            role=role,
            when=lambda: Q(purpose__in=PURPOSES),
        )
        for label, role in (
            ("le référent label", Role.REFERENT),
            ("le suppléant du référent", Role.DEPUTY),
        )
    ),
)


def unanswered():
    """Those that nobody has accepted nor withdrawn, of the office and of candidates."""
    return invitations.unanswered(*PURPOSES)


@transaction.atomic
def invite_auditor(*, by, email, **facts):
    """Send the link by which `email` becomes an auditor; one invitation at a time for an address.

    `facts`: first_name, last_name, firm, regions, audit_types, is_public, and `past`, an accreditation to take over
    once the person has accepted. Refused where the person
    is an auditor already, or is invited.
    """
    _only_office(by)
    lock_register()
    email = email.strip().lower()
    _refuse_known(email, by)
    known = unanswered().filter(email=email)
    if running := known.pending().filter(purpose=PURPOSE).first():
        raise Refused(Problem("invited", _invitation_sentence(running)))
    invitations.end_all(known)
    invitation = invitations.invite(email, by=by, purpose=PURPOSE, data=facts)
    _tell(invitation, by, "auditor_invited", "a invité une personne comme auditeur")
    return invitation


@transaction.atomic
def enter_several(rows, *, by):
    """(people invited, accreditations taken over) of all these rows, or of none: Refused with who cannot be.

    Each row: `auditor`, or `person`, the facts of who is to be invited, and `held`, those of an accreditation of
    before; without the insurer's certificate, which its auditor sends.
    """
    _only_office(by)
    if not rows:
        raise Refused(Problem("nothing", "Aucune ligne de ce fichier n’est à faire."))
    for row in rows:
        held, name = row["held"], str(row["auditor"] or row["person"]["email"])
        try:
            if row["auditor"]:
                past.take_over(row["auditor"], by=by, certificate=None, **held)
            else:
                invite_auditor(
                    by=by, **row["person"], **({"past": past.told(held)} if held else {})
                )
        except Refused as refused:
            said = (replace(one, text=f"{name}\u00a0: {one.text}") for one in refused.problems)
            raise Refused(*said) from refused
    registered = sum(row["auditor"] is not None for row in rows)
    return len(rows) - registered, registered


@transaction.atomic
def invite_again(invitation, *, by):
    """The same facts by a new link of fourteen days; the former one stops working."""
    _only_office(by)
    lock_register()
    _refuse_known(invitations.lock_unanswered(invitation).email, by)
    renewed = invitations.send_again(invitation, by=by)
    what = "a renvoyé une invitation d’auditeur"
    _tell(renewed, by, "auditor_invited", what, former=invitation.pk)
    return renewed


@transaction.atomic
def withdraw(invitation, *, by):
    """Nobody becomes an auditor by this link any more."""
    _only_office(by)
    lock_register()
    former = invitations.withdraw(invitation)
    _tell(former, by, "auditor_uninvited", "a annulé une invitation d’auditeur")
    return former


def become_auditor(invitation, user):
    """The person of an accepted invitation is an auditor; one who is already keeps the facts they wrote."""
    facts = {name: invitation.data[name] for name in FACTS}
    said = "a accepté l’invitation et entre au registre des auditeurs"
    past.take_over_told(enter(invitation, user, facts, said), invitation)


def enter(invitation, user, facts, said):
    """The auditor that this person is, or becomes with these `facts`; `said` is the line of their journal."""
    if known := Auditor.objects.filter(user=user).first():
        return known
    auditor = Auditor.objects.create(user=user, slug=free_slug(user), **facts)
    affiliations.forget(user)
    data = {"invitation": invitation.pk, "invited_by": invitation.invited_by_id}
    sentence = f"{user} {said}."
    audit_log.write(auditor, by=user, act="auditor_registered", sentence=sentence, data=data)
    return auditor


def describe(invitation):
    """« entrer au registre des auditeurs du label Quali’Hlm, pour le cabinet Relais Conseil »."""
    firm = invitation.data["firm"]
    return f"entrer au registre des auditeurs du label Quali’Hlm, pour le cabinet {firm}"


def free_slug(user):
    """The person's name, followed by a number where a homonym has it."""
    base = slugify(str(user))[:100] or "auditeur"
    return f"{base}-{user.pk}" if Auditor.objects.filter(slug=base).exists() else base


def _only_office(by):
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} tient ce registre."))


def lock_register():
    """Two who invite or ask at once do so one after the other: the office's roles are the lock."""
    offices = Group.objects.filter(name__in=(Role.REFERENT, Role.DEPUTY))
    list(offices.select_for_update().order_by("pk").values_list("pk"))


def _refuse_known(email, by):
    if email == by.email:
        text = (
            "Vous ne pouvez pas vous inscrire vous-même\u00a0: l’autre personne du bureau le fait."
        )
        raise Refused(Problem("oneself", text))
    if known := Auditor.objects.filter(user__email=email).select_related("user").first():
        text = f"{known} est déjà au registre des auditeurs, avec cette adresse."
        raise Refused(Problem("registered", text))


def _invitation_sentence(running):
    until = words.moment(running.expires_at)
    return (
        f"Une invitation est déjà en cours pour {running.email}, jusqu’au {until}. "
        "Depuis le registre, renvoyez-la, ou annulez-la pour la refaire."
    )


def _tell(invitation, by, act, sentence, **data):
    """No address: the journal is never erased, an invitation is."""
    audit_log.write(invitation, by=by, act=act, sentence=f"{by} {sentence}.", data=data)


invitations.register_purpose(PURPOSE, become_auditor, describe, second_factor=SECOND_FACTOR)
