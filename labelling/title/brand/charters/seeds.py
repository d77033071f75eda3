"""Demonstration's trademark and charter."""

from datetime import date

from django.db import transaction

from labelling.title.brand.models import BrandCharterVersion, Trademark
from portal.core import clock
from portal.ui import words

SLUG, CODE = "qualihlm", "DEMO-2016.1"
SINCE = date(2016, 1, 1)  # the first day of the demonstration's rules
NOTE = f"{words.DEMONSTRATION}. La charte graphique de l’USH n’est pas publique."
LOGO_NOTE = "À préciser par la Dircom : nom seul, logo seul, ou les deux."
CHANGES = "Première version : les couleurs et les polices du portail."


@transaction.atomic
def ensure_brand():
    """Safe to call again: what exists is left as the Dircom made it. Returns what was made."""
    made = []
    facts = {"name": "Quali’Hlm", "logo_note": LOGO_NOTE, "is_demo": True}
    mark, is_new = Trademark.objects.get_or_create(slug=SLUG, defaults=facts)
    made += [mark] if is_new else []
    if not BrandCharterVersion.objects.published().exists():
        made.append(_first_charter())
    return made


def _first_charter():
    return BrandCharterVersion.objects.create(
        code=CODE,
        title="Charte du portail",
        changes=CHANGES,
        effective_from=SINCE,
        source_note=NOTE,
        state=BrandCharterVersion.State.PUBLISHED,
        published_at=clock.now(),
    )
