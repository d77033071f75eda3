"""Dates to come of a title: its end, a suspension, a hearing, a verification half-way."""

from labelling.parties.framework.kinds import DossierType
from labelling.path.dossiers import stages
from labelling.steering.timeline.lines import COMPUTED, FIXED, Coming, Source
from labelling.steering.timeline.steps.decisions import source_of_end
from labelling.steering.timeline.steps.walk import ORGANISM, SIGNATORY, Walk
from portal.core import clock
from portal.ui import words

LIVING = ("pending", "active", "extended", "suspended")


def living(labels):
    """Those that still run, or will, by their dates."""
    today = clock.today()
    return [one for one in labels if one.status_on(today) in LIVING]


def lines(facts):
    found = []
    for label in living(facts.labels):
        found += _own(label, facts)
    return found


def _own(label, facts):
    facts_of = {
        "url": label.get_absolute_url(),
        "revised_at": label.since_at,
        "revision": label.version,
    }
    rules, today = label.dossier.rules, clock.today()

    def line(name, title, day, source, **more):
        return Coming(
            f"{label.reference}.{name}", "label", title, None, day, source=source, **facts_of | more
        )

    if label.start_on > today:
        yield line(
            "debut", "Début du label", label.start_on, None, sureness=FIXED, note=label.reference
        )
    mentions = [one.title for one in facts.mentions if one.label_id == label.pk]
    said = f"{label.reference}, prorogé" if label.state == "extended" else label.reference
    note = "\u00a0; ".join(
        [said, *(f"la mention «\u00a0{title}\u00a0» prend fin avec lui" for title in mentions)]
    )
    yield line(
        "fin",
        "Fin du label",
        label.end_on,
        source_of_end(rules, label.start_on),
        sureness=FIXED,
        note=note,
    )
    if label.state == "suspended" and label.due_on:
        source = Source.of(rules, "D14", label.suspended_on)
        title = "Fin de la suspension la plus longue"
        yield line(
            "suspension",
            title,
            label.due_on,
            source,
            sureness=COMPUTED,
            note=label.reference,
            hand="le comité de labellisation",
        )
    hearing = label.notice_sent_on and rules.due("D15", label.notice_sent_on)
    if hearing and hearing >= today:
        source = Source.of(rules, "D15", label.notice_sent_on)
        title = "Fin de la phase contradictoire"
        yield line(
            "observations",
            title,
            hearing,
            source,
            sureness=COMPUTED,
            note=label.reference,
            hand=ORGANISM,
        )


def verification(facts, label):
    """The window of a verification that the rules ask for apart from the renewal, until its dossier is open."""
    renewal = Walk(facts, None, DossierType.RENEWAL, label, label.reference)
    walk = Walk(facts, None, DossierType.VERIFICATION, label, label.reference)
    window, stage = walk.window(), walk.audit_stage
    is_known = any(
        one.dossier_type == DossierType.VERIFICATION and _is_of(one, label)
        for one in facts.dossiers
    )
    if window is None or window == renewal.window() or is_known or window[1] < clock.today():
        return []
    anchor = label.start_on if stage.anchor == "label_start" else label.end_on
    source = Source(f"{stage.label}\u00a0: {stage.window_shown} ({words.day(anchor)})", walk.rules)
    return [
        Coming(
            f"{label.reference}.verification",
            "audit",
            f"{stage.label}\u00a0: fenêtre",
            *window,
            sureness=COMPUTED,
            source=source,
            hand=SIGNATORY,
            note=walk.about,
            revised_at=label.since_at,
            revision=label.version,
        )
    ]


def _is_of(dossier, label):
    """Opened during this title."""
    return stages.day_of(dossier.created_at) >= label.start_on
