"""Workflow tables of the kit: a resource, and its versions."""

from labelling.title.kit import notices
from labelling.title.kit.models import AssetVersion, BrandAsset
from labelling.title.kit.rules import steward
from portal import access
from portal.core import clock
from portal.workflow import Problem, Reminder, Transition, Workflow, guard

A, V = BrandAsset.State, AssetVersion.State
RIGHTS_NOTICE = 30  # days before the rights of a photograph end

ASSET = Workflow(
    BrandAsset,
    topic="labelling/kit",
    path=(A.OFFERED, A.RETIRED),
    hands={A.OFFERED: "la Dircom"},
    undated={A.OFFERED: "le fichier reste tant qu’il sert"},
    transitions=(
        Transition(
            "retire", "Retirer du kit", (A.OFFERED,), A.RETIRED, steward, "a retiré la ressource du kit",
            effects=lambda asset: ["Plus personne ne la télécharge ; ses versions et son registre restent."],
            said="La ressource est retirée du kit.", tone="danger",
        ),
        Transition(
            "restore", "Proposer de nouveau", (A.RETIRED,), A.OFFERED, steward,
            "a remis la ressource dans le kit", said="La ressource est de nouveau proposée.", undoes=True,
        ),
    ),
    reminders=(
        Reminder(A.OFFERED, notices.RIGHTS_END, (RIGHTS_NOTICE,), field="rights_expire_on"),
    ),
)  # fmt: skip


@guard("Au moins un fichier")
def has_files(version):
    if not version.files.exists():
        return Problem("no_file", "Cette version n’a aucun fichier : ajoutez-en un.")
    return None


@guard("Ressource proposée")
def is_offered(version):
    if version.asset.state != A.OFFERED:
        return Problem(
            "retired", "La ressource est retirée du kit : proposez-la d’abord de nouveau."
        )
    return None


def put_in_force(version, by):
    """One version in force at a time: the one before leaves in the same transaction."""
    for before in version.asset.versions.filter(state=V.IN_FORCE).exclude(pk=version.pk):
        VERSION.fire(before, "replace")
    version.published_on = clock.today()


def replaced(version):
    before = version.asset.versions.filter(state=V.IN_FORCE).first()
    told = [f"La version {before.number} est remplacée et ne se télécharge plus."] if before else []
    return ["Ses fichiers se téléchargent dès maintenant.", *told]


VERSION = Workflow(
    AssetVersion,
    topic="labelling/kit",
    path=(V.DRAFT, V.IN_FORCE, V.REPLACED),
    hands={V.DRAFT: "la Dircom", V.IN_FORCE: "la Dircom"},
    undated={V.DRAFT: "la Dircom prépare à son rythme", V.IN_FORCE: "elle vaut jusqu’à la suivante"},
    transitions=(
        Transition(
            "publish", "Publier cette version", (V.DRAFT,), V.IN_FORCE, steward,
            "a publié une version", needs=(has_files, is_offered), then=put_in_force, effects=replaced,
            said="La version est en vigueur.", slug="publier",
        ),
        Transition(
            "replace", "Remplacer", (V.IN_FORCE,), V.REPLACED, access.clock,
            "constate qu’une version plus récente a pris la place",
        ),
        Transition(
            "withdraw", "Retirer cette version", (V.DRAFT, V.IN_FORCE), V.WITHDRAWN, steward,
            "a retiré une version", said="La version est retirée.", tone="danger", slug="retirer",
            effects=lambda version: ["Ses fichiers ne se téléchargent plus."],
        ),
    ),
)  # fmt: skip
