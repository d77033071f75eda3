"""Mail rendering: subject, body, reason and links, of one message or of a group."""

from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from portal.notifications import placeholders
from portal.notifications.catalogue import line
from portal.notifications.texts import in_force
from portal.ui import words

GROUPED = "portal/notifications/mail/grouped.txt"
FOOTER = "portal/notifications/mail/footer.txt"


@dataclass(frozen=True)
class PreparedMessage:
    """One message of a mail: what it says today, and where it leads."""

    message: object
    thing: object
    subject: str
    body: str
    url: str
    version: object = None  # of the référent's text


def render_template(template, thing, *, person=None, why=""):
    """(subject, text) of a mail about `thing`, as it stands, in the shipped words."""
    subject, _, body = _rendered(template, placeholders.context_of(thing, person, why)).partition(
        "\n"
    )
    return " ".join(subject.split())[:250], body.strip() + "\n"


def render_message(message, thing):
    """(subject, text, version) in the référent's words when they put some in force (None: shipped)."""
    about = {"person": message.person, "why": line(message.notice).why}
    version = in_force(message.notice)
    if version and (ours := placeholders.filled(version, message.template, thing, **about)):
        return *ours, version
    return *render_template(message.template, thing, **about), None


def prepare_message(message, thing):
    subject, body, version = render_message(message, thing)
    url = settings.PORTAL_ADDRESS + thing.get_absolute_url()
    return PreparedMessage(message, thing, subject, body, url, version)


def alone(one):
    """(subject, text) of the mail of one message; a stranger has no preferences to choose."""
    if one.message.person_id is None:
        return one.subject, one.body
    kind = line(one.message.notice)
    why = "" if kind.why and kind.why in one.body else kind.why
    return one.subject, f"{one.body}\n{_footer(why, kind.mandatory)}"


def grouped(lines, person):
    """(subject, text) of one mail for several, newest first."""
    many = words.count(len(lines), "nouvelle", "nouvelles")
    kinds = [line(one.message.notice) for one in lines]
    context = {"lines": lines, "person": person, "reasons": sorted({k.why for k in kinds})}
    body = _rendered(GROUPED, context).strip()
    return f"{many}\u00a0: {_first(lines)}"[:250], f"{body}\n\n{_footer('', '')}"


def _first(lines):
    """« le premier objet », et combien d’autres."""
    others = len(lines) - 1
    return f"{lines[0].subject}, et {words.count(others, 'autre', 'autres')}"


def _footer(why, mandatory):
    address = settings.PORTAL_ADDRESS + reverse("messages_preferences")
    context = {"why": why, "mandatory": mandatory, "preferences": address}
    return _rendered(FOOTER, context).strip() + "\n"


def _rendered(template, context):
    """Plain text: « & » must stay « & » (escaping is for HTML)."""
    return get_template(template).template.render(Context(context, autoescape=False))
