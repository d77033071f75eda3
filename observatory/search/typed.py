"""What was typed, taken apart: quoted words, question words left aside, words that say little."""

import re
from dataclasses import dataclass

from portal.french import WORD, plain, root_of

QUOTED = re.compile(r'[«"“”]([^«»"“”]{2,}?)[»"“”]')
ASKING = frozenset(
    "comment pourquoi quand quel quelle quels quelles quoi combien que qui est ce peut peux puis pouvez "
    "pouvons peuvent doit dois doivent devons faut falloir faire fais fait faites font veux veut voulez "
    "voudrais souhaite souhaitons cherche cherchons trouver trouve avoir etre existe aimerais voir savoir "
    "connaitre bonjour merci svp stp plait quelqu quelque quelques chose choses il y a t "
    "and or not".split()
)
LITTLE = frozenset(
    "locataire locataires habitant habitants logement logements bailleur bailleurs organisme organismes "
    "immeuble immeubles residence residences hlm social sociale sociaux sociales bonne bonnes bon bons "
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
    "toute chaque".split()
)


@dataclass(frozen=True)
class Part:
    """Words of a run, in three lists of one length."""

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


def spoken(text):
    """Quoted words apart; of the others, those that ask are left aside."""
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
            kept.append((root, word, bare in LITTLE and not is_quoted))
    columns = tuple(zip(*kept, strict=True)) if kept else ((), (), ())
    return Part(*columns, is_quoted=is_quoted)
