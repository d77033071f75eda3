"""Changes of surveys in a space: opened, closed, results published; never who answered."""

from community.polls.models import Survey
from community.spaces.changes import named
from community.spaces.models import Space
from portal.changes.registry import Branch, register_branch

ACTS = {
    "open": "une enquête est ouverte|{n} enquêtes sont ouvertes",
    "close": "une enquête est close|{n} enquêtes sont closes",
    "publish": "les résultats d’une enquête sont publiés|les résultats de {n} enquêtes sont publiés",
}
SURVEY = named("title", "reference", "community:survey")
register_branch(Space, Branch(Survey, ACTS, "space", named=SURVEY))
