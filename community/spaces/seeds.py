"""Initial spaces and charters of an installation: created once, then edited by the référent."""

from datetime import date
from pathlib import Path

from community.spaces.models import Charter, Space
from portal.core.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "spaces.yaml"
BEGINNING = date(2026, 1, 1)


def read_initial():
    return read_data(FILE)


def ensure_spaces(**_):
    """Idempotent; connected to post_migrate."""
    known = set(Space.objects.values_list("slug", flat=True))
    Space.objects.bulk_create(
        Space(**row) for row in read_initial()["spaces"] if row["slug"] not in known
    )
    chartered = set(Charter.objects.values_list("kind", flat=True))
    Charter.objects.bulk_create(
        Charter(kind=kind, number=1, text=text, starts_on=BEGINNING)
        for kind, text in read_initial()["charters"].items()
        if kind not in chartered
    )
