"""Figures of communication: downloads of the kit, proofs reviewed before printing."""

from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import dated, within
from labelling.steering.figures.rules import office
from labelling.steering.figures.states import end_of
from labelling.title.kit.models import AssetDownload
from labelling.title.proofs.models import BrandProof
from portal.core import clock
from portal.figures import Case, Measure

family = Family("communication", source="le kit et les bons à tirer", readers=office, unit="téléchargements",
                model="labelling.assetdownload", related=("organism", "version__asset"))  # fmt: skip
proof = {"model": "labelling.brandproof", "related": ("licence__organism",)}


def downloads(period):
    rows = AssetDownload.objects.filter(at__lt=end_of(period.end)).order_by("at", "pk")
    told = (
        (*one, at.astimezone(clock.PARIS).date())
        for *one, at in rows.values_list("pk", "organism", "at")
    )
    return [Case(*one) for one in told if one[-1] >= period.start]


def proofs(period):
    return dated(BrandProof.objects.all(), period, "submitted_on", "licence__organism")


def approved(period):
    rows = BrandProof.objects.filter(**within(period, "answered_on")).order_by("answered_on", "pk")
    told = rows.values_list("pk", "licence__organism", "answered_on", "state")
    is_approved = BrandProof.State.APPROVED
    return [Case(pk, who, day, int(state == is_approved)) for pk, who, day, state in told]


family(
    "downloads", "Téléchargements du kit", downloads,
    "Fichiers du kit pris, et documents composés à partir d’un modèle.",
    "Lignes du registre datées de la période. Celles dont la durée de conservation est passée ne se comptent plus.",
)  # fmt: skip
family(
    "proofs", "Bons à tirer envoyés", proofs, "Supports que les organismes ont soumis à la relecture.",
    "Bons à tirer dont l’envoi est daté de la période.", unit="bons à tirer", **proof,
)  # fmt: skip
family(
    "proofs_approved", "Part des bons à tirer approuvés", approved,
    "Part des bons à tirer répondus qui sont approuvés.",
    "Bons à tirer approuvés, divisés par ceux dont la dernière réponse est datée de la période.",
    measure=Measure.SHARE, unit="%", **proof,
)  # fmt: skip
