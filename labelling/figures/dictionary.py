"""Order of the dictionary: what its families are called, and the modules that say their figures.

Annex B asks for the hours of « appui-conseil » and the evaluation of auditors too: the portal records neither.
"""

from labelling.figures import (
    accreditations,
    audits,
    communication,
    delays,
    flows,
    requests,
    sessions,
    situations,
    stock,
    tenants,
)

FAMILIES = {
    "stock": "Le label ce jour-là",
    "flows": "Ce qui s’est passé",
    "delays": "Délais",
    "audits": "Audits",
    "tenants": "Locataires",
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
    tenants,
    situations,
    sessions,
    accreditations,
    requests,
    communication,
)
