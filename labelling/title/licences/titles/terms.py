"""Terms of a licence: the sentences of the règlement d’usage in force."""

from dataclasses import dataclass

from labelling.title.brand import sentences
from labelling.title.brand.models import UsageRulesVersion
from labelling.title.licences.titles import states
from portal.ui import words


@dataclass(frozen=True)
class Terms:
    """Sentences of one licence, and where they come from."""

    mentions: tuple
    forbidden: tuple
    note: str
    rules: UsageRulesVersion | None = None


def in_force(day=None):
    """The règlement d’usage of a day (today by default), or None before the first one."""
    return UsageRulesVersion.objects.in_force(day).select_related("trademark").first()


def terms_of(licence, day=None):
    """The Terms that would be accepted on `day` (today by default) for this licence."""
    rules = in_force(day)
    shipped = sentences.shipped()
    mentions = rules.mentions_of(licence.variant) if rules else shipped["mentions"][licence.variant]
    values = _values(licence)
    filled = tuple(sentences.filled(line, values) for line in mentions)
    return Terms(
        filled, tuple(rules.forbidden if rules else shipped["forbidden"]), _note(rules), rules
    )


def terms_shown(licence):
    """Those that were accepted, word for word; those of today where nothing is accepted yet."""
    if licence.accepted_at is None:
        return terms_of(licence)
    signed, rules = tuple(licence.mandatory_mentions), licence.usage_rules
    return Terms(signed, tuple(licence.prohibited_uses), _note(rules), rules)


def _note(rules):
    if rules is None:
        return sentences.shipped()["note"]
    note = f"{words.provisional(rules.source_note).rstrip('.')}. " if rules.is_demonstration else ""
    return f"{note}Règlement d’usage «\u00a0{rules}\u00a0», {rules.period}."


def _values(licence):
    end = states.last_day(licence)
    return {
        "organisme": licence.organism,
        "début": words.day(licence.label.start_on) if licence.label else "",
        "fin": words.day(end) if end else "",
        "label": licence.label.reference if licence.label else "",
        "mention": licence.mention.title.lower() if licence.mention else "",
    }
