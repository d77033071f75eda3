"""Values of tracking files matched to the portal's: statuses, families, decisions, events."""

import re

from labelling.cells import fold

# The first pattern found in the folded text decides: what ends a path comes before its steps.
STATUSES = (
    ("suspended", r"suspen"),
    ("withdrawn", r"retir|retrait"),
    ("renounced", r"renonc"),
    ("discontinued", r"desist"),
    ("dismissed", r"sans suite|\bclasse|rejet"),
    ("refused", r"refus|defavorable"),
    ("expired", r"\bechue?\b|expire|perim|caduc"),
    ("adjourned", r"ajourn"),
    ("extended", r"proroge"),
    ("labelled", r"label(?!lisation a)|labellis|maintien ok"),
    ("scheduled", r"comite|commission|inscrit"),
    ("review", r"instruction"),
    ("audit", r"\bamo\b|\baudit|attente rapport|mise en oeuvre"),
    ("preparation", r"prepa|\bplan d action|\bpa\b"),
    ("diagnosis", r"\bhqs\b|\bdiag"),
    ("candidate", r"candidat|incomplet|a relancer|\brecu|depose|a completer|nouveau|engage"),
)
FAMILIES = (
    ("OPH", r"^oph\b|\boffice\b|^o p h"),
    ("ESH", r"^esh\b|^e s h|\bsa d?\s?hlm|\bsa hlm|entreprise sociale|^sa$"),
    ("COOP", r"coop|^sch?p|scic"),
    ("PROCIVIS", r"procivis|sacicap"),
)
DECISIONS = (
    ("withdrawn", r"retrait|retire"),
    ("suspended", r"suspen"),
    ("pending", r"a passer|inscrit|a venir|prevu|a inscrire"),
    ("adjourned", r"ajourn|reporte"),
    ("refused", r"defav|refus|rejet|\bnon\b"),
    ("granted", r"\bfav|accord|\bok\b|\boui\b|label|maintien"),
)
RECOMMENDED = r"reco|reserve"
AUDIT_TYPES = (
    ("verification", r"\bav\b|verif|maintien|suivi"),
    ("implementation", r"\bamo\b|mise en oeuvre|\bm\s?o\b"),
    ("hqs", r"\bhqs\b|diag"),
)
EVENTS = (
    ("withdrawn", r"retrait|retire"),
    ("suspended", r"suspen"),
    ("renounced", r"renonc"),
    ("discontinued", r"desist|abandon"),
    ("dismissed", r"sans suite|\bclass"),
    ("merged", r"fusion|absor"),
    ("renamed", r"\bnom\b|denomination|\bdevient|renomm"),
    ("reminder", r"relanc|\bappel|\bmail|courriel|courrier|telephon|\btel\b|reunion|visio|echange"),
    ("application", r"candidat|depot|depose|dossier recu|engagement"),
    ("label", r"label"),
    ("committee", r"comite|commission|passage|decision"),
    *AUDIT_TYPES,
)
MENTIONS = (("vieillissement", r"vieill|^x$|^oui$|^ok$"),)
TABLES = {
    "status": STATUSES,
    "family": FAMILIES,
    "decision": DECISIONS,
    "audit_type": AUDIT_TYPES,
    "event": EVENTS,
    "mention": MENTIONS,
}
UNKNOWN = {
    "status": "STATUT_INCONNU",
    "family": "FAMILLE_INCONNUE",
    "decision": "DECISION_INCONNUE",
    "audit_type": "TYPE_INCONNU",
    "event": "EVENEMENT_INCONNU",
    "mention": "MENTION_INCONNUE",
    "region": "REGION_INCONNUE",
    "departement": "REGION_INCONNUE",
}
# A legend may name several statuses, or a word of its own.
OF_LEGENDS = (
    (r"probleme|litige|alerte", ("suspended", "withdrawn")),
    (r"abandon|arret|sorti", ("renounced", "discontinued", "dismissed")),
)


def value_of(word: str, written: str) -> str | None:
    """The portal's value of this word for what is written, None when it is not known."""
    text = fold(written)
    return next((value for value, pattern in TABLES[word] if re.search(pattern, text)), None)


def has_recommendations(written: str) -> bool:
    return re.search(RECOMMENDED, fold(written)) is not None


def statuses_of_legend(written: str) -> tuple[str, ...]:
    """All the statuses that the words of a legend may mean."""
    text = fold(written)
    found = [value for value, pattern in STATUSES if re.search(pattern, text)]
    for pattern, values in OF_LEGENDS:
        if re.search(pattern, text):
            found += [value for value in values if value not in found]
    return tuple(found)
