"""Check that no address of a person is on a public page: it draws spam and soon goes stale."""

import re

from home.checks.reading import pieces

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSONAL = re.compile(r"^[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?[._][a-zà-ÿ]+(?:-[a-zà-ÿ]+)*\d{0,2}@", re.I)
# Words of a service: « service.presse@ » names nobody.
GENERIC = frozenset(
    "accueil agence annuaire audit auditeurs bureau candidature club comite commission communication "
    "contact courrier direction donnees dpo equipe evenements formation habitat hlm info infos label "
    "lettre locataires mission personnelles presse protection qualite reclamation redaction referent "
    "relations secretariat service site support ush".split()
)
SENTENCE = (
    "{} est l’adresse d’une personne. Donnez plutôt une adresse de service (contact@, presse@…)."
)


def problems(page):
    found = []
    for piece in pieces(page):
        said = f"{piece.value}" if isinstance(piece.value, str) else ""
        if piece.is_rich:
            said = str(piece.html)
        personal = dict.fromkeys(a for a in ADDRESS.findall(said) if is_personal(a))
        found += [piece.problem(SENTENCE.format(address)) for address in personal]
    return found


def is_personal(address):
    """« prenom.nom@ » or « p.nom@ »: two words, neither of which names a service."""
    if not PERSONAL.match(address):
        return False
    return GENERIC.isdisjoint(re.split(r"[._-]", address.split("@")[0].lower()))
