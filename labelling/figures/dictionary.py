"""Order of the dictionary: what its families are called, and the modules that say their figures.

The yearly report also asks for the visits of the site, which the portal does not record.
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
    support,
    tenants,
)

FAMILIES = {
    "stock": "Le label",
    "flows": "Ce qui s’est passé",
    "delays": "Délais",
    "audits": "Audits",
    "tenants": "Locataires",
    "satisfaction": "Satisfaction des locataires",
    "organisms": "Satisfaction des organismes",
    "situations": "Situations prioritaires",
    "committee": "Comité",
    "accreditations": "Agréments",
    "requests": "Réclamations et recours",
    "support": "Appui-conseil",
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
    support,
    communication,
)
