"""Anomalies of a tracking file: where, what was read, what is kept, and the sentence for the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """INFO: mended alone. WARNING: to confirm. ERROR: the row or the value waits for a correction."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


INFO = {
    "DATE_TEXTE": "Date écrite comme texte, comprise.",
    "DATE_NOMBRE": "Date écrite comme un nombre de jours, comprise.",
    "DATE_REMARQUE": "Une remarque accompagne la date\u00a0: elle est gardée à part.",
    "ANCIEN_NOM": "Ancien nom gardé à part\u00a0: «\u00a0{0}\u00a0».",
    "EVENEMENT_EN_DOUBLE": "Évènement déjà écrit à {0}.",
    "IDEM": "Même valeur que la ligne du dessus.",
    "LIGNE_MASQUEE": "Ligne masquée dans le fichier, lue comme les autres.",
    "NOMBRE_TEXTE": "Nombre écrit comme texte, compris.",
    "ORGANISME_RAPPROCHE": "«\u00a0{0}\u00a0» rapproché de «\u00a0{1}\u00a0».",
    "SIREN_ESPACES": "Espaces retirés du SIREN.",
    "SIREN_ZERO_PERDU": "SIREN enregistré comme nombre\u00a0: zéros de tête rétablis.",
}
WARNING = {
    "AUDITEUR_AMBIGU": "«\u00a0{0}\u00a0» peut être {1}\u00a0: à choisir.",
    "AUDITEUR_RAPPROCHE": "«\u00a0{0}\u00a0» rapproché de «\u00a0{1}\u00a0».",
    "COLONNE_ABSENTE": "Aucune colonne de SIREN\u00a0: les organismes seront rapprochés par leur nom "
    "et leur département.",
    "CONTRADICTION": "Une autre valeur est écrite à {0}\u00a0: à choisir.",
    "COULEUR_SANS_LEGENDE": "La couleur de la ligne ({0}) n’est dans aucune légende\u00a0: à dire.",
    "DATE_FAITE": "L’étape est faite, sans date\u00a0: à compléter.",
    "DATE_IMPRECISE": "Date imprécise ({0})\u00a0: à confirmer.",
    "DATE_INCERTAINE": "Date suivie d’un doute\u00a0: à confirmer.",
    "DATE_LOINTAINE": "L’année {0} surprend\u00a0: à confirmer.",
    "DECISION_INCONNUE": "«\u00a0{0}\u00a0» n’est pas une décision connue\u00a0: à choisir.",
    "DUREE_INHABITUELLE": "Le label ne dure pas 36 mois moins un jour (BR-63)\u00a0: à confirmer.",
    "EVENEMENT_INCONNU": "«\u00a0{0}\u00a0» n’est pas un évènement connu\u00a0: à choisir.",
    "FAMILLE_INCONNUE": "«\u00a0{0}\u00a0» n’est pas une famille d’organismes connue\u00a0: à choisir.",
    "FIN_DECALEE": "Fin saisie un jour trop tard selon la règle 36 mois moins un jour (BR-63)\u00a0: "
    "à confirmer.",
    "HOMONYME": "Un autre organisme porte ce nom à {0}\u00a0: à confirmer.",
    "LIGNE_SEULE": "Seul l’organisme est écrit sur cette ligne\u00a0: elle est lue comme un titre.",
    "MENTION_INCONNUE": "«\u00a0{0}\u00a0» n’est pas une mention connue\u00a0: à choisir.",
    "NOMBRE_ABSENT": "Nombre de logements absent.",
    "NOMBRE_APPROXIMATIF": "Nombre approximatif\u00a0: à confirmer.",
    "ORGANISME_ABSORBE": "Organisme absorbé par «\u00a0{0}\u00a0»\u00a0: à confirmer.",
    "ORGANISME_RENOMME": "Organisme renommé «\u00a0{0}\u00a0»\u00a0: à confirmer.",
    "REGION_INCONNUE": "«\u00a0{0}\u00a0» n’est ni une région ni un département\u00a0: à choisir.",
    "SIRET_POUR_SIREN": "Un SIRET a été saisi\u00a0: les neuf premiers chiffres sont retenus.",
    "STATUT_ABSENT": "Statut vide\u00a0: à choisir.",
    "STATUT_DEDUIT": "Statut tiré du dernier évènement\u00a0: à confirmer.",
    "STATUT_INCONNU": "«\u00a0{0}\u00a0» n’est pas un statut connu\u00a0: à choisir.",
    "STATUT_PAR_COULEUR": "Statut vide\u00a0: la couleur de la ligne ({0}) et les dates indiquent "
    "«\u00a0{1}\u00a0», à confirmer.",
    "TYPE_INCONNU": "«\u00a0{0}\u00a0» n’est pas un type d’audit connu\u00a0: à choisir.",
}
ERROR = {
    "DATE_ILLISIBLE": "«\u00a0{0}\u00a0» n’est pas une date\u00a0: à corriger.",
    "DATE_IMPOSSIBLE": "Le {0} n’existe pas.",
    "DATE_SANS_ANNEE": "Date sans année\u00a0: à compléter.",
    "DATES_INVERSEES": "La fin du label précède son début.",
    "FORMULE_EN_ERREUR": "La formule de cette cellule est en erreur.",
    "LIGNE_SANS_ORGANISME": "Aucun organisme n’est écrit sur cette ligne.",
    "NOMBRE_ILLISIBLE": "«\u00a0{0}\u00a0» n’est pas un nombre\u00a0: à corriger.",
    "ORGANISME_AMBIGU": "«\u00a0{0}\u00a0» peut être {1}\u00a0: à choisir.",
    "ORGANISME_EN_DOUBLE": "Même {0} que {1}.",
    "ORGANISME_INCONNU": "«\u00a0{0}\u00a0» n’est dans aucune autre feuille.",
    "SIREN_ABSENT": "SIREN absent\u00a0: à compléter avant l’import de la ligne.",
    "SIREN_ILLISIBLE": "Un SIREN a neuf chiffres\u00a0: à corriger.",
    "SIREN_INVALIDE": "La clé de contrôle du SIREN est fausse.",
}
SENTENCES = INFO | WARNING | ERROR
SEVERITIES = {
    code: severity
    for severity, sentences in (
        (Severity.INFO, INFO),
        (Severity.WARNING, WARNING),
        (Severity.ERROR, ERROR),
    )
    for code in sentences
}


@dataclass(frozen=True, slots=True)
class Issue:
    """`column` is the title as written, `letter` its place; `read` and `kept` are plain JSON values."""

    sheet: str
    row: int
    column: str | None
    letter: str
    code: str
    severity: Severity
    message: str
    read: object = None
    kept: object = None


def issue_of(sheet, row, column, letter, code, *told, read=None, kept=None) -> Issue:
    message = SENTENCES[code].format(*told)
    return Issue(sheet, row, column, letter, code, SEVERITIES[code], message, read, kept)


def remark(code):
    """« « … » n’est pas une date », whatever was written; "" of an unknown code."""
    return SENTENCES.get(code, "").partition("\u00a0:")[0].format(*"…" * 9).rstrip(".")


def choice_of(names: Iterable[str]) -> str:
    """« A » ou « B », in a sentence."""
    return " ou ".join(f"«\u00a0{name}\u00a0»" for name in names)


def place_in(sheet: str, row: int, here: str) -> str:
    """« la ligne 37 », with its sheet when it is another one."""
    return (
        f"la ligne {row}"
        if sheet == here
        else f"la ligne {row} de la feuille «\u00a0{sheet}\u00a0»"
    )
