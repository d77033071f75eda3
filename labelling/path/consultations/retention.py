"""Retention of what tenants’ representatives said: its text leaves three years after its dossier ended (BR-93)."""

from django.db.models import Q

from labelling.path.consultations.models import (
    AuditorRemark,
    Consultation,
    Reply,
    TenantWord,
    WordDraft,
)
from labelling.path.dossiers.models import FINAL
from portal.core import clock
from portal.documents.retention import empty_held_by, erase_held_by
from portal.retention.durations import start_of
from portal.retention.effects import forget_words
from portal.retention.registry import MASKED, Keeping, register_keeping

GONE = "Effacé au terme de sa durée de conservation."


def erase(consultation):
    """Texts, drafts, remarks, files and keys leave; who was asked, when, the kind of word and the delays stay."""
    words = TenantWord.objects.filter(consultation=consultation)
    words.exclude(opinion="").update(opinion=GONE)
    words.exclude(account="").update(account=GONE)
    Reply.objects.filter(consultation=consultation).update(text=GONE, insisted_for="")
    for kind in (AuditorRemark, WordDraft):
        kind.objects.filter(consultation=consultation).delete()
    consultation.files.all().delete()
    consultation.keys.all().delete()
    words.update(sheet=None)
    forget_words(consultation)
    erase_held_by(consultation)
    empty_held_by(consultation)
    rows = Consultation._base_manager.filter(pk=consultation.pk)
    rows.update(settled_reason="", erased_on=clock.today())


register_keeping(
    Keeping(
        "consultation",
        "Avis de représentants de locataires",
        "ce que dit l’instance, ses pièces, ses remarques aux auditeurs, les réponses de l’organisme",
        "la fin du dossier",
        model=Consultation,
        over=lambda limit: Q(
            dossier__state__in=FINAL, dossier__since_at__lt=start_of(limit), erased_on=None
        ),
        deed=erase,
        ending=MASKED,
    )
)
