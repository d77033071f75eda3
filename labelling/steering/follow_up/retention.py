"""Retention of notes, exchanges and relances: erased by the clock some time after their day."""

from django.db.models import Q

from labelling.steering.follow_up.models import Exchange, OfficeNote, Relance
from labelling.steering.follow_up.relances.models import Handing
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def written(limit):
    """Since it was written, or written again."""
    start = start_of(limit)
    return Q(recorded_at__lt=start) & (Q(edited_at=None) | Q(edited_at__lt=start))


register_keeping(
    Keeping(
        "office_note",
        "Notes du bureau",
        "ce que le référent, son suppléant et le secrétariat notent d’un organisme, qui l’a noté et qui y est cité",
        "leur dernière écriture",
        model=OfficeNote,
        over=written,
    )
)
register_keeping(
    Keeping(
        "exchange",
        "Échanges avec un organisme",
        "qui a parlé avec qui, quel jour, ce qui s’est dit et la suite",
        "leur jour",
        model=Exchange,
        over=lambda limit: Q(on__lte=limit) | Q(on=None, taken_over_on__lte=limit),
    )
)
register_keeping(
    Keeping(
        "relance",
        "Relances",
        "à qui le référent a écrit, et son texte",
        "leur préparation",
        model=Relance,
        over=lambda limit: Q(prepared_at__lt=start_of(limit)),
    )
)
register_keeping(
    Keeping(
        "handing",
        "Dossiers confiés ensemble",
        "qui les a confiés, à qui et quand",
        "leur remise",
        model=Handing,
        over=lambda limit: Q(made_at__lt=start_of(limit)),
    )
)
