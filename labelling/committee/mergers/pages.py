"""Context of the pages of a merger: what the act will do, and what it did."""

from labelling.committee.mergers.actions import carriable, held_labels, open_dossiers
from labelling.parties.organisms.models import Merger, Organism
from labelling.path.dossiers.steps.sentences import stopped_with
from portal.access import who_sees
from portal.ui import words


def effects(organism):
    """« Ce que cet acte va faire » to this organism."""
    said = [
        f"{organism} n’exerce plus\u00a0: plus aucun dossier ne s’ouvre, personne n’y est plus invité."
    ]
    for one in open_dossiers(organism):
        state = one.get_state_display().lower()
        said += [f"Le dossier {one.reference}, {state}, s’arrête.", *stopped_with(one)]
    said += [
        f"Le label {one.reference} va devant le comité\u00a0: la phase contradictoire s’ouvre, "
        "et il reste dans votre liste jusqu’à ce qu’une séance l’inscrive."
        for one in held_labels(organism)
    ]
    if members := len(carriable(organism)):
        told = words.count(members, "personne est prévenue", "personnes sont prévenues")
        said.append(
            f"{told}\u00a0; celles que vous cochez reçoivent une invitation, qu’elles acceptent ou non."
        )
    said.append(
        "Sa page publique, ses adresses et ses attestations restent, et disent qui l’a absorbé."
    )
    said.append("Cet acte ne s’annule pas.")
    return said


def mergers():
    return Merger.objects.select_related("absorbed", "absorbing", "registered_by")


def merger_page(merger, user):
    """Each organism is a link for whoever sees it."""
    absorbed, both = merger.absorbed, (merger.absorbed_id, merger.absorbing_id)
    seen = Organism.objects.visible_to(user).in_bulk(both)
    return {
        "merger": merger,
        "absorbed_url": absorbed.get_absolute_url() if absorbed.pk in seen else "",
        "absorbing_url": merger.absorbing.get_absolute_url() if merger.absorbing_id in seen else "",
        "dossiers": list(absorbed.dossiers.visible_to(user).order_by("reference")),
        "labels": list(absorbed.labels.visible_to(user).order_by("reference")),
        "visibilities": [{"label": line.label, "reason": line.reason} for line in who_sees(merger)],
    }
