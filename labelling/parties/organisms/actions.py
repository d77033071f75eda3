"""Registration of an organism, and the facts that the référent keeps about it."""

from django.db import transaction
from django.utils.text import slugify

from labelling import territories
from labelling.parties.organisms import audit_log, towns
from labelling.parties.organisms.models import Organism, OrganismTown
from labelling.parties.organisms.people.actions import invite_member
from labelling.parties.organisms.rules import instructor
from portal.workflow import Forbidden, Problem

DECLARED = OrganismTown.Source.DECLARED
RESERVED = {"donnees", "chiffres"}  # pages that stand beside the organisms' own in the directory


@transaction.atomic
def create_organism(*, by, name, siren, family, departement, **facts):
    """BR-02: the SIREN is checked by the field and unique in the base; the region follows.

    None where the public `source` that tells of the organism does not say it.
    """
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} peut créer un organisme."))
    organism = Organism(
        name=name,
        slug=free_slug(name),
        siren=siren,
        family=family,
        departement=departement,
        region=region_code(departement),
        **facts,
    )
    organism.full_clean(exclude=() if siren else ("siren",))
    organism.save()
    audit_log.write_entry(organism, by, "organism_added", "a ajouté l’organisme")
    return organism


@transaction.atomic
def save_facts(form, *, by):
    """Facts changed by the référent; the region follows the département. Raises Stale, like any form."""
    organism = form.kept()
    if not form.changed:
        return organism
    organism.region = region_code(organism.departement)
    organism.save(
        update_fields=[*form.names, "region"]
    )  # the search reads again what these words are in
    sentence = f"a modifié les faits de l’organisme : {', '.join(form.changed)}"
    audit_log.write_entry(organism, by, "organism_facts", sentence, {"fields": form.changed})
    return organism


@transaction.atomic
def save_public_facts(form, *, by):
    """What the public page tells of where the organism has homes, and of whom its tenants call."""
    organism = form.kept()
    towns.record(organism, form.town_codes, DECLARED)
    if form.changed:
        organism.save()
        said = f"a modifié la fiche publique\u00a0: {', '.join(form.changed)}"
        audit_log.write_entry(organism, by, "organism_public_facts", said, {"fields": form.changed})
    return organism


CONSENTS = {  # {field: (act, words where it is given, where it is not)}
    "has_public_consent": ("organism_consent", "de paraître en public", "de ne plus y paraître"),
    "shows_answers": (
        "organism_answers_consent",
        "de montrer en public ses réponses aux locataires",
        "de ne plus les montrer",
    ),
}


@transaction.atomic
def save_consent(form, *, by):
    """BR-70: the choices to appear in public and to show one's answers, each told when it changes."""
    organism = form.kept()
    if form.changed:
        organism.save()
    for name in form.names:
        act, given, withdrawn = CONSENTS[name]
        said = given if getattr(organism, name) else withdrawn
        audit_log.write_entry(organism, by, act, f"a choisi {said}")
    return organism


@transaction.atomic
def begin(*, by, signatory_email="", **facts):
    """(a new organism, the sentence that says whether its first signatory is invited)."""
    organism = create_organism(by=by, **facts)
    return organism, welcome(organism, signatory_email, by=by)


def welcome(organism, email, *, by):
    """Invite the first signatory when the address is known; the sentence that says what happened."""
    if not email:
        return f"{organism} est ajouté. Invitez maintenant une personne signataire."
    invite_member(organism, email, "signatory", by=by)
    return f"{organism} est ajouté. Invitation envoyée à {email}."


def region_code(departement):
    region = territories.region_of(departement)
    return region.code if region else ""


def free_slug(name):
    base = slugify(name)[:150] or "organisme"
    taken = RESERVED | set(
        Organism.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
