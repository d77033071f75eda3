"""Words of the trade in tracking files: steps, opinions, statuses, families, all folded (cells.fold)."""

import re


def patterns(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern], ...]:
    """Each value with its pattern, whose alternatives are written over several lines."""
    return tuple((value, pattern(text)) for value, text in pairs)


def pattern(text: str) -> re.Pattern:
    return re.compile("".join(line.strip() for line in text.splitlines()))


# Steps in a text; several may stand in one clause.
STEPS = patterns(
    ("accreditation", r"\b(?:re)?agrements?\b|\bagree(?:e|s)?\b(?! par)"),
    ("complement", r"complements?\b|pieces? (?:manquantes?|complementaires?)|a completer"),
    ("reminder", r"\brelanc\w*|\brelances?\b|message laisse|mail envoye|sans reponse"),
    (
        "support",
        r"""
        appui[ -]?conseil|\bvisites?\b|accompagnement|rencontre|point telephonique|reunion
        """,
    ),
    (
        "verification_audit",
        r"""
        audits? (?:de |d')?(?:verif\w*|suivi|maintien|renouv\w*)|\bav\b|a mi[- ]parcours
        |verification|^\s*verif\.?\s*$
        """,
    ),
    (
        "implementation_audit",
        r"""
        audits? (?:de )?(?:mise en (?:oe|o|œ)uvre|m\.? ?o\.?\b)|\bamo\b|\bam\b|mise en oeuvre
        |\baudit\b(?! (?:de |d')?(?:verif|suivi|maintien|renouv|hqs))|\baudite?e?\b
        """,
    ),
    ("diagnosis", r"\bhqs\b|diag\w*\.?(?: hqs)?|etat des lieux"),
    ("action_plan", r"plans? d['’ ]?actions?|\bpa\b|plan (?:valide|recu|remis|signe|transmis)"),
    (
        "registration",
        r"""
        (?<!ir)recevab\w*|\brecev\b|\badmis(?:e|sible)?\b|dossier complet
        |convention (?:signee|envoyee)|\bengage(?:e|ment)?\b|inscrit(?:e)? dans la demarche
        """,
    ),
    (
        "application",
        r"""
        candidat\w*|\bcand\b|demande recue
        |(?:re(?:c|ç)u|depot|depose|arrive)e? (?:dossier|candidature|du dossier)
        |dossier (?:recu|depose)|reception|candidate?\b|lettre d.intention|postule
        """,
    ),
    ("suspension", r"suspen\w*|\bsusp\b"),
    (
        "discontinued",
        r"""
        abandon\w*|\brenonc\w*|renonciation|desist\w*|\bdest\b|s['’]est retire\w*|se retire
        |\bstop\b|ne poursuit pas|arret de la demarche|jet\w* l.?eponge
        """,
    ),
    ("dismissed", r"sans suite|\bclasse(?:e)?\b(?! en)|\bclasst\b|cloture d office|\bs ?/ ?s\b"),
    ("merger", r"fusion\w*|absorb\w*"),
    (
        "committee",
        r"""
        comites?|commissions?|passages?\b|passe(?:e)? (?:en|au|le)\b|\bcl\b|seance
        |(?:re)?presente(?:e|r|ra)?\b(?! un)
        """,
    ),
)
# Opinions of the committee, in a text; the first found decides.
OUTCOMES = patterns(
    ("mention", r"mention (?:speciale |\w+ )?(?:obtenue|accordee|attribuee)"),
    ("withdrawn", r"retrait|label retire|\bretire\b(?! de l)|^fin$"),
    (
        "adjourned",
        r"""
        ajourn\w*|\bajr?\b|\bajour\b|reporte\w*|differe\w*|sursis|a representer|revient
        |^revoir\b|a revoir
        """,
    ),
    (
        "refused",
        r"""
        defav\w*|\bdef\b|refus\w*|rejet\w*|\bnon (?:labellise|favorable)|negatif|^non$
        """,
    ),
    (
        "granted_with_recommendations",
        r"""
        (?:fav\w*|accord\w*|\boui\b) ?\+
        |(?:fav\w*|accord\w*|\boui\b|\bok\b|\bf\b) ?\.?,? ?(?:\+|avec|sous|et|/)? ?(?:des )?(?:reco\w*|reserves?|\br\b)
        |sous reserve|avec reco\w*|avec reserve|label(?:lise)? ?\+ ?reco\w*
        """,
    ),
    ("maintained", r"mainten\w*|maintien\b"),
    ("renewed", r"renouv\w*|\brenouvt\b|reconduit"),
    (
        "granted",
        r"""
        \bfav\w*|accord\w*|octroi|\boui\b|positif|label (?:accorde|attribue|octroye|obtenu)
        |obtenu
        """,
    ),
)
GRANTING = {"granted", "granted_with_recommendations", "renewed", "maintained"}
# Where an organism stands, in a text; what ends a path comes before its steps.
STATUSES = patterns(
    ("merged", r"fusionn|absorb|fusion realisee"),
    ("suspended", r"suspen|\bsusp\b"),
    (
        "discontinued",
        r"""
        abandon|renonc|desist|s est retire|\bstop\b|ne poursuit pas|a quitte|arret|eponge
        |\bdest\b
        """,
    ),
    ("withdrawn", r"retrait|label retire|^retire|\bretire\b(?! de l)"),
    ("dismissed", r"sans suite|\bclasse(?:e)?\b|clos\b|cloture|\bs s\b"),
    ("refused", r"refus|defav|\bdef\b|rejet|non labellise"),
    ("adjourned", r"ajourn|\bajr?\b"),
    (
        "expired",
        r"""
        \bechu|expire|perim|caduc|non renouvele|ancien label|plus labellise|label termine
        |label tombe|est tombe
        """,
    ),
    (
        "labelled",
        r"""
        \blab\b|labellise|\blabel\b(?! (?:vise|demande|souhaite|ecarte))|maintenu|renouvele
        |titulaire|\bfav
        """,
    ),
    (
        "audited",
        r"""
        audite|attente (?:du |de |d un )?(?:passage|comite|commission|cl)|comite a venir
        |passe en (?:cl|comite)|audits? de mise en oeuvre|audit m ?o\b
        |audit (?:fait|realise|rendu|ok)|rapport (?:recu|rendu)|\bamo\b|a l ordre du jour
        |inscri\w* (?:au |en |a la )?(?:prochaine? )?(?:comite|commission|cl)\b
        |passe au (?:prochain )?(?:comite|cl)\b
        """,
    ),
    (
        "preparation",
        r"""
        prepa|plan d ?actions?|\bpa\b|annee 0|annee zero|mise en oeuvre
        |audit (?:prevu|a venir|programme)
        """,
    ),
    ("diagnosis", r"\bhqs\b|diag|etat des lieux"),
    ("registered", r"recevab|\bengage|admis|enregistre|\bconvention"),
    (
        "candidate",
        r"""
        candidat|\bcand\b|demande recue|a instruire|instruction|dossier recu|incomplet|intention
        |depose|nouvelle demande|recu\b
        """,
    ),
)
STATUS_AFTER = {
    "application": "candidate",
    "complement": "candidate",
    "registration": "registered",
    "diagnosis": "diagnosis",
    "action_plan": "preparation",
    "implementation_audit": "audited",
    "suspension": "suspended",
    "discontinued": "discontinued",
    "dismissed": "dismissed",
    "merger": "merged",
}
STATUS_OF_OUTCOME = {"withdrawn": "withdrawn", "adjourned": "adjourned", "refused": "refused"}
STEP_OF_STATUS = {
    "candidate": "application",
    "registered": "registration",
    "diagnosis": "diagnosis",
    "preparation": "action_plan",
    "audited": "implementation_audit",
    "suspended": "suspension",
    "discontinued": "discontinued",
    "dismissed": "dismissed",
}
FAMILIES = patterns(
    ("PROCIVIS", r"procivis|sacicap|\bsac\b|credit immobilier"),
    ("COOP", r"\bcoop\w*|\bsc?p\b|\bsch?p\b|scic|\bscp hlm"),
    ("OPH", r"\boph\b|\boffices?\b|\bo p h\b|\bopac\b|office public|\bophlm\b|\bopm\b"),
    ("ESH", r"\besh\b|\be s h\b|\bsa\b|entreprises? sociales?|\bs a\b|societe anonyme"),
)
ONGOING = pattern(r"s ?.?ecri|a lancer|a faire|attendu|en cours d|a ecrire|a rendre|pas encore")
PLANNED = pattern(
    r"""
    \bprev\b|\bprevue?s?\b|\ba venir\b|\bprochaine?\b|\bpasse(?:ra)? (?:au|en)\b|\ba caler\b
    |\ba fixer\b|\ba programmer\b|\bprojet\b|\benvisage|(?<!rapport )\battendue?\b|\bcible\b
    |\bobjectif\b|\ba planifier\b|\bprogrammee?\b|\bvise\b|\bviser\b|\binscrit(?:e)? (?:au|a l)
    """
)
DOUBTED = pattern(
    r"""
    \?|a confirmer|a verifier|semble|aurait|peut[- ]etre|probable|sauf erreur|je crois
    """
)
TOTAL = pattern(
    r"""
    (?:s(?:ous)?[ -]?)?(?:total|totaux)\b|moyenne\b|somme\b|nombre d|ensemble$|recap|dont\b
    """
)
COUNT = pattern(r"nb|nbre|nombre|total|effectif")  # a name that is none


def first_of(table: tuple, text: str) -> str | None:
    """The first value of a table whose pattern is found in a folded text."""
    return next((value for value, pattern in table if pattern.search(text)), None)
