"""Effects of the steps of a consultation: the word kept, an answer, « cela ne répond pas », a contest read."""

from labelling.path.consultations import notices
from labelling.path.consultations.keys.models import AccessKey, open_keys
from labelling.path.consultations.models import Reply, TenantWord, WordDraft
from portal.core import clock

FIELDS = "stance met_on attendees account opinion wants_hearing follow may_quote".split()


def keep_word(consultation, *, by, word, channel=TenantWord.Channel.OWN, sheet=None, key=None):
    """What is told, in the journal, is the kind of word: never its text (the draft ends with it)."""
    TenantWord.objects.update_or_create(
        consultation=consultation,
        defaults=word
        | {"channel": channel, "entered_by": by, "sheet": sheet, "given_at": clock.now()},
    )
    consultation.settled_reason, consultation.answer_promised_on = "", consultation.due_on
    consultation.word_given_at = clock.now()
    consultation.is_brought_by_organism = key is not None and key.is_handed_over
    WordDraft.objects.filter(consultation=consultation).delete()
    return {"channel": str(channel)}


def take_back(consultation, **_):
    """Its text becomes the draft again: nothing of it is read by others any more."""
    word = consultation.word
    fields = {name: getattr(word, name) for name in FIELDS}
    fields["met_on"] = word.met_on and word.met_on.isoformat()
    WordDraft.objects.update_or_create(consultation=consultation, defaults={"fields": fields})
    word.delete()
    consultation.word_given_at = None
    consultation.due_on = consultation.answer_until_on


def answer(consultation, *, by, text, **_):
    Reply.objects.create(
        consultation=consultation, text=text, by=by, promised_on=consultation.answer_promised_on
    )


def answer_effects(consultation):
    said = f"{consultation.body} lit votre réponse, et peut dire qu’elle ne répond pas."
    return [said, "L’auditeur, le référent label et le comité la lisent avec ce qui a été dit."]


def settle_effects(consultation):
    return [
        f"Ce que {consultation.body} conteste n’arrête plus l’étape\u00a0; le motif se lit au dossier."
    ]


def tell_answer(consultation, *, by):
    """To those of the body who chose to know what follows, by their link; a letter is a task of the office."""
    if consultation.word.follow != TenantWord.Follow.MAIL:
        return
    keys = [key for key in open_keys(consultation) if key.kind == AccessKey.Kind.LINK]
    notices.send_links(keys, notices.FOLLOWED, f"reply:{consultation.version}")


def insist(consultation, *, by, text="", **_):
    """« Cela ne répond pas »: the promise runs again, from today."""
    consultation.answer_promised_on = consultation.due_on
    reply = consultation.replies.last()
    reply.insisted_on, reply.insisted_for = clock.today(), text
    reply.save(update_fields=["insisted_on", "insisted_for"])


def settle(consultation, *, by, reason, **_):
    consultation.settled_reason = reason
