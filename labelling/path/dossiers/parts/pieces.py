"""Pieces (supporting documents) of a dossier: added, replaced by a new version, never changed (BR-16)."""

from labelling.parties.framework.kinds import Involvement
from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import Piece
from labelling.path.dossiers.parts import tenants
from labelling.path.dossiers.parts.rules import writing
from portal import documents
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused

OTHER = "autre"


def asked_by_stage(dossier):
    """[(stage, its required pieces)], in the order of the plan, stages without pieces left out."""
    pieces = dossier.rules.pieces_for(dossier.dossier_type)
    rows = [
        (stage, [p for p in pieces if p.stage == stage.code]) for stage in stages.stages(dossier)
    ]
    return [(stage, asked) for stage, asked in rows if asked]


def asked(dossier, code):
    """The required piece of that code, or None."""
    found = [p for p in dossier.rules.pieces_for(dossier.dossier_type) if p.code == code]
    return found[0] if found else None


def add_url(dossier, wanted):
    """Where it is added: with its meeting, where a meeting of tenants' representatives is told by it."""
    if wanted.involvement:
        query = f"etape={wanted.stage}&nature={wanted.involvement}"
        return f"{page(dossier, 'dossier_tenants')}?{query}"
    return f"{page(dossier, 'dossier_piece_add')}?piece={wanted.code}"


def held_codes(dossier):
    """Codes of what the dossier holds; bodies that were asked are the proof that they were informed (BR-14)."""
    held = {piece.code for piece in dossier.pieces.all() if piece.is_current}
    return held | {
        piece.code
        for stage, rows in asked_by_stage(dossier)
        for piece in rows
        if piece.involvement == Involvement.INFORMATION
        and piece.code not in held
        and tenants.strength_of(dossier, stage).code in (tenants.OWN, tenants.SILENCE)
    }


def stages_with_minutes(dossier):
    """Codes of the stages that ask for the minutes of a meeting of tenants' representatives."""
    rows = dossier.rules.pieces_for(dossier.dossier_type)
    return {piece.stage for piece in rows if piece.involvement}


def minutes_asked(dossier, stage, kind):
    """(the required piece that the minutes of such a meeting are, whether it lacks), or (None, False).

    Whoever was met was informed: a meeting of another nature serves where the information lacks.
    """
    natures, held = (kind, Involvement.INFORMATION), held_codes(dossier)
    rows = dossier.rules.pieces_for(dossier.dossier_type, stage)
    asked = [
        (piece.code in held, piece.involvement != kind, piece)
        for piece in rows
        if piece.involvement in natures
    ]
    is_held, _is_another, piece = min(asked, key=lambda row: row[:2], default=(True, False, None))
    return piece, not is_held


def keep_minutes(meeting, *, by):
    """The file of a meeting is the piece that asks for its minutes: nothing is added twice."""
    dossier, day = meeting.dossier, words.day(meeting.held_on)
    wanted, is_lacking = minutes_asked(dossier, meeting.stage, meeting.kind)
    if wanted and (is_lacking or wanted.several):
        title = f"{meeting.get_kind_display()}, {meeting.body[:150]}, {day}"
        _refuse_a_second(dossier, wanted, wanted.code, title)
        _keep(dossier, meeting.file, by, code=wanted.code, stage=wanted.stage, title=title)


def add_pieces(dossier, uploads, *, by, code, title=""):
    """Keep each file as a piece of its own, all or none."""
    wanted = asked(dossier, code)
    if wanted and not wanted.several and len(uploads) > 1:
        said = f"«\u00a0{wanted.label}\u00a0» attend un seul fichier\u00a0: gardez-en un, ou rassemblez-les en un PDF."
        raise Refused(Problem("one_file", said))
    title = title.strip() or (wanted.label if wanted else "")
    return documents.store_each(
        uploads,
        title,
        lambda upload, name: add_piece(dossier, upload, by=by, code=code, title=name),
    )


def join(dossier, uploads, *, by, code):
    """Files that were asked for: the new version of the one piece of that code, or pieces of their own."""
    wanted = asked(dossier, code)
    held = dossier.pieces.filter(code=code, is_current=True).first() if wanted else None
    if held and not wanted.several:
        return [replace_piece(held, upload, by=by) for upload in uploads]
    if wanted:
        return add_pieces(dossier, uploads, by=by, code=code)
    return documents.store_each(
        uploads, "", lambda upload, _: add_piece(dossier, upload, by=by, code=OTHER)
    )


def add_piece(dossier, upload, *, by, code, title=""):
    """Keep `upload` as a piece. Refused when the rules ask for one file and it is there already."""
    wanted = asked(dossier, code)
    title = title.strip() or (wanted.label if wanted else upload.name)
    data = {"piece": code}
    with writing(
        "pieces", dossier, by=by, act="piece.add", sentence=f"a versé « {title} »", data=data
    ) as current:
        _refuse_a_second(current, wanted, code, title)
        stored = documents.store(upload, holder=current, by=by, kind=code)
        data["sha256"] = stored.sha256
        stage = wanted.stage if wanted else _stage_code(current)
        return _keep(current, stored, by, code=code, stage=stage, title=title)


def _stage_code(dossier):
    stage = stages.current_stage(dossier)
    return stage.code if stage else ""


def _refuse_a_second(dossier, wanted, code, title):
    held = list(dossier.pieces.filter(is_current=True, code=code).values_list("title", flat=True))
    if wanted and not wanted.several and held:
        raise Refused(
            Problem("already_there", f"« {wanted.label} » est déjà versée : remplacez-la.")
        )
    if title in held:
        raise Refused(
            Problem("same_title", f"Une pièce s’appelle déjà « {title} » : remplacez-la.")
        )


def replace_piece(piece, upload, *, by):
    """A new version; the old one stays, with its file and its digest unchanged (BR-16)."""
    data = {"piece": piece.code}
    sentence = f"a remplacé « {piece.title} » par une nouvelle version"
    with writing(
        "pieces", piece.dossier, by=by, act="piece.replace", sentence=sentence, data=data
    ) as current:
        former = current.pieces.select_related("file").get(pk=piece.pk)
        if not former.is_current:
            raise Refused(
                Problem(
                    "replaced", "Cette pièce a déjà une version plus récente. Rechargez la page."
                )
            )
        stored = documents.store(
            upload, holder=current, by=by, kind=former.file.kind, replaces=former.file
        )
        data["sha256"] = stored.sha256
        current.pieces.filter(pk=former.pk).update(is_current=False)
        current.tenant_involvements.filter(file=former.file).update(file=stored)
        return _keep(current, stored, by, code=former.code, stage=former.stage, title=former.title)


def _keep(dossier, stored, by, **named):
    return Piece.objects.create(
        dossier=dossier, file=stored, added_by=by, added_at=clock.now(), **named
    )
