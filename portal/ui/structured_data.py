"""Structured data (schema.org, as JSON-LD) of public pages: organisations, news, events, datasets, trails.

What is invented for the demonstration is never told to machines as if it were real.
"""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = Library()
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
PUBLISHER = {"@type": "Organization", "name": "Quali’Hlm"}


@register.simple_tag
def structured_data(facts):
    """`{% structured_data facts %}` in `{% block structured %}`: nothing where there is nothing to tell."""
    return script(facts) if facts else ""


def script(facts):
    text = json.dumps(
        {"@context": "https://schema.org"} | facts, cls=DjangoJSONEncoder, ensure_ascii=False
    )
    quoted = mark_safe(text.translate(ESCAPED))  # noqa: S308 -- no sign of HTML is left in it
    return format_html('<script type="application/ld+json">{}</script>', quoted)


def absolute(path):
    return path if "://" in path else settings.PORTAL_ADDRESS + path


def trail(pairs, here):
    """The BreadcrumbList of a page: [(label, address)], then its own name."""
    links = [{"name": str(label), "item": absolute(url)} for label, url in pairs]
    links.append({"name": str(here)})
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": rank, **link} for rank, link in enumerate(links, 1)
        ],
    }


def describe_thing(kind, path, **facts):
    """Facts of one thing of schema.org at this address; what is empty is left out."""
    return {"@type": kind, "url": absolute(path)} | {
        name: value for name, value in facts.items() if value
    }
