"""Actions on a dossier beside its steps: engagement, tenants, answers, waivers."""

from django.db import transaction

from labelling.path.dossiers.models import TenantInvolvement, Waiver
from labelling.path.dossiers.parts import pieces
from labelling.path.dossiers.parts.rules import writing
from portal import documents
from portal.core import clock
from portal.ui import words
from portal.web.submissions.edit_conflicts import stamp_all
from portal.workflow import Problem, Refused, Stale


@transaction.atomic
def sign_engagement(dossier, *, by, letter=None):
    """BR-03: a signatory engages the organism; the letter may be added in the same act."""
    with writing(
        "engagement", dossier, by=by, act="engage", sentence="a signé l’engagement"
    ) as current:
        current.engagement_signed_on, current.engagement_signed_by = clock.today(), by
        current.engaged_perimeter = current.perimeter
        current.engaged_homes = current.homes_in_perimeter
    if letter is not None:
        _keep_letter(dossier, letter, by)


def _keep_letter(dossier, letter, by):
    code = letter_code(dossier)
    held = dossier.pieces.filter(code=code, is_current=True).first()
    if held:
        pieces.replace_piece(held, letter, by=by)
    else:
        pieces.add_piece(dossier, letter, by=by, code=code)


def letter_code(dossier):
    """The required piece that is the letter of engagement, or the free code when the rules ask for none."""
    codes = [piece.code for piece in dossier.rules.pieces_for(dossier.dossier_type)]
    return next((code for code in codes if "engagement" in code), pieces.OTHER)


def add_tenants(dossier, *, by, stage, kind, body, held_on, attendees, upload=None):
    """BR-14: an evidence that tenants' representatives were informed or heard (no names); its file is the piece."""
    sentence = f"a versé la preuve d’association des locataires du {words.day(held_on)}"
    with writing("tenants", dossier, by=by, act="tenants", sentence=sentence) as current:
        stored = (
            documents.store(upload, holder=current, by=by, kind="locataires") if upload else None
        )
        made = TenantInvolvement.objects.create(
            dossier=current,
            stage=stage,
            kind=kind,
            body=body,
            held_on=held_on,
            attendees=attendees,
            file=stored,
            added_by=by,
            added_at=clock.now(),
        )
        if stored is not None:
            pieces.keep_minutes(made, by=by)
        return made


@transaction.atomic
def answer_complements(dossier, answers, *, by, seen=None, uploads=()):
    """`answers`: {pk of the request: text}; an empty text leaves the request open.

    `uploads`: [(code of a piece or "", its files)], each with its request (BR-16).
    """
    with writing(
        "complements", dossier, by=by, act="answer", sentence="a répondu aux compléments"
    ) as current:
        rows = _requests(current, answers, seen)
        for row in rows:
            row.answer = answers[row.pk].strip()
            row.answered_at = clock.now() if row.answer else None
        current.complements.bulk_update(rows, ["answer", "answered_at"])
    for code, files in uploads:
        pieces.join(dossier, files, by=by, code=code)
    return [row for row in rows if row.answer]


def begin_answers(dossier, answers, *, by, seen):
    """What is typed is kept, and answers nothing yet. Returns the stamp of what is kept."""
    said = {"act": "answer_begun", "sentence": "a commencé à répondre aux compléments"}
    with writing("complements", dossier, by=by, is_quiet=True, **said) as current:
        rows = _requests(current, answers, seen)
        for row in rows:
            row.answer = answers[row.pk]
        current.complements.bulk_update(rows, ["answer"])
    return stamp_all(rows, ("answer",))


def _requests(dossier, answers, seen):
    """The requests that wait, as they were shown, or Stale: a colleague wrote in between."""
    rows = list(dossier.complements.filter(pk__in=answers))
    if seen is not None and stamp_all(rows, ("answer",)) != seen:
        raise Stale(dossier)
    return rows


def grant_waiver(dossier, *, by, reason, rule="BR-17"):
    """A logged exception to one rule, for this dossier only."""
    sentence = f"a accordé une dérogation à la règle {rule}"
    with writing(
        "waiver", dossier, by=by, act="waiver", sentence=sentence, reason=reason
    ) as current:
        if current.waivers.filter(rule=rule).exists():
            raise Refused(Problem("waived", "Cette dérogation est déjà accordée."))
        return Waiver.objects.create(
            dossier=current, rule=rule, reason=reason, granted_by=by, granted_at=clock.now()
        )
