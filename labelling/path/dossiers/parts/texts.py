"""Texts of a dossier whose revisions are kept: presentation, perimeter, note of instruction."""

from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import OFFICE, OWN, LabelDossier
from labelling.path.dossiers.parts.rules import may_write, writing
from portal.revisions import Text, record, register_text

CODES = {"presentation": "presentation", "perimeter": "perimetre", "instruction_note": "note"}


def write(dossier, values, *, by):
    """`values`: {field: text}, an empty one left as it is; inside `writing`, under the lock of the dossier."""
    texts = {field: text for field, text in values.items() if text}
    record(
        dossier,
        {(CODES[name], ""): (getattr(dossier, name), text) for name, text in texts.items()},
        by=by,
    )
    for name, text in texts.items():
        setattr(dossier, name, text)


def _register(field, label, *, part, readers, address):
    def take_back(dossier, _part, text, *, by):
        said = f"a repris une version d’avant\u00a0: {label.lower()}"
        with writing(part, dossier, by=by, act="edit", sentence=said) as current:
            record(current, {(CODES[field], ""): (getattr(current, field), text)}, by=by)
            setattr(current, field, text)

    return register_text(
        Text(
            code=CODES[field],
            model=LabelDossier,
            field=field,
            label=label,
            readers=readers,
            write=take_back,
            may_write=lambda user, dossier: may_write(part, dossier, user),
            address=lambda dossier, _part: page(dossier, address),
        )
    )


ORGANISM = {"part": "texts", "readers": (OWN,), "address": "dossier_edit"}
_register("presentation", "Présentation de l’organisme", **ORGANISM)
_register("perimeter", "Périmètre", **ORGANISM)
_register(
    "instruction_note", "Note d’instruction", part="note", readers=OFFICE, address="dossier_note"
)
