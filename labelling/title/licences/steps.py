"""Effects of a licence's steps, and the sentences shown before them."""

from labelling.title.brand.charters import looks
from labelling.title.brand.models import Trademark
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import states, terms
from portal import documents
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused

CARRIED = (
    *("accepted_by", "accepted_at", "charter", "trademark", "usage_rules", "supports", "use_note"),
    *("grievance", "grievance_by", "hearing_until_on", "observations"),
)
REMOVAL = {
    "digital_due_on": None,
    "print_due_on": None,
    "digital_removed_on": None,
    "print_removed_on": None,
    "removed_by": None,
    "removal_note": "",
    "removal_confirmed_on": None,
    "escalated_on": None,
}


def request(licence, by, supports=(), use_note=""):
    licence.supports, licence.use_note = list(supports), use_note


def accept(licence, by, supports=(), use_note="", charter="", **_):
    """BR-03: what is signed is what was read; the charter of today, or nothing."""
    current = looks.in_force()
    if charter and charter != current.code:
        sentence = (
            "La charte a changé pendant votre lecture. Lisez celle de ce jour avant de l’accepter."
        )
        raise Refused(Problem("charter_changed", sentence))
    request(licence, by, supports or licence.supports, use_note or licence.use_note)
    _sign(licence, by, current)
    licence.start_on = licence.start_on or clock.today()
    licence.end_on = states.last_day(licence)
    return {"charter": current.code, "mentions": licence.mandatory_mentions}


def _sign(licence, by, charter):
    asked = terms.terms_of(licence)
    rules = asked.rules
    licence.accepted_by, licence.accepted_at, licence.charter = by, clock.now(), charter
    licence.trademark = rules.trademark if rules else Trademark.objects.order_by("pk").first()
    licence.usage_rules = rules
    licence.mandatory_mentions = list(asked.mentions)
    licence.prohibited_uses = list(asked.forbidden)
    licence.perimeter = licence.label.perimeter if licence.label else ""


def settle_former(licence, by):
    """The mark is allowed again: a cessation still running for the same variant has no object."""
    rows = BrandLicence.objects.filter(organism=licence.organism_id, variant=licence.variant)
    for former in rows.filter(state=BrandLicence.State.ENDING):
        former.workflow.fire(former, "relay")


def carry_on(licence, by, former):
    """A renewed label without a gap: what was signed for the former licence still holds."""
    for name in CARRIED:
        setattr(licence, name, getattr(former, name))
    asked = terms.terms_of(licence)
    licence.mandatory_mentions = list(asked.mentions)
    licence.prohibited_uses = list(asked.forbidden)
    licence.perimeter = licence.label.perimeter
    licence.start_on = licence.label.start_on
    return {"former": former.reference}


def refuse(licence, by, reason):
    licence.reason = reason


def suspend(licence, by, **_):
    """Notice to remove within D21, counted from today."""
    licence.reason = licence.label.reason
    _count_down(licence, clock.today())


def reinstate(licence, by, **_):
    for name, value in REMOVAL.items():
        setattr(licence, name, value)
    licence.reason, licence.due_on = "", None
    licence.end_on = states.last_day(licence)


def stop(licence, by, **_):
    """D21 and D21p run from the last day of the right, however late the clock comes."""
    today, last = clock.today(), states.last_day(licence)
    licence.end_on = min(last or today, today)
    licence.reason = licence.label.reason if licence.label else ""
    _drop_grievance(licence)
    _count_down(licence, licence.end_on)


def close(licence, by, **_):
    licence.end_on = min(licence.end_on or clock.today(), clock.today())


def _count_down(licence, day):
    """A count already begun by a suspension does not start again."""
    licence.digital_due_on = licence.digital_due_on or licence.rules.due("D21", day)
    licence.print_due_on = licence.print_due_on or licence.rules.due("D21p", day)
    _aim(licence)


def _aim(licence):
    """`due_on` is the next day that waits for a declaration."""
    waited = [
        due
        for due, done in (
            (licence.digital_due_on, licence.digital_removed_on),
            (licence.print_due_on, licence.print_removed_on),
        )
        if due and not done
    ]
    licence.due_on = min(waited, default=None)


def declare(licence, by, digital_removed_on=None, print_removed_on=None, note="", proof=None):
    """BR-83: each support on its day; the proof is a version of the licence's own file."""
    licence.digital_removed_on = licence.digital_removed_on or digital_removed_on
    licence.print_removed_on = licence.print_removed_on or print_removed_on
    licence.removed_by = by
    licence.removal_note = "\n".join(filter(None, (licence.removal_note, note.strip())))
    if proof:
        before = {"replaces": licence.removal_proof} if licence.removal_proof else {}
        licence.removal_proof = documents.store(
            proof, holder=licence, by=by, kind="removal", **before
        )
    _aim(licence)
    return {"digital": licence.digital_removed_on, "print": licence.print_removed_on}


def confirm(licence, by, **_):
    licence.removal_confirmed_on = clock.today()


def dispute(licence, by, reason):
    """Uses remain: the declaration falls, the dates promised stay what they were."""
    licence.digital_removed_on = licence.print_removed_on = None
    licence.reason = reason
    _aim(licence)


def escalate(licence, by, **_):
    licence.escalated_on = clock.today()


def accuse(licence, by, reason):
    """D15 opens: nothing is decided before its last day."""
    licence.grievance, licence.grievance_by, licence.observations = reason, by, ""
    licence.hearing_until_on = licence.due_date("D15")


def observe(licence, by, observations):
    licence.observations = observations


def drop(licence, by, reason=""):
    _drop_grievance(licence)


def _drop_grievance(licence):
    """What was reproached stays in the journal; the hearing's date, so that the chair still sees it."""
    licence.grievance, licence.grievance_by, licence.observations = "", None, ""


def revoke(licence, by, reason):
    licence.end_on = min(licence.end_on or clock.today(), clock.today())
    licence.reason = reason
    _drop_grievance(licence)
    _count_down(licence, clock.today())


def accept_effects(licence):
    last = states.last_day(licence)
    until = f"jusqu’au {words.day(last)}" if last else "tant que le dossier est ouvert"
    variant = licence.get_variant_display().lower()
    return [
        f"{licence.organism} emploie la marque, variante «\u00a0{variant}\u00a0», {until}.",
        "Le kit de communication de cette variante s’ouvre aux personnes de l’organisme.",
        "Une nouvelle charte demandera une nouvelle acceptation.",
    ]


def accuse_effects(licence):
    day = words.day(licence.due_date("D15"))
    return [
        f"{licence.organism} reçoit le motif et présente ses observations jusqu’au {day}.",
        "La présidence du comité décide ensuite. La licence reste en vigueur d’ici là.",
    ]


def revoke_effects(licence):
    rules, today = licence.rules, clock.today()
    return [
        f"{licence.organism} n’emploie plus la marque dès aujourd’hui\u00a0; le kit se ferme aussitôt.",
        (
            f"Le numérique est retiré avant le {words.day(rules.due('D21', today))}, "
            f"les imprimés avant le {words.day(rules.due('D21p', today))}."
        ),
        "Cette licence ne peut pas être rouverte. Le label, lui, ne change pas.",
    ]
