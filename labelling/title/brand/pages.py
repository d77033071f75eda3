"""Context of the pages of the brand."""

from datetime import timedelta
from itertools import groupby, pairwise

from labelling.title.brand import actions
from labelling.title.brand.charters import colours as contrast
from labelling.title.brand.charters import looks
from labelling.title.brand.charters.colours import LABELS, SCHEMES
from labelling.title.brand.charters.looks import in_force, same_as_in_force
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.rules import dircom
from labelling.title.brand.sentences import VARIANTS
from labelling.title.brand.versions import said_period
from portal import access
from portal.core import clock
from portal.ui import words
from portal.workflow import audit_log


def home(user):
    charters = BrandCharterVersion.objects.visible_to(user).order_by("-effective_from", "code")
    rules = UsageRulesVersion.objects.visible_to(user).select_related("trademark", "file")
    return {
        "trademarks": Trademark.objects.visible_to(user),
        "charters": dated(charters),
        "rules": [row for _, rows in _by_mark(rules) for row in dated(rows)],
        "may_write": dircom(user, None),
    }


def _by_mark(rules):
    ordered = rules.order_by("trademark__name__french", "trademark", "-effective_from", "code")
    return groupby(ordered, key=lambda one: one.trademark_id)


def dated(versions):
    """{version, period, is_current} of each, the ends derived in one pass: no query a row."""
    versions = list(versions)
    begun = sorted({one.effective_from for one in versions if one.is_published})
    ends = {first: following - timedelta(days=1) for first, following in pairwise(begun)}
    return [_dated(one, ends.get(one.effective_from)) for one in versions]


def _dated(version, last):
    today = clock.today()
    begun = version.is_published and version.effective_from <= today
    is_current = begun and (last is None or today <= last)
    period = said_period(version, last)
    return {"version": version, "period": period, "is_current": is_current}


def trademark(mark, user):
    rules = UsageRulesVersion.objects.visible_to(user).filter(trademark=mark)
    return _common(mark, user) | {
        "mark": mark,
        "rules": dated(rules.order_by("-effective_from", "code")),
        "may_write": dircom(user, None),
        "reminders": ", ".join(map(str, mark.reminder_months)),
    }


def rules(version, user):
    return _common(version, user) | {
        "rules": version,
        "is_current": version.holds(clock.today()),
        "said": [
            (
                UsageRulesVersion._meta.get_field(f"said_{one}").verbose_name,
                version.mentions_of(one),
            )
            for one in VARIANTS
        ],
    }


def charter(version, user):
    before = in_force()
    base = before if before and before.pk != version.pk else version.previous
    return _common(version, user) | {
        "charter": version,
        "base": base,
        "colours": colours(version, base),
        "changed": changed(version, base),
        "same": same_as_in_force(version) if version.state == version.State.DRAFT else None,
        "pairs": pairs(version.tokens),
        "unreadable": contrast.failures(version.tokens),
        "may_preview": looks.may_preview(version),
        "is_current": version.holds(clock.today()),
        "accept_by": None if version.state in looks.GIVEN_UP else _accept_by(version),
    }


def _accept_by(version):
    return version.effective_from + timedelta(days=version.grace_days)


def _common(thing, user):
    offers = thing.workflow.offers(thing, user)
    entries = audit_log.entries_of(thing)[:20]
    return {
        "offers": [one for one in offers if one.transition.name != "recall"],
        "rare": [one for one in offers if one.transition.name == "recall" and one.is_open],
        "may_edit": actions.may_edit(user, thing),
        "entries": entries,
        "recall": next((entry for entry in entries if entry.act == "recall"), None),
        "seen": access.who_sees(thing),
    }


def colours(version, base):
    """Each colour with its two values, and those of the charter it is compared with."""
    return [
        {
            "name": name,
            "label": label,
            "values": [
                {
                    "scheme": contrast.IN_WORDS[scheme],
                    "value": version.tokens[name][scheme],
                    "was": base.tokens[name][scheme]
                    if base and base.tokens[name][scheme] != version.tokens[name][scheme]
                    else "",
                }
                for scheme in SCHEMES
            ],
        }
        for name, label in LABELS.items()
    ]


def changed(version, base):
    """Sentences: what differs from the charter in force."""
    if base is None:
        return []
    names = [LABELS[name] for name in LABELS if version.tokens[name] != base.tokens[name]]
    found = (
        [f"{words.count(len(names), 'couleur', 'couleurs')} : {', '.join(names)}"] if names else []
    )
    if version.title_font != base.title_font:
        found.append(f"police des titres : {version.get_title_font_display()}")
    if version.text_font != base.text_font:
        found.append(f"police du texte : {version.get_text_font_display()}")
    if version.logo != base.logo:
        found.append("dessin de la marque" if version.logo else "retour au dessin provisoire")
    return found


def pairs(tokens):
    """A row a pair: its words, its floor, what it measures in light and in dark."""
    measured = contrast.measures(tokens)
    return [
        {
            "label": light.label,
            "floor": contrast.format_ratio(light.floor),
            "measures": (light, dark),
        }
        for light, dark in zip(measured[::2], measured[1::2], strict=True)
    ]
