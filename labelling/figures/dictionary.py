"""Order of the dictionary: what its families are called, and the modules that say their figures.

The yearly report also asks for the hours of « appui-conseil », the evaluation of auditors and the visits of
the site: the portal records none of them.
"""

from labelling.figures import (
    accreditations,
    audits,
    communication,
    delays,
    flows,
    ratings,
    requests,
    satisfaction,
    sessions,
    situations,
    stock,
    tenants,
)

FAMILIES = {
    "stock": "Le label",
    "flows": "Ce qui s’est passé",
    "delays": "Délais",
    "audits": "Audits",
    "tenants": "Locataires",
    "satisfaction": "Satisfaction des locataires",
    "situations": "Situations prioritaires",
    "committee": "Comité",
    "accreditations": "Agréments",
    "requests": "Réclamations et recours",
    "communication": "Communication",
    "practices": "Bonnes pratiques",
    "site": "Site et rendez-vous",
}
MODULES = (
    stock,
    flows,
    delays,
    audits,
    ratings,
    tenants,
    satisfaction,
    situations,
    sessions,
    accreditations,
    requests,
    communication,
)
