"""Form page of a part of a dossier: writers, closing states, wording."""

from dataclasses import dataclass

from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.pages import tabs, with_stage
from labelling.path.dossiers.parts import pieces, rules
from labelling.path.dossiers.parts.rules import obstacle, opening
from portal.web.pages import form_page
from portal.workflow import Closed, Forbidden


def evidence(dossier, user):
    """The context of the page: stages with their pieces, the free ones, tenants, former versions."""
    held = list(dossier.pieces.all())
    current = [piece for piece in held if piece.is_current]
    wanted, codes = pieces.asked_by_stage(dossier), pieces.held_codes(dossier)
    asked_codes = {piece.code for _stage, asked in wanted for piece in asked}
    reached = {stage.code for stage in stages.reached(dossier)}
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "dossier_pieces"),
        "groups": [
            _group(dossier, stage, asked, (current, codes), reached) for stage, asked in wanted
        ],
        "others": [piece for piece in current if piece.code not in asked_codes],
        "former": [piece for piece in held if not piece.is_current],
        "tenants": with_stage(dossier, list(dossier.tenant_involvements.select_related("file"))),
        "may": {part: rules.may_write(part, dossier, user) for part in rules.PARTS},
    }


def _group(dossier, stage, asked, held, reached):
    is_reached = stage.code in reached
    rows = [_row(dossier, piece, held, is_reached) for piece in asked]
    return {"stage": stage, "rows": rows, "is_reached": is_reached}


def _row(dossier, wanted, held, is_reached):
    current, codes = held
    mine = [piece for piece in current if piece.code == wanted.code]
    is_met = not wanted.involvement or is_reached  # no meeting of a stage to come
    return {
        "wanted": wanted,
        "held": mine,
        "is_told": not mine and wanted.code in codes,
        "is_missing": wanted.mandatory and wanted.code not in codes,
        "takes_one": (wanted.several or not mine) and is_met,
        "add_url": pieces.add_url(dossier, wanted),
    }


@dataclass(frozen=True)
class Part:
    """What the page of a part says; `to` names the page that follows a success."""

    name: str
    heading: str
    button: str
    said: str  # or a function of what was made
    to: str = "dossier_detail"
    busy: str = "Enregistrement en cours…"
    intro: str = ""


def refuse_unless_writable(part, dossier, user):
    """403 with its sentence: another person's part, or a part that is only read now (BR-25)."""
    if problem := obstacle(part, dossier, user):
        if isinstance(problem, Forbidden):
            raise problem.about(dossier)
        raise Closed(opening(part, dossier), thing=dossier)


def part_page(request, dossier, part, form_class, **given):
    refuse_unless_writable(part.name, dossier, request.user)
    return form_page(
        request,
        form_class,
        thing=dossier,
        template="labelling/dossiers/part.html",
        title=part.heading,
        submit=part.button,
        context={"part": part},
        said=part.said,
        done=page(dossier, part.to),
        **given,
    )
