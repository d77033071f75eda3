"""Who holds the ball of a thing, and what its page offers them: read from its table and its frame of the next act."""

import re
from html import unescape

from labelling.models import (
    AgendaItem,
    Appeal,
    AuditFinding,
    AuditMission,
    AuditorAccreditation,
    BrandLicence,
    CommitteeSession,
    Hearing,
    Label,
    LabelDossier,
)
from portal.workflow import WORKFLOWS
from portal.workflow.checks import NOBODY

KINDS = (
    AgendaItem, Appeal, AuditFinding, AuditMission, AuditorAccreditation, BrandLicence, CommitteeSession, Hearing,
    Label, LabelDossier,
)  # fmt: skip
PANEL = re.compile(r'<section class="act"(.*?)</section>', re.DOTALL)
OPEN = re.compile(r'<a\b(?![^>]*aria-disabled)[^>]*class="button"[^>]*>')
MISSING = re.compile(r"<li[^>]*data-missing.*?<b>(.*?)<span", re.DOTALL)
# Words of holders that the table binds to nobody in particular: who they are, and where they act.
APART = {
    ("labeldossier", "l’auditeur"): "on the page of the mission",
    ("labeldossier", "le comité de labellisation"): "on the point of the agenda",
    ("labeldossier", "l’organisme, s’il forme un recours"): "whoever wants to appeals",
    (
        "label",
        "le comité de labellisation",
    ): "on the point of the agenda, or until the suspension is over",
    ("hearing", "le comité de labellisation"): "on the point of the agenda",
    ("brandlicence", "le comité de labellisation"): "on the point of the agenda of its label",
    ("auditoraccreditation", "le comité de labellisation"): "on the point of the agenda",
    ("agendaitem", "les membres du comité"): "their ballot is on the page, whoever closes the vote",
    ("auditfinding", "l’auditeur du prochain audit"): "nobody, until a next audit has its auditor",
}
# What is done outside the portal.
OUTSIDE = {
    (
        "auditoraccreditation",
        "training",
    ): "the auditor attends the training, the office says so after"
}
# What waits for a date alone, or for what happens outside: whoever holds the ball has nothing to do until then.
AWAITED = {
    "Jour de la séance": "the day comes",
    "Date de début atteinte": "the day comes",
    "Fenêtre de l’audit": "the first day of the window comes",
    "Phase contradictoire close": "its last day comes (D15)",
}


def running():
    """What waits for somebody, of the kinds that have a page of their own."""
    for model in KINDS:
        for thing in model._base_manager.exclude(state__in=WORKFLOWS[model].finals).order_by("pk"):
            if thing.hand not in NOBODY:
                yield thing


def fault(thing, people, read):
    """What is wrong with the turn of a thing, in a sentence; "" otherwise. `read(person, path)`: its page, or None."""
    said = f"{thing._meta.model_name} {thing}, {thing.get_state_display()}: the ball is with « {thing.hand} »"
    holders = [one for one in people if thing.hand_for(one) == "vous"]
    if not holders and (thing._meta.model_name, thing.hand) in APART:
        return ""
    if (thing._meta.model_name, thing.state) in OUTSIDE:
        return ""
    pages = [html for one in holders if (html := read(one, thing.get_absolute_url()))]
    if not pages:
        return f"{said}, whom nobody is" if not holders else f"{said}, who cannot open its page"
    return next((f"{said}, {why}" for html in pages if (why := _lack(html))), "")


def _lack(html):
    frame = PANEL.search(html)
    if frame is None:
        return "and its page has no frame of the next act"
    if OPEN.search(frame[1]):
        return ""
    missing = [unescape(one).strip() for one in MISSING.findall(frame[1])]
    if missing and set(missing) <= set(AWAITED):
        return ""
    return f"and its page offers nothing ({', '.join(missing) or 'nothing is missing'})"
