"""Download rights of the kit, asked at each download (BR-78)."""

from dataclasses import dataclass

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import memberships
from labelling.title.kit.rules import steward
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from portal.core import clock
from portal.retention import durations
from portal.ui import words

WHOM_TO_ASK = "Écrivez à la Dircom de l’Union sociale pour l’habitat, ou au référent label."
REASONS = {
    "eligible": "Votre organisme n’a pas encore accepté la charte : sa personne signataire l’accepte "
    "sur la page de la licence, et les fichiers s’ouvrent.",
    "requested": "La charte graphique a changé : la personne signataire de votre organisme accepte la "
    "nouvelle version, et les fichiers s’ouvrent de nouveau.",
    "suspended": "L’autorisation d’usage de votre organisme est suspendue : ses logos ne se "
    "téléchargent plus et se retirent de vos supports.",
}
ENDED = "L’autorisation d’usage de votre organisme a pris fin : ses logos ne se téléchargent plus."


class Closed(Exception):
    """Seen, but not to be taken: `status` 403 or 410, a title and a sentence for people."""

    def __init__(self, status, title, sentence):
        super().__init__(sentence)
        self.status, self.title, self.sentence = status, title, sentence


@dataclass(frozen=True)
class Grant:
    """For whom a file leaves: an organism and the end of its right, or nobody in particular."""

    organism: Organism | None = None
    until: object = None

    @property
    def keep_until_on(self):
        """BR-79: how long the register keeps the line."""
        return durations.until("kit_download", self.until or clock.today())


def grant(asset, user, wanted=""):
    """The Grant under which `user` takes `asset`, or Closed. `wanted` is the slug of an organism."""
    found = _licensed(asset, user, wanted) if asset.licence_required else _open(user)
    if asset.rights_ended:
        day = words.day(asset.rights_expire_on)
        sentence = f"Les droits de cette ressource ont pris fin le {day}. Choisissez-en une autre."
        raise Closed(410, "Cette ressource n’est plus servie.", sentence)
    return found


def _open(user):
    """Free to all; told of the organism of a person who has only one."""
    mine = list(memberships(user)) if user.is_authenticated else []
    return Grant(Organism.objects.get(pk=mine[0])) if len(mine) == 1 else Grant()


def _licensed(asset, user, wanted):
    if found := licensed(user, asset.variant, wanted):
        return found
    if steward(user, asset):
        return Grant()
    raise Closed(403, "Cette ressource n’est pas ouverte à votre organisme.", _why_not(user, asset))


def licensed(user, variant, wanted=""):
    """The Grant of an organism of the person that may use `variant` today, the `wanted` one first."""
    mine = memberships(user) if user.is_authenticated else {}
    if not mine:
        return None
    rows = BrandLicence.objects.filter(organism__in=mine, variant=variant)
    held = {right.organism_id: right for right in rights.held(rows)}
    organisms = list(Organism.objects.filter(pk__in=held).order_by("name__french"))
    if not organisms:
        return None
    chosen = next((one for one in organisms if one.slug == wanted), organisms[0])
    return Grant(chosen, held[chosen.pk].until)


def _why_not(user, asset):
    """What became of the latest licence, and whom to ask."""
    rows = BrandLicence.objects.filter(organism__in=memberships(user), variant=asset.variant)
    latest = rows.select_related("label").order_by("-pk").first()
    return f"{reason(latest)} {WHOM_TO_ASK}"


def reason(licence):
    """Why `licence`, that opens nothing today, opens nothing."""
    title = licence.label
    if title is not None and title.status_on(clock.today()) == "suspended":
        return REASONS["suspended"]
    if title is not None and title.status_on(clock.today()) not in ("active", "extended"):
        return ENDED
    return REASONS.get(licence.state, ENDED)
