"""Titles of columns, and the roles that they say."""

import re
from dataclasses import dataclass, field

from labelling.cells import fold, is_blank
from labelling.steering.history_import.reader.texts.statements import spell_initials
from labelling.steering.history_import.reader.texts.vocabulary import patterns

LONGEST_TITLE = 60


IDENTIFIER = re.compile(
    r"^(id|code|cle|key|ref|matricule)\b|^(n|no|num|numero) (de )?(dos|dossier|audit|fiche|ordre|mission|ligne)\b"
)


# Role of a column, by its title. The first pattern found decides; a group title above is read with it.
TITLES = patterns(
    (
        "history",
        r"""
        ^parcours|^sorti|pourquoi|chronolog|^jalons|^etapes (franchies|passees|faites)|^deroule
        |^suivi$
        """,
    ),
    ("note", r"^(observ|remarqu|commentaire|notes?\b|divers|a noter|obs\b|precision)"),
    ("majors", r"\bnc maj|majeures?\b"),
    ("minors", r"\bnc min|mineures?\b"),
    ("seats", r"^(nb |nombre de )?presents\b|^quorum|^votants"),
    ("mention", r"^mentions?\b"),
    (
        "report",
        r"""
        ^rapport (recu|le|rendu|remis|depose)|^(date|reception|remise)( de| du)? rapport|^rapport$
        """,
    ),
    ("first_name", r"^prenom"),
    (
        "former_name",
        r"""
        ^ex$|ancien(ne)?s? (nom|denomination|appellation)|nom precedent|^anciennement|^ex nom
        |^avant$
        """,
    ),
    ("siren", r"\bsiren\b|\bsiret\b"),
    ("email", r"\be? ?mails?\b|courriel|\bmel\b"),
    ("phone", r"^tel\b|telephone|portable|^tel$|^gsm"),
    ("merged_into", r"\bfus(ion(ne)?)?\b|absorb|repris par"),
    ("auditor", r"audit(eur|rice)|^aud$|^id aud|cabinet|audite par|\bauditeurs?\b"),
    (
        "pilot",
        r"""
        pilote|referent|suivi par|charge(e)? de|en charge|^qui suit|portefeuille
        |instruct(eur|rice)|rapporteur|saisi par
        """,
    ),
    ("contact", r"contact|correspondant|interlocut|directeur|directrice|responsable"),
    (
        "label_range",
        r"""
        ^(periode|validite|duree)( de validite)?( du| de)? ?label|^validite$|^label$
        |^labels?( en cours)?$
        """,
    ),
    (
        "label_end",
        r"""
        fin (du |de |d )?(label|validite)|label fin|echeance|echu le|jusqu|expir|valable
        |^(label )?au$|^fin$|fin$|termine le|\bfin lab
        """,
    ),
    (
        "label_start",
        r"""
        debut (du |de )?(label|validite)|label( debut|lise)? ?(obtenu|depuis|le|du|a compter)
        |date (de |du |d )?(label|labellisation)\b|^(label )?du$|^debut$|^labellise|\bdeb lab
        |a compter|obtention|prise d effet|date d effet
        """,
    ),
    (
        "next",
        r"""
        prochaine? (etape|echeance|rdv|passage|action)|reste a faire|^a faire|^suite a donner
        """,
    ),
    (
        "since",
        r"""
        ^depuis|date (de )?(la )?(situation|statut|etat|l etat)|^dernier mouvement|^maj$
        |mise a jour
        """,
    ),
    ("outcome", r"^avis|avis( rendu| du)?|^resultat|^decision|^sens\b|conclusion|^cd res|^issue"),
    ("committee", r"comite|commission|passage|seance|\bcl\b|^session|presente le"),
    (
        "object",
        r"""
        ^objet|^nature( de la)?( demande| du dossier)?$
        |type (de )?(demande|dossier|passage|label)|^dossier$|^demande$|^cycle$
        """,
    ),
    (
        "family",
        r"""
        ^fam\b|famille|type d ?org|type organisme|(statut|forme|nature) juridique|federation
        |^categorie|^nature$|\bfam\b|^type$
        """,
    ),
    (
        "status",
        r"""
        statut|\betat\b|situation|avancement|ou en est|etape|phase|position|^stade|\bsit\b
        """,
    ),
    ("departement", r"^d(e?pt?|pt)s?\b|departement|\bdep\b|\bdpt\b"),
    ("region", r"^reg\b|\bregions?\b|territoire"),
    ("place", r"siege|ville|commune|localis|adresse|\blieu\b"),
    (
        "homes",
        r"""
        (?<!monta)log(ement|t|ts|ts?)?s?\b(?! social)|\bl(o)?g(t|ts|mt|mts)\b|patrimoine
        |\bparc\b|\bnb lg|equivalent|\btaille\b|volume
        """,
    ),
    (
        "verification_audit",
        r"""
        \bav\b|verif|suivi$|audit de (suivi|maintien|renouv)|mi parcours|intermediaire
        """,
    ),
    ("implementation_audit", r"\bamo\b|\bam\b|mise en oeuvre|\bm ?o\b|^audit\b|\baudit$"),
    ("diagnosis", r"\bhqs\b|diag|etat des lieux"),
    ("action_plan", r"plan( d)? ?actions?|^pa\b|\bpa$|plan valide"),
    ("registration", r"recevab|\badmis|complet|enregistr|convention|engag|inscri(t|ption)"),
    (
        "application",
        r"""
        candid|recue?\b|depot|depose|demande (recue|du|initiale)|^reception|arrive|^entree
        |lettre d intention
        """,
    ),
    ("fact_date", r"^date|^quand|^jour|^le$|^dt\b|^du$"),
    (
        "fact_kind",
        r"""
        ^fait\b|evenement|jalon|^type de fait|^action|^acte|^cd evt|^quoi|mouvement|\bevt$
        """,
    ),
    (
        "note",
        r"""
        observ|remarqu|commentaire|^notes?\b|divers|a noter|^obs|^comm?$|\bnb\b|precision|detail
        |suites?\b|info|en clair|historique|memo|^historique
        """,
    ),
    ("actor", r"^qui$|^par$|auteur|intervenant|redacteur"),
    (
        "name",
        r"""
        organisme|bailleur|raison sociale|denomination|^noms?\b|societe|structure
        |^lib(elle)? org|^org|adherent|entite|office|intitule
        """,
    ),
)


