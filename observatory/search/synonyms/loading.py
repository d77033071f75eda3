"""Initial synonyms, loaded once: those that the référent changed or withdrew stay so."""

from pathlib import Path

import yaml
from django.db import transaction

from observatory.search.models import SynonymGroup

FILE = Path(__file__).parents[2] / "data" / "synonyms.yaml"


@transaction.atomic
def load_synonyms():
    """Returns how many groups were created. A group is known by its code."""
    there = set(SynonymGroup.objects.values_list("code", flat=True))
    fresh = [group for group in first_groups() if group.code not in there]
    SynonymGroup.objects.bulk_create(fresh)
    return len(fresh)


def first_groups():
    """Groups of the file; one a typed word when they go one way."""
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    groups = []
    for code, value in said.items():
        if isinstance(value, list):
            groups.append(SynonymGroup(code=code, expressions=value))
            continue
        for rank, heading in enumerate(value["from"], 1):
            name = code if rank == 1 else f"{code}-{rank}"
            groups.append(SynonymGroup(code=name, heading=heading, expressions=value["to"]))
    return groups
