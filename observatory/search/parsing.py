"""Parser of typed queries: quoted words, question words left out, words that say little."""

import re
from dataclasses import dataclass

from portal.search.french import WORD, plain, root_of

QUOTED = re.compile(r'[«"“”]([^«»"“”]{2,}?)[»"“”]')
ASKING = frozenset(
    "comment pourquoi quand quel quelle quels quelles quoi combien que qui est ce peut peux puis pouvez "
    "pouvons peuvent doit dois doivent devons faut falloir faire fais fait faites font veux veut voulez "
    "voudrais souhaite souhaitons cherche cherchons trouver trouve avoir etre existe aimerais voir savoir "
    "sait sais savent connaitre bonjour merci svp stp plait quelqu quelque quelques chose choses il y a t "
    "and or not".split()
)
LITTLE = frozenset(
    "locataire locataires habitant habitants logement logements appartement appartements bailleur bailleurs organisme "
    "organismes immeuble immeubles residence residences hlm social sociale sociaux sociales bonne bonnes bon bons "
    "pratique pratiques exemple exemples idee idees solution solutions action actions initiative "
    "initiatives projet projets experience experiences retour retours demarche demarches dispositif "
    "dispositifs mise mettre place mis mises ameliorer amelioration reduire reduction diminuer augmenter "
    "eviter lutter lutte contre gerer gestion organiser organisation favoriser developper optimiser "
    "assurer garantir traiter traitement aider aide repondre reponse mieux bien plus moins trop tres "
    "vite rapidement rapide nouveau nouvelle nouveaux nouvelles probleme problemes cas sujet question "
    "questions besoin besoins personne personnes gens service services avant apres pendant lors sans "
    "afin cause suite fois jour jours temps an ans annee annees deux trois "
    "choisir utiliser creer lancer construire permettre proposer donner prendre rendre suivre tenir "
    "expliquer accompagner impliquer associer renforcer faciliter encourager prevenir anticiper limiter "
    "agir comprendre apprendre obtenir passer partir venir aller devenir rester parler dire montrer "
    "monter installer changer adapter simplifier maintenir soutenir preparer efficace efficacement "
    "facilement simple simplement concret concrete grand grande petit petite plusieurs tous toutes tout "
    "toute chaque qualite qualites non mal rien jamais toujours souvent vraiment deja ensemble arriver utile utiles "
    "choisi choisie choisis compris fourni obtenu obtenue pris prise prises rendu rendue rendus suivi suivis "
    "tenu tenue tenus tenues".split()
)
YEAR = 4  # digits
ENDINGS = ("e", "es", "ent", "ons", "ez", "ee", "ees", "ait", "aient")  # of « utiliser », as typed
MEANT = frozenset(
    "donnees montee parlee passe".split()
)  # such a form, that says more than its verb
LITTLE_FORMS = frozenset(
    verb[:-2] + ending for verb in LITTLE if verb.endswith("er") for ending in ENDINGS
)


@dataclass(frozen=True)
class Part:
    """A run of words, as three lists of the same length."""

    roots: tuple[str, ...]
    words: tuple[str, ...]
    is_weak: tuple[bool, ...]
    is_quoted: bool = False

    @property
    def pairs(self):
        return list(zip(self.roots, self.roots[1:], strict=False))


@dataclass(frozen=True)
class Spoken:
    text: str
    parts: tuple[Part, ...]


def split_typed(text):
    """Quoted runs apart; question words are left out of the others."""
    parts, done = [], 0
    for found in QUOTED.finditer(text):
        parts += [_part(text[done : found.start()]), _part(found[1], is_quoted=True)]
        done = found.end()
    parts.append(_part(text[done:]))
    return Spoken(text, tuple(part for part in parts if part.roots))


def _part(text, *, is_quoted=False):
    kept = []
    for word in WORD.findall(text):
        bare, root = plain(word), root_of(word)
        if root and (is_quoted or bare not in ASKING):
            kept.append((root, word, not is_quoted and _says_little(bare)))
    columns = tuple(zip(*kept, strict=True)) if kept else ((), (), ())
    return Part(*columns, is_quoted=is_quoted)


def _says_little(bare):
    """A very common word, or a number that is no year."""
    if bare.isdigit():
        return len(bare) != YEAR
    return bare not in MEANT and not {bare, bare.removesuffix("s")}.isdisjoint(
        LITTLE | LITTLE_FORMS
    )
