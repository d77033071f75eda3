"""Scenario acts of organisms and of their members."""

from labelling.parties.organisms import actions as registering
from labelling.parties.organisms.forms import ConsentForm, PublicFactsForm
from labelling.parties.organisms.people import actions as joining
from portal.scenario import act
from portal.workflow import Problem, Refused


@act("organism.create", screen="labelling:organism_create", who="le référent label")
def create_organism(
    by, name, family, departement, siren=None, city="", homes=0, website="", **flags
):
    """Create an organism. Flags: is_demo (true by default), has_public_consent, source."""
    flags = {"is_demo": True, "has_public_consent": True} | flags
    return registering.create_organism(
        by=by,
        name=name,
        siren=siren and str(siren),
        family=family,
        departement=str(departement),
        city=city,
        homes=homes,
        website=website,
        **flags,
    )


@act(
    "organism.public_facts",
    screen="labelling:organism_public_facts",
    who="l’organisme",
)
def tell_public(by, on, towns, website="", tenant_contact=""):
    """Tell, for the public page, the towns where the organism has homes, its site, whom its tenants call."""
    typed = {
        "declared_towns": "\n".join(towns),
        "website": website,
        "tenant_contact": tenant_contact,
    }
    form = PublicFactsForm(typed, instance=on, thing=on, by=by)
    if not form.is_valid():
        raise Refused([Problem("public_facts", str(said)) for said in form.errors.values()])
    return registering.save_public_facts(form, by=by)


@act("organism.consent", screen="labelling:organism_consent", who="la personne signataire")
def consent(by, on, has_public_consent=None, shows_answers=None):
    """Choose to appear in public, and to show how tenants are answered; what is not told stays as it was."""
    told = {"has_public_consent": has_public_consent, "shows_answers": shows_answers}
    typed = {name: getattr(on, name) if one is None else one for name, one in told.items()}
    form = ConsentForm(typed, instance=on, thing=on, by=by)
    if not form.is_valid():
        raise Refused([Problem("consent", str(said)) for said in form.errors.values()])
    return registering.save_consent(form, by=by)


@act("organism.member", screen="labelling:member_invite", who="la personne signataire")
def add_member(by, on, user, function="contact", job=""):
    """Make a person act for the organism, as contact or signatory, without a mail."""
    return joining.add_member(on, user, function, job=job, by=by)


@act("organism.leave", screen="labelling:member_end", who="la personne signataire")
def end_membership(by, on):
    """End a membership (named by the act that made it)."""
    return joining.deactivate(on, by=by)
