"""Context of the page of pieces and evidence, stage by stage."""

from labelling.dossiers import editing, pieces, stages
from labelling.dossiers.addresses import page
from labelling.dossiers.overview import tabs, with_stage


def evidence(dossier, user):
    """The context of the page: stages with their pieces, the free ones, tenants, former versions."""
    held = list(dossier.pieces.all())
    current = [piece for piece in held if piece.is_current]
    wanted = pieces.asked_by_stage(dossier)
    asked_codes = {piece.code for _stage, asked in wanted for piece in asked}
    reached = {stage.code for stage in stages.reached(dossier)}
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "dossier_pieces"),
        "groups": [_group(dossier, stage, asked, current, reached) for stage, asked in wanted],
        "others": [piece for piece in current if piece.code not in asked_codes],
        "former": [piece for piece in held if not piece.is_current],
        "tenants": with_stage(dossier, list(dossier.tenant_involvements.select_related("file"))),
        "may": {part: editing.may_write(part, dossier, user) for part in editing.PARTS},
    }


def _group(dossier, stage, asked, current, reached):
    rows = [_row(dossier, piece, [p for p in current if p.code == piece.code]) for piece in asked]
    return {"stage": stage, "rows": rows, "is_reached": stage.code in reached}


def _row(dossier, wanted, held):
    return {
        "wanted": wanted,
        "held": held,
        "is_missing": wanted.mandatory and not held,
        "takes_one": wanted.several or not held,
        "add_url": f"{page(dossier, 'dossier_piece_add')}?piece={wanted.code}",
    }
