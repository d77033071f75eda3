"""Placeholders of custom texts: each name between braces stands for one expression of the shipped text."""

import re
from copy import copy
from functools import lru_cache

from django.conf import settings
from django.template import Context
from django.template.base import VariableNode
from django.template.defaulttags import ForNode, IfNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode

from portal.ui import words

NAMES = {
    "person": "personne",
    "url": "lien",
    "why": "raison",
    "site": "site",
    "thing": "objet",
    "thing.due_on": "echeance",
    "thing.due_on|distance": "echeance_dans",
    "thing.get_state_display": "etat",
    "thing.reference": "reference",
    "thing.title": "titre",
}


def register_placeholders(names):
    """A topic's words, {expression: name}; an expression that two topics share has one name."""
    for expression, name in names.items():
        if NAMES.setdefault(expression, name) != name:
            raise ValueError(f"{expression}\u00a0: {NAMES[expression]}\u00a0; {name}")


PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
JOINING = (words.of, words.to, words.that)
REASON, LINK, FIRST_NAME = "raison", "lien", "prenom"


def context_of(thing, person, why):
    """What every text of a mail may read."""
    return {
        "person": person,
        "thing": thing,
        "url": settings.PORTAL_ADDRESS + thing.get_absolute_url(),
        "site": settings.PORTAL_ADDRESS,
        "why": why,
    }


@lru_cache(maxsize=300)
def placeholders(template):
    """{name: node} of the shipped text: what people may write, and what of it says it."""
    found = {}
    for node in _leaves(get_template(template).template.nodelist):
        found.setdefault(name_of(node), _bare(node))
    found.pop("", None)
    return found


def allowed(template):
    """The names in order; the first name goes with the whole one."""
    names = [*placeholders(template)]
    more = [FIRST_NAME] if "personne" in names else []
    return sorted({*names, *more})


def name_of(node):
    """The French name of an expression, its filters apart; lists are « liste », inclusions « contenu »."""
    if isinstance(node, ForNode):
        return "liste"
    if isinstance(node, IncludeNode):
        return "contenu"
    path = node.filter_expression.token
    return NAMES.get(path) or NAMES.get(path.partition("|")[0], "")


def _bare(node):
    """The same expression, the name alone: « d’Armoril » of the shipped text is « Armoril » to who writes « de »."""
    if not isinstance(node, VariableNode):
        return node
    said, bare = copy(node), copy(node.filter_expression)
    bare.filters = [one for one in bare.filters if one[0] not in JOINING]
    said.filter_expression = bare
    return said


def _leaves(nodes):
    """What says something; of a condition, what each of its branches says."""
    for node in nodes:
        if isinstance(node, VariableNode | ForNode | IncludeNode):
            yield node
        elif isinstance(node, IfNode):
            for _condition, branch in node.conditions_nodelists:
                yield from _leaves(branch)
        elif hasattr(node, "nodelist"):
            yield from _leaves(node.nodelist)


def faults(text, names):
    """Sentences: what is between braces and is none of `names`."""
    used = PLACEHOLDER.findall(text)
    known = ", ".join(f"{{{name}}}" for name in names)
    wrong = list(dict.fromkeys(name for name in used if name not in names))
    found = [
        f"«\u00a0{{{name}}}\u00a0» n’existe pas ici. Vous pouvez écrire\u00a0: {known}."
        for name in wrong
    ]
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        found.append("Une accolade est seule\u00a0: une balise s’écrit entre deux accolades.")
    return found


def used(text):
    return set(PLACEHOLDER.findall(text))


def filled(text, template, thing, *, person=None, why=""):
    """(subject, body) in the référent's words; None when one of them has nothing to say of this thing.

    The shipped text knows how to leave out what is absent: it then leaves in its place.
    """
    about = context_of(thing, person, why)
    values = _values(used(f"{text.subject}{text.body}"), template, about)
    if values is None:
        return None
    subject, body = (words.fill(part, values) for part in (text.subject, text.body))
    if REASON not in used(text.body) and why:
        body = f"{body.strip()}\n\n{why}"
    return " ".join(subject.split())[:250], body.strip() + "\n"


def _values(names, template, about):
    """{name: what it says}, or None."""
    document, values = get_template(template).template, {}
    known = placeholders(template)
    context = Context(about, autoescape=False)
    with context.bind_template(document):
        for name in names:
            if name == FIRST_NAME:
                values[name] = about["person"].first_name if about["person"] else ""
            elif name in known:
                values[name] = _render(known[name], context)
            if not values.get(name):
                return None
    return values


def _render(node, context):
    """What an expression says; a filter that finds nothing to read is nothing said."""
    try:
        said = str(node.render_annotated(context)).strip()
    except (AttributeError, TypeError, ValueError):
        return ""
    return "" if said == "None" else said
