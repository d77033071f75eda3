"""Scenario acts of satisfaction: the results of a survey imported, the consent of an organism."""

from labelling.parties.organisms.models import Organism
from labelling.steering.satisfaction import actions, consents
from portal.scenario import act


@act("satisfaction.import", screen="labelling:satisfaction_import", who="le bureau du label")
def import_results(by, ended_on, results):
    """The results of a survey: {Siren: {respondents, overall, rates}}; a Siren that nobody has is left aside."""
    known = Organism.objects.filter(siren__in=results).order_by("pk")
    rows = [{"organism": one} | results[one.siren] for one in known]
    return actions.record(ended_on, rows, by=by)


@act("satisfaction.consent", screen="labelling:organism_comparison", who="la personne signataire")
def consent(by, on):
    """The signatory accepts that the satisfaction of the tenants be compared."""
    return consents.give(on, by=by)
