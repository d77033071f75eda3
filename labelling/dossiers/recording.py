"""What people record on a dossier beside its steps: engagement, tenants, answers, waivers."""

from django.db import transaction

from labelling.dossiers import pieces
from labelling.dossiers.editing import writing
from labelling.dossiers.models import TenantInvolvement, Waiver
from portal import clock, files
from portal.ui import words
from portal.workflow import Problem, Refused


@transaction.atomic
def sign_engagement(dossier, *, by, letter=None):
    """BR-03: a signatory engages the organism; the letter may be added in the same act."""
    with writing(
        "engagement", dossier, by=by, act="engage", sentence="a signé l’engagement"
    ) as current:
        current.engagement_signed_on, current.engagement_signed_by = clock.today(), by
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
    """BR-14: an evidence that tenants' representatives were informed or heard. No names."""
    sentence = f"a versé la preuve d’association des locataires du {words.day(held_on)}"
    with writing("tenants", dossier, by=by, act="tenants", sentence=sentence) as current:
        stored = files.store(upload, holder=current, by=by, kind="locataires") if upload else None
        return TenantInvolvement.objects.create(
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


def answer_complements(dossier, answers, *, by):
    """`answers`: {pk of the request: text}; an empty text leaves the request open."""
    with writing(
        "complements", dossier, by=by, act="answer", sentence="a répondu aux compléments"
    ) as current:
        rows = list(
            current.complements.filter(pk__in=[pk for pk, text in answers.items() if text.strip()])
        )
        for row in rows:
            row.answer, row.answered_at = answers[row.pk].strip(), clock.now()
        current.complements.bulk_update(rows, ["answer", "answered_at"])
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
