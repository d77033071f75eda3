"""Effects of a title on its licences, in the same transaction (BR-80)."""

from django.db import transaction
from django.db.models import FETCH_PEERS

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import FINAL
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.title.labels import mentions
from labelling.title.labels.workflow import LABEL
from labelling.title.licences import notices
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import states
from labelling.title.licences.titles.states import TitleState
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import acting, audit_log

S = BrandLicence.State
FOLLOWED = (S.ELIGIBLE, S.REQUESTED, S.ACTIVE, S.SUSPENDED, S.ENDING)


@LABEL.follow
def follow_label(label, *, by, entry):
    settle(label.organism)


@DOSSIER.follow
def follow_dossier(dossier, *, by, entry):
    """Registration opens « engagé », an outcome ends it, a reopened dossier gives it back."""
    if entry.target in (*FINAL, "registered") or entry.source in FINAL:
        settle(dossier.organism)


@mentions.register_follower
def follow_mention(label):
    settle(label.organism)


@transaction.atomic
def settle(organism, *, is_quiet=False):
    """Put the licences of an organism in step with its titles; returns what moved. Idempotent.

    The organism's row is locked, then the licences: who accepts one at the same moment is either
    seen as having accepted, or finds the licence as it has become. Quiet: no mail of an opening.
    """
    Organism.objects.select_for_update().only("pk").get(pk=organism.pk)
    today, moved, former = clock.today(), [], {}
    rows = BrandLicence.objects.filter(organism=organism, state__in=FOLLOWED)
    rows = rows.select_for_update().fetch_mode(FETCH_PEERS).order_by("pk")
    owed = states.owed(organism, today)
    for licence in rows:
        step = _step(licence, owed, today)
        if step == "relay":
            former[licence.variant] = licence
        if step:
            moved.append(licence.workflow.fire(licence, step))
        elif _align(licence, today):
            moved.append(licence)
    new = [title for title in owed if _is_new(title)]
    return moved + [_open(organism, title, former, is_quiet) for title in new]


def _step(licence, owed, today):
    """The step by which the licence goes where its title is, or ""."""
    at = states.title_state(licence, today)
    running = licence.state in (S.ACTIVE, S.REQUESTED) and licence.is_used
    if at == TitleState.HOLDS:
        return {S.SUSPENDED: "reinstate", S.ENDING: "resume"}.get(licence.state, "")
    if at == TitleState.SUSPENDED:
        return "suspend" if running else ""
    if licence.state == S.ENDING:
        return ""
    if running and _is_relayed(licence, owed):
        return "relay"
    return "stop" if licence.is_used else "close"


def _is_relayed(licence, owed):
    title = next((one for one in owed if one["variant"] == licence.variant), {})
    return (
        licence.variant == "labelled"
        and bool(title)
        and states.follows(title["label"], licence.label)
    )


def _align(licence, today):
    """BR-80: the last day of the right is the title's."""
    day = states.last_day(licence)
    if day == licence.end_on or licence.state == S.ENDING:
        return False
    sentence = "aligne la fin de la licence sur celle du label"
    with acting(licence, by=None, act="align", sentence=sentence) as current:
        current.end_on = day
    return True


def _is_new(title):
    """One licence a title: a refused or revoked one is not opened again."""
    rows = BrandLicence.objects.exclude(state=S.ENDED)
    return not rows.filter(**title).exists()


def _open(organism, title, former, is_quiet):
    licence = BrandLicence(
        reference=next_reference("QH-M", clock.today().year), organism=organism, **title
    )
    licence.end_on = states.last_day(licence)
    licence.save()
    entry = audit_log.write(
        licence,
        by=None,
        act="open",
        sentence=f"Le portail ouvre la licence «\u00a0{licence.get_variant_display().lower()}\u00a0».",
        target=licence.state,
        rules=licence.rules_version,
    )
    if before := former.get(licence.variant):
        return licence.workflow.fire(licence, "carry_on", former=before)
    if not is_quiet:
        outbox.write(notices.OPENED, licence, entry, topic="labelling/licences")
    return licence
