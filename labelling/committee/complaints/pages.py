"""Context of the page of a request, for each kind of reader."""

from labelling.committee.complaints.admissions import pages
from labelling.committee.complaints.appeals import actions as lodging
from labelling.committee.complaints.appeals import models
from labelling.committee.complaints.handlers import actions as assigning
from labelling.committee.complaints.models import KINDS, Admission, Appeal, Complaint, MisuseReport
from labelling.committee.complaints.rules import desk
from labelling.parties.organisms.rules import instructor, member
from portal.access import who_sees
from portal.assignments.panels import charge_of, entries_for

RELATED = {
    Admission: ("organism", "file"),
    MisuseReport: ("organism", "file"),
    Complaint: ("organism", "file", "mission__dossier", "decision__item__session"),
    Appeal: (
        "organism",
        "file",
        "lodged_by",
        "decision__item__session",
        "decision__item__dossier__organism",
        "decision__item__label__dossier__organism",
    ),
}
JOURNAL = 30
TRANSFER = "transfer"  # beside the next act, never in its place
NOBODY_ELSE = "l’organisme concerné, le public"
NEVER = {Appeal: "la Dircom, les autres organismes, le public"}
S = MisuseReport.State


def find_request(user, reference):
    """The demand of that reference among those that `user` sees, or None."""
    for model in KINDS.values():
        rows = model.objects.visible_to(user).select_related(*RELATED.get(model, ("file",)))
        if found := rows.filter(reference=reference).first():
            return found
    return None


def page(thing, user):
    """An organism reads of its appeal what it wrote and, once notified, the outcome."""
    is_outside = isinstance(thing, Appeal) and member(user, thing)
    offers = thing.workflow.offers(thing, user)
    if isinstance(thing, Admission):
        offers = pages.offers(thing, offers)
    charge = charge_of(thing, user)
    handlers = _handlers(thing, user, is_outside)
    return {
        "thing": thing,
        "offers": [offer for offer in offers if offer.transition.name != TRANSFER],
        "transfer": next((offer for offer in offers if offer.transition.name == TRANSFER), None),
        "steps": steps(thing, is_outside),
        "entries": entries_for(user, thing)[:JOURNAL],
        "charge": charge,
        # Once handlers are named, the work is theirs (BR-100), whoever had taken it before.
        "shared": None if handlers.get("handler_count") else charge,
        "seen": who_sees(thing),
        "facts": _facts(thing, user, is_outside),
        "texts": _texts(thing, is_outside),
        "moved": _moved(thing, user),
        "contested": _contested(thing, user),
        "to_list": to_list(user, thing),
        "may_edit": may_edit(user, thing),
        "is_outside": is_outside,
        "file": thing.file,
        "never": NEVER.get(type(thing), NOBODY_ELSE),
        "admission": pages.facts(thing, user) if isinstance(thing, Admission) else None,
    } | handlers


def steps(thing, is_outside=False):
    """The main line, the present step marked; nothing for what left it (transferred, classed).

    Steps that are one to the reader (« En cours d’examen ») are shown once.
    """
    path, workflow = list(thing.workflow.path), thing.workflow
    if isinstance(thing, MisuseReport) and thing.state in (S.UNFOUNDED, S.REDIRECTED):
        path[path.index(S.FOUNDED)] = thing.state
    if thing.state not in path:
        return []
    word = workflow.public_label if is_outside else workflow.states.get
    words = list(dict.fromkeys(map(word, path)))
    at, last = words.index(word(thing.state)), len(words) - 1
    return [
        {"label": label, "is_done": n < at or at == last, "is_current": n == at < last}
        for n, label in enumerate(words)
    ]


def to_list(user, thing):
    """What is to be examined anew, to who puts the reexamination of an upheld appeal on an agenda; or None."""
    if not (isinstance(thing, Appeal) and instructor(user, thing)):
        return None
    return thing.item.subject if models.is_to_list(thing) else None