@dataclass(slots=True)
class Column:
    """`role` of the vocabulary, none when it is not read; `reason` in French; `period`: its month or quarter."""

    index: int
    letter: str
    title: str
    role: str | None = None
    reason: str = ""
    group: str = ""
    period: str = ""
    also: str | None = None  # a second role, of « Fam. Dép »
    is_hidden: bool = False
    is_said: bool = False  # by the user: nothing else changes it
    samples: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Under which it is corrected: its letter; the label of a card."""
        return self.letter or fold(self.title)


def role_of(title: str) -> str | None:
    """The role that a title alone says; « Label → » is its end."""
    role = _role_of(title)
    return "label_end" if role == "label_range" and re.search("→|->|=>|…", title) else role


def _role_of(title: str) -> str | None:
    text = fold(title)
    if not text or len(text) > LONGEST_TITLE or len(text.split()) > 7:
        return None
    bare = fold(re.sub(r"\(.*?\)", " ", title)) or text
    for candidate in dict.fromkeys((bare, text)):
        if role := next((role for role, pattern in TITLES if pattern.search(candidate)), None):
            return role
    if (words := title.split()) and (phrase := spell_initials(words[0])):
        return next((role for role, pattern in TITLES if pattern.search(phrase)), None)
    return None


def score_titles(cells) -> float:
    """How much a row of cells is a row of titles: distinct roles of short texts; values weigh against."""
    texts = [cell for cell in cells if not is_blank(cell)]
    roles = {
        role
        for cell in texts
        if isinstance(cell, str) and len(cell) <= LONGEST_TITLE and (role := role_of(cell))
    }
    values = sum(not isinstance(cell, str) or bool(re.search(r"\d{3}", cell)) for cell in texts)
    return len(roles) - values * 0.7


def index_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def second_role(text: str, role: str) -> str | None:
    """« Fam. Dép »: what the rest of a title says."""
    others = [
        name
        for name, pattern in TITLES
        if name != role
        and name in ("family", "departement", "region", "place", "siren")
        and pattern.search(text)
    ]
    return others[0] if role in ("family", "departement", "name", "place") and others else None
