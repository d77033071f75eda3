"""Retention period of threads: erased by a decision, but those of which an entry of the FAQ was made."""

from django.db.models import Q

from community.faq.models import FaqEntry
from community.threads.models import Thread
from portal.documents.retention import erase_held_by
from portal.retention.durations import start_of
from portal.retention.effects import forget_words
from portal.retention.registry import BY_HAND, ByHand, Keeping, register_keeping


def over(limit):
    """An entry of the FAQ names nobody; its thread says whence it comes, and stays with it."""
    told = FaqEntry._base_manager.values("thread_id")
    return Q(active_at__lt=start_of(limit)) & ~Q(pk__in=told)


def erase(thread):
    """The question with its answers, their files, thanks, mentions and follows."""
    Thread.objects.filter(pk=thread.pk).update(certified=None, certified_at=None, framework="")
    messages = list(thread.messages.all())
    for message in messages:
        forget_words(message)
        key = message.pk
        message.delete()
        message.pk = key
        erase_held_by(message)
    forget_words(thread)
    thread.delete()


register_keeping(
    Keeping(
        "thread",
        "Questions et réponses des espaces",
        "votre nom, vos messages, leurs fichiers, vos mercis et vos suivis\u00a0; ce que la FAQ reprend reste",
        "la dernière réponse",
        model=Thread,
        over=over,
        deed=erase,
        ending=BY_HAND,
        by_hand=ByHand(
            "questions",
            "question",
            "La question, ses réponses, leurs fichiers, les mercis, les mentions, les suivis, les signalements et "
            "les courriels qui en parlent.",
            "Le journal garde le nom de qui a agi. Une question reprise dans la FAQ reste, avec ses réponses.",
            ("active_at",),
        ),
    )
)
