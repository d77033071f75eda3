"""Facts of an organism that the portal knows, taken from the file where the référent says so, and given back."""

from labelling import territories
from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.lines.comparing import COMPARED

DESCRIPTIVE = ("name", "family", "homes", "departement", "region", "siren")
NUMBER = "attestation"
TAKABLE = (*DESCRIPTIVE, NUMBER)
OF_THE_ENGINE = "ses dossiers et son label le disent"
SIREN = "le Siren dit de quel organisme il s’agit\u00a0: corrigez-le sur sa page s’il est faux"
REGION = "la région suit le département du siège"
FOLLOWS = "le département n’est pas dans la région qui est gardée"
NUMBERED = (
    "le portail ne change pas un numéro, et n’en donne que d’un label repris, aux mêmes dates"
)


def why_kept(compared, name):
    """Why the portal's stays, whatever the référent would choose; "" where she may take the file's."""
    here = {one: before for one, _, before, _ in compared.changes}
    if name not in TAKABLE:
        return OF_THE_ENGINE
    if name == "siren" and here[name]:
        return SIREN
    if name == "region" and compared.organism.departement:
        return REGION
    if name == "departement":
        place = territories.region_of(compared.line.get(name))
        return "" if place and place.code == compared.line.get("region", place.code) else FOLLOWS
    return NUMBERED if name == NUMBER and _label(compared, here) is None else ""


def _label(compared, here):
    """The label taken over that lacks the number that the file gives, if its days are those of the file."""
    if here[NUMBER] or "start" in here or "end" in here or compared.label is None:
        return None
    return compared.label if compared.label.taken_over_on else None


def choices_of(compared, choices):
    """The names taken: those said of the line, else those said of all lines."""
    if not compared or not compared.organism:
        return []
    said = compared.line.choice.get("take", choices.get("take", ()))
    changed = [name for name, *_ in compared.changes]
    return [name for name in changed if name in said and not why_kept(compared, name)]


def take(rows, tracking_import, *, by):
    """Of [(compared, names)]; what stood before is kept with the import, to be given back."""
    wanted = {compared.organism.pk: (compared, names) for compared, names in rows}
    held = Organism.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    for organism in held:
        compared, names = wanted[organism.pk]
        facts = {name: [getattr(organism, name), compared.line.get(name)] for name in names}
        if "departement" in facts:
            region = territories.region_of(compared.line.get("departement")).code
            facts["region"] = [organism.region, region]
        _write(organism, {name: after for name, (_, after) in facts.items()})
        tracking_import.corrected.append({"organism": organism.pk, "facts": facts})
        said = f"a pris du suivi {tracking_import.reference}\u00a0: {words_of(facts)}"
        data = {"import": tracking_import.reference, "facts": facts, "place": compared.line.place}
        audit_log.write_entry(organism, by, "organism_facts", said, data)


def give_back(tracking_import, *, by):
    """How many organisms find again what they had; what somebody wrote over it since stays."""
    told = {one["organism"]: one["facts"] for one in tracking_import.corrected}
    held = Organism.objects.select_for_update().filter(pk__in=told).order_by("pk")
    done = 0
    for organism in held:
        facts = {
            name: before
            for name, (before, after) in told[organism.pk].items()
            if getattr(organism, name) == after
        }
        if facts:
            _write(organism, facts)
            said = (
                f"a annulé la reprise du suivi {tracking_import.reference}\u00a0: {words_of(facts)}"
            )
            data = {"import": tracking_import.reference, "fields": list(facts)}
            audit_log.write_entry(organism, by, "organism_facts", said, data)
            done += 1
    return done


def _write(organism, facts):
    for name, value in facts.items():
        setattr(organism, name, value)
    organism.save(update_fields=list(facts))


def words_of(names):
    return ", ".join(COMPARED[name] for name in names)