def may_edit(user, thing):
    """Which organism, which audit, which decision: made precise while it runs."""
    return thing.closed_on is None and makes_precise(user, thing)


def makes_precise(user, thing):
    if isinstance(thing, MisuseReport):
        return desk(user, thing)
    return isinstance(thing, (Complaint, Admission)) and instructor(user, thing)


def _handlers(thing, user, is_outside):
    if not hasattr(thing, "handlers"):
        return {"has_handlers": False}
    people = list(thing.handlers.all())
    may_assign = assigning.appoints(thing)(user, thing) and assigning.is_open(thing)
    return {
        "has_handlers": True,
        "handlers": [] if is_outside else people,
        "handler_count": len(people),
        "may_assign": may_assign,
        "must_assign": may_assign and not people,
    }


def _facts(thing, user, is_outside):
    """[(term, words)] of what was chosen in the form."""
    if isinstance(thing, Admission):
        return []
    found = [("Sujet", thing.subject)] if not isinstance(thing, Appeal) else []
    organism = getattr(thing, "organism", None)
    name = organism or getattr(thing, "organism_name", "")
    found += [("Organisme", str(name))] if name else []
    if isinstance(thing, MisuseReport):
        found += [
            ("Vu", thing.place),
            ("Le", thing.seen_on),
            ("Réorienté vers", thing.redirected_to),
        ]
    if isinstance(thing, Complaint):
        found += [("Audit contesté", thing.mission), ("Décision contestée", _decision(thing))]
    if isinstance(thing, Appeal):
        found += [("Décision contestée", _decision(thing)), ("Formé par", thing.lodged_by)]
        found += [("Notifiée", thing.decision.notified_on)]
    if getattr(thing, "outcome", "") and not (is_outside and thing.closed_on is None):
        said = getattr(thing, "outcome_words", "") or thing.get_outcome_display()
        found.append(("Issue", said[:1].upper() + said[1:]))
    return [(term, words) for term, words in found if words]


def _decision(thing):
    return lodging.describe_decision(thing.decision) if thing.decision else ""


def _contested(thing, user):
    """[(what, address)] of what an appeal bears on, as far as the reader sees it."""
    if not isinstance(thing, Appeal):
        return []
    item, dossier = thing.item, thing.procedure
    found = []
    if type(item).objects.visible_to(user).filter(pk=item.pk).exists():
        found.append((f"Point {item.number} de la séance {item.session}", item.get_absolute_url()))
    if type(dossier).objects.visible_to(user).filter(pk=dossier.pk).exists():
        found.append((f"Dossier {dossier.reference}", dossier.get_absolute_url()))
    return found


def _texts(thing, is_outside):
    """[(heading, text)] of what was written since; the inside of it, not for the organism."""
    is_told = thing.answered_on is not None
    found = []
    if not is_outside:
        found += [("Instruction", getattr(thing, "finding", ""))]
        found += [("Ce qui a été fait", getattr(thing, "measures", ""))]
    if is_told or not is_outside:
        found.append(("Réponse" if is_told else "Réponse, pas encore envoyée", thing.answer))
    if isinstance(thing, Appeal):
        found.append(("Motivation de la décision contestée", thing.decision.motivation))
    return [(heading, text) for heading, text in found if text]


def _moved(thing, user):
    """The reference under which it goes on, with its address for those who see it there."""
    reference = getattr(thing, "moved_to", "")
    if not reference:
        return None
    there = find_request(user, reference)
    return {"reference": reference, "url": there.get_absolute_url() if there else ""}


def lodging_rows(user):
    """[{decision, said, last_day}] of the decisions that one may still appeal against."""
    return [
        {
            "decision": row,
            "said": lodging.describe_decision(row),
            "organism": lodging.organism_of(row),
            "last_day": lodging.last_day(row),
        }
        for row in lodging.appealable(user)
    ]
