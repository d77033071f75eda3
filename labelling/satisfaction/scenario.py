"""Scenario acts of satisfaction: the results of a survey imported, the consent of an organism."""

from labelling.satisfaction import consents, recording
from portal.scenario import act


@act("satisfaction.import", screen="labelling:satisfaction_import", who="le bureau du label")
def import_results(by, ended_on, results):
    """The results of a survey: [{organism, respondents, overall, rates}]."""
    return recording.record(ended_on, results, by=by)


@act("satisfaction.consent", screen="labelling:organism_comparison", who="la personne signataire")
def consent(by, on):
    """The signatory accepts that the satisfaction of the tenants be compared."""
    return consents.give(on, by=by)
