"""State machine of a collection: each audience is a state."""

from observatory.collections.models import Collection
from observatory.collections.rules import closer, owner, publisher, sharer
from portal.workflow import Problem, Transition, Workflow, guard

S = Collection.State
ANY = (S.PRIVATE, S.ORGANISM, S.CLUB, S.PUBLIC)


def others(state):
    return tuple(one for one in ANY if one != state)


@guard("Un organisme avec qui la partager")
def has_organism(collection):
    if collection.organism_id:
        return None
    return Problem("organism", "Vous n’agissez pour aucun organisme.")


@guard("Une pratique publiée au moins")
def not_empty(collection):
    if collection.entries.filter(practice__state__in=("published", "review_due")).exists():
        return None
    return Problem("empty", "La collection est vide\u00a0: rangez-y une pratique.")


COLLECTION = Workflow(
    Collection,
    topic="observatory/collections",
    path=ANY,
    hands=dict.fromkeys(ANY, "la personne qui l’a faite"),
    undated=dict.fromkeys(ANY, "la personne la tient à son rythme"),
    transitions=(
        Transition(
            "share", "Partager avec mon organisme", others(S.ORGANISM), S.ORGANISM, owner,
            "a partagé la collection avec son organisme", needs=(has_organism,),
        ),
        Transition(
            "open_to_club", "Partager avec le club", others(S.CLUB), S.CLUB, sharer,
            "a partagé la collection avec le club", needs=(not_empty,),
            effects=lambda _: ["Chaque organisme labellisé la lit, avec votre organisme pour signature."],
        ),
        Transition(
            "publish", "En faire une sélection publique", others(S.PUBLIC), S.PUBLIC, publisher,
            "a fait de la collection une sélection publique", needs=(not_empty,),
            effects=lambda _: ["Elle paraît aussitôt dans l’observatoire, pour tout le monde."],
        ),
        Transition(
            "close", "La garder pour moi", (S.ORGANISM, S.CLUB, S.PUBLIC), S.PRIVATE, closer,
            "a refermé la collection", slug="refermer",
        ),
        Transition(
            "remove", "Supprimer la collection", ANY, S.REMOVED, owner, "a supprimé la collection",
            tone="danger", effects=lambda _: ["Les pratiques restent dans l’observatoire."],
        ),
    ),
)  # fmt: skip
