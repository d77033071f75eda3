"""Scenario acts of dossiers."""

from labelling.parties.framework.kinds import DossierType
from labelling.path.dossiers import stages
from labelling.path.dossiers.parts import actions, pieces, rules, texts
from labelling.path.dossiers.steps import opening
from portal.core import clock
from portal.scenario import act
from portal.scenario.files import document, spreadsheet


@act("dossier.open", screen="labelling:dossier_open", who="la personne signataire")
def open_dossier(by, organism, type=DossierType.INITIAL):
    """Open a dossier of a type (initial, verification, renewal, mention, extension)."""
    return opening.open_dossier(organism, by=by, dossier_type=type)


@act("dossier.fill", screen="labelling:dossier_edit", who="l’organisme")
def fill(by, on, presentation="", perimeter="", homes=None):
    """Write the presentation, the perimeter and its number of homes."""
    with rules.writing("texts", on, by=by, act="edit", sentence="a modifié le dossier") as dossier:
        texts.write(dossier, {"presentation": presentation, "perimeter": perimeter}, by=by)
        dossier.homes_in_perimeter = homes or dossier.homes_in_perimeter


@act("dossier.sign_engagement", screen="labelling:dossier_engagement", who="la personne signataire")
def sign_engagement(by, on):
    """Sign the engagement."""
    actions.sign_engagement(on, by=by)


@act("dossier.add_piece", screen="labelling:dossier_piece_add", who="l’organisme")
def add_piece(by, on, piece, title="", text=""):
    """Add a piece (its code, or « autre »): a one-page PDF made of `text`."""
    wanted = pieces.asked(on, piece)
    title = title or (wanted.label if wanted else piece)
    upload = sample(wanted, title, text or title)
    return pieces.add_piece(on, upload, by=by, code=piece, title=title)


@act("dossier.add_required", screen="labelling:dossier_piece_add", who="l’organisme")
def add_required(by, on, every=False):
    """Add every piece asked for so far and missing, but minutes of meetings; `every`: optional ones too."""
    held = set(on.pieces.filter(is_current=True).values_list("code", flat=True))
    for piece in stages.pieces_due(on):
        if piece.involvement:
            continue  # comes with its meeting
        if piece.code not in held and (piece.mandatory or every):
            upload = sample(piece, piece.label, f"{on.organism}. {piece.label}.")
            pieces.add_piece(on, upload, by=by, code=piece.code)


def sample(wanted, title, text):
    """A PDF, or a spreadsheet where the rules want one."""
    if wanted and wanted.extensions and "pdf" not in wanted.extensions:
        return spreadsheet(title)
    return document(title, text)


@act("dossier.replace_piece", screen="labelling:dossier_piece_replace", who="l’organisme")
def replace_piece(by, on, text=""):
    """Replace a piece (named by the act that made it) by a new version."""
    upload = sample(pieces.asked(on.dossier, on.code), on.title, text or f"{on.title}, revu")
    return pieces.replace_piece(on, upload, by=by)


@act("dossier.add_tenants", screen="labelling:dossier_tenants", who="l’organisme")
def add_tenants(
    by,
    on,
    kind="information",
    body="Conseil de concertation locative",
    attendees=9,
    held_on=None,
    stage="",
):
    """Add the evidence that tenants' representatives were associated (today, present stage by default)."""
    current = stages.current_stage(on)
    return actions.add_tenants(
        on,
        by=by,
        stage=stage or (current.code if current else ""),
        kind=kind,
        body=body,
        held_on=held_on or clock.today(),
        attendees=attendees,
        upload=document(f"Compte rendu, {body}", f"{on.organism}. {body}."),
    )


@act("dossier.answer_complements", screen="labelling:dossier_complements", who="l’organisme")
def answer_complements(by, on, answer="La pièce demandée est versée."):
    """Answer every open request with the same text."""
    waiting = on.complements.waiting().values_list("pk", flat=True)
    actions.answer_complements(on, dict.fromkeys(waiting, answer), by=by)


@act("dossier.write_note", screen="labelling:dossier_note", who="le référent label")
def write_note(by, on, text):
    """Write the référent's instruction note."""
    with rules.writing(
        "note", on, by=by, act="note", sentence="a écrit la note d’instruction"
    ) as dossier:
        texts.write(dossier, {"instruction_note": text}, by=by)
        dossier.instructed_by = by


@act("dossier.grant_waiver", screen="labelling:dossier_waiver", who="le référent label")
def grant_waiver(by, on, reason, rule="BR-17"):
    """Grant a waiver to one rule."""
    return actions.grant_waiver(on, by=by, reason=reason, rule=rule)


@act(
    "dossier.instruct",
    screen="labelling:dossier_step passer-en-instruction",
    who="le référent label",
)
def instruct(by, on):
    """Pass the dossier to review, unless the clock has done it already."""
    if on.state == on.State.FOLLOW_UP:
        on.workflow.fire(on, "to_review", by=by)
