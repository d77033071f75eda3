"""Retention of accreditations and of applications (BR-93): what their auditor has told is erased by a decision."""

from django.db.models import Q

from labelling.parties.accreditation.models import Auditor, AuditorAccreditation, Tie
from portal.documents.retention import erase_held_by
from portal.retention.accounts import register_account_use
from portal.retention.durations import start_of
from portal.retention.effects import forget_words
from portal.retention.registry import BY_HAND, ByHand, Keeping, register_keeping

REFUSED = ("refused", "draft")  # or never filed, since it was opened
ENDED = ("expired", "withdrawn", "renounced")
STAYS = (
    "L’agrément, ses dates, son état et la décision du comité\u00a0: ce sont des preuves. Le journal garde le nom de "
    "qui a agi."
)
GOES = (
    "Les références professionnelles, les pièces, les liens déclarés, les dates d’assurance et de formation, "
    "l’adresse, les langues et les régions d’intervention, et les courriels qui en parlent."
)


def accredited():
    """Those who hold an accreditation, or ask for one."""
    rows = AuditorAccreditation._base_manager.exclude(state__in=(*REFUSED, *ENDED))
    return rows.values("auditor__user_id")


def once_accredited():
    """Those whose accreditation has ended: what they have declared follows its period, the longer one."""
    return AuditorAccreditation._base_manager.filter(state__in=ENDED).values("auditor_id")


def over(states, limit):
    """Those that ended so, of auditors who hold, ask and have asked nothing since."""
    start = start_of(limit)
    later = AuditorAccreditation._base_manager.filter(since_at__gte=start).values("auditor_id")
    ended = Q(state__in=states, since_at__lt=start)
    return ended & ~Q(auditor__in=later) & ~Q(auditor__user__in=accredited())


def says():
    """Those that still say something of their own."""
    return ~Q(references_text="", insured_until_on=None, trained_on=None)


def applications_over(limit):
    tied = Tie._base_manager.exclude(auditor__in=once_accredited()).values("auditor_id")
    return over(REFUSED, limit) & (says() | Q(auditor__in=tied))


def accreditations_over(limit):
    return over(ENDED, limit) & (says() | Q(auditor__in=Tie._base_manager.values("auditor_id")))


def contesting():
    """BR-93: an open appeal may turn on an audit, hence on what bound its auditor."""
    appeals = "auditor__missions__dossier__organism__appeals"
    return Q(**{f"{appeals}__isnull": False, f"{appeals}__closed_on": None})


def erase(accreditation):
    """What its auditor has told is gone; that it was asked for, held or refused stays."""
    accreditation.references_text = ""
    accreditation.insured_until_on = accreditation.trained_on = None
    accreditation.save(update_fields=("references_text", "insured_until_on", "trained_on"))
    auditor = Auditor.objects.filter(pk=accreditation.auditor_id)
    if accreditation.state in REFUSED:
        auditor = auditor.exclude(pk__in=once_accredited())
    for statement in accreditation.statements.all():
        forget_words(statement)
        erase_held_by(statement)
    accreditation.statements.all().delete()
    Tie.objects.filter(auditor__in=auditor).delete()
    auditor.update(address="", languages="", regions=[], audit_types=[], is_public=False)
    forget_words(accreditation)
    erase_held_by(accreditation)


register_account_use("accreditation", accredited, "un agrément d’auditeur")
register_keeping(
    Keeping(
        "application",
        "Candidatures d’auditeur refusées ou jamais déposées",
        "références professionnelles, pièces, liens déclarés",
        "le refus, ou l’ouverture de la candidature",
        model=AuditorAccreditation,
        over=applications_over,
        held=contesting,
        deed=erase,
        ending=BY_HAND,
        by_hand=ByHand("candidatures", "candidature", GOES, STAYS, ("since_at",)),
    )
)
register_keeping(
    Keeping(
        "accreditation",
        "Agréments d’auditeur",
        "références professionnelles, pièces, liens déclarés, formations",
        "la fin de l’agrément",
        model=AuditorAccreditation,
        over=accreditations_over,
        held=contesting,
        deed=erase,
        ending=BY_HAND,
        by_hand=ByHand("agrements", "agrément", GOES, STAYS, ("since_at",)),
    )
)
