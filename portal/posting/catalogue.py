"""What each type of mail is called and is about, read in the tables and in the notices themselves."""

from functools import lru_cache

from django.apps import apps
from django.template import TemplateDoesNotExist
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import IfNode
from django.template.loader import get_template

from portal import outbox
from portal.workflow import WORKFLOWS

UNKNOWN = "Courriel"


def kinds():
    """{key: (model, template)} of the types whose shipped text is known."""
    found = {}
    for notice in outbox.NOTICES.values():
        if notice.about and notice.template:
            found[notice.key] = (apps.get_model(notice.about), notice.template)
    for model, table in WORKFLOWS.items():
        told = [notice for one in table.transitions.values() for notice in one.tells]
        for notice in (*told, *(reminder.notice for reminder in table.reminders)):
            found[notice.key] = (model, outbox.template_of(notice, table.topic))
    return found


def template(key):
    return kinds()[key][1]


def title(key):
    """The shipped subject, « … » in the place of what changes."""
    model, name = kinds().get(key, (None, ""))
    if model is None:
        return UNKNOWN
    said = _subject(name)
    return said if said != UNKNOWN else f"{UNKNOWN}\u00a0: {model._meta.verbose_name}"


@lru_cache(maxsize=300)
def _subject(name):
    try:
        text = _plain(get_template(name).template.nodelist)
    except TemplateDoesNotExist:
        return UNKNOWN
    words = text.lstrip("\n").partition("\n")[0].split()
    said = " ".join(words).replace("« … »", "…").strip(" :,")
    said = said.removeprefix("…").lstrip(" :")
    return said[:1].upper() + said[1:] if said.strip("…: ") else UNKNOWN


def _plain(nodes):
    """Its words, without what only some mails say."""
    text = ""
    for node in nodes:
        if isinstance(node, TextNode):
            text += node.s
        elif isinstance(node, VariableNode):
            text += "…"
        elif hasattr(node, "nodelist") and not isinstance(node, IfNode):
            text += _plain(node.nodelist)
    return text
