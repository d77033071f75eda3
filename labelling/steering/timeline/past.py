"""Past of an organism, from the facts that its reader sees: each event with its day, as it is known."""

from labelling.committee.models import AgendaItem
from labelling.parties.framework.votes import decision_label
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.path.dossiers.stages import day_of
from labelling.steering.timeline.lines import Event
from labelling.title.labels.models import Label
from portal.core import clock
from portal.ui import partial_dates, words

S, L = LabelDossier.State, Label.State
ENDS = {
    L.WITHDRAWN: "Label retiré",
    L.RENOUNCED: "Label abandonné par l’organisme",
    L.SUPERSEDED: "Label remplacé par le suivant",
    L.EXPIRED: "Label échu",
    L.ANNULLED: "Label annulé",
}
DOSSIER, LABEL = LabelDossier._meta.label_lower, Label._meta.label_lower
STEPS = {
    (DOSSIER, S.ADJOURNED): "Dossier ajourné par le comité",
    (DOSSIER, S.REVIEW): "Dossier repris en instruction",
    (LABEL, L.SUSPENDED): "Label suspendu",
    (LABEL, L.ACTIVE): "Suspension du label levée",
    (LABEL, L.EXTENDED): "Label prorogé",
}
AGAIN = {S.REVIEW: (S.ADJOURNED, S.REFUSED, S.GRANTED), L.ACTIVE: (L.SUSPENDED,)}
MILESTONES = {  # what the tracking tells of a dossier, where no audit of the portal tells it
    "Diagnostic HQS": "hqs",
    "Audit de mise en œuvre": "implementation",
    "Audit de vérification": "verification",
}


def events(facts):
    """All that happened until today, in order."""
    today = clock.today()
    found = [*_organism(facts), *_dossiers(facts), *_audits(facts), *_labels(facts), *_steps(facts)]
    found += [*_sessions(facts), *_appeals(facts), *_supports(facts)]
    return sorted(
        (one for one in found if one.day <= today), key=lambda one: (one.day, one.kind, one.title)
    )


def _organism(facts):
    organism = facts.organism
    if organism.taken_over_on:
        yield Event(
            organism.taken_over_on,
            "organisme",
            "Histoire reprise du suivi du référent",
            is_taken_over=True,
        )
    for merger in facts.mergers:
        is_gone = merger.absorbed_id == organism.pk
        title = f"Absorbé par {merger.absorbing}" if is_gone else f"A absorbé {merger.absorbed}"
        yield Event(
            merger.effective_on,
            "organisme",
            title,
            detail=merger.act,
            url=merger.get_absolute_url(),
        )


def _dossiers(facts):
    for one in facts.dossiers:
        common = {
            "detail": f"{one.get_dossier_type_display()}, {one.reference}",
            "url": one.get_absolute_url(),
            "is_taken_over": one.taken_over_on is not None,
        }
        if one.taken_over_on is None:
            yield Event(day_of(one.created_at), "dossier", "Dossier ouvert", **common)
        elif one.submitted_on is None:
            yield from _partial(one, "Candidature", "dossier", "Candidature", common)
        days = (
            (one.submitted_on, "Dossier déposé"),
            (one.registered_on, "Dossier recevable"),
            (one.prepared_on, "Préparation ouverte"),
            (one.scheduled_on, "Dossier inscrit à l’ordre du jour du comité"),
        )
        for day, title in days:
            if day:
                yield Event(day, "dossier", title, **common)
        yield from _milestones(facts, one, common)
        if one.state in FINAL:
            day = one.decided_on or _last_day(one)
            if day:
                yield Event(day, "dossier", str(S(one.state).label), state=S(one.state), **common)


def _last_day(dossier):
    """Of a dossier that stopped: the day of its last step, or what the tracking tells."""
    return dossier.known_since if dossier.taken_over_on else day_of(dossier.since_at)


def _milestones(facts, dossier, common):
    led = {one.audit_type for one in facts.missions if one.dossier_id == dossier.pk}
    for label, audit_type in MILESTONES.items():
        if audit_type not in led:
            yield from _partial(dossier, label, "audit", label, common)


def _partial(thing, label, kind, title, common):
    """What the tracking tells of a day that has no field, as precisely as it does."""
    for name, said in thing.taken_facts.get("known", ()):
        span = partial_dates.parse(said) if name == label else None
        if span:
            is_day = span[0] == span[1]
            yield Event(
                span[0], kind, title, said="" if is_day else partial_dates.say(said), **common
            )


def _audits(facts):
    for one in facts.missions:
        if one.state in ("cancelled", "declined") and not one.opened_on:
            continue
        state = AuditMission.State(one.state)
        common = {
            "detail": f"{one.reference}, dossier {one.dossier.reference}",
            "url": one.get_absolute_url(),
            "is_taken_over": one.taken_over_on is not None,
            "state": state,
        }
        start, end = one.opened_on or one.starts_on, one.closed_on or one.ends_on
        title = one.get_audit_type_display()
        if start or end:
            first = start or end
            until = end if end and first < end <= clock.today() else None
            yield Event(first, "audit", title, until=until, **common)
        else:
            told = [
                *_partial(one, "Fin", "audit", title, common),
                *_partial(one, "Début", "audit", title, common),
            ]
            yield from told[:1]
        if one.validated_on:
            common = common | {"state": None}
            yield Event(
                one.validated_on,
                "audit",
                f"Rapport validé\u00a0: {title[:1].lower()}{title[1:]}",
                **common,
            )


def _labels(facts):
    for one in facts.labels:
        common = {
            "url": one.get_absolute_url(),
            "is_taken_over": one.taken_over_on is not None,
        }
        until = f"{one.reference}, jusqu’au {words.day(one.end_on)}"
        yield Event(
            one.start_on,
            "label",
            "Début du label",
            detail=until,
            state=one.status_on(clock.today()),
            **common,
        )
        state = one.status_on(clock.today())
        if state in ENDS:
            day = one.ended_on or (
                one.end_on if state in (L.EXPIRED, L.SUPERSEDED) else day_of(one.since_at)
            )
            yield Event(day, "label", ENDS[state], detail=one.reference, **common)
        if one.state == L.SUSPENDED and one.suspended_on and not _is_told(facts, one):
            yield Event(one.suspended_on, "label", "Label suspendu", detail=one.reference, **common)
    for one in facts.mentions:
        yield Event(
            one.start_on,
            "label",
            f"Mention «\u00a0{one.title}\u00a0»",
            detail=one.label.reference,
            url=one.label.get_absolute_url(),
        )


def _is_told(facts, label):
    return any(
        line.aggregate_type == LABEL
        and line.aggregate_id == label.pk
        and line.target == L.SUSPENDED
        for line in facts.steps
    )


def _steps(facts):
    """Steps that leave no day on their thing: its journal tells them."""
    things = {(DOSSIER, one.pk): one for one in facts.dossiers}
    things |= {(LABEL, one.pk): one for one in facts.labels}
    for line in facts.steps:
        title = STEPS.get((line.aggregate_type, line.target))
        if title and line.source in AGAIN.get(line.target, (line.source,)):
            thing = things[line.aggregate_type, line.aggregate_id]
            kind = "dossier" if line.aggregate_type == DOSSIER else "label"
            yield Event(
                day_of(line.at), kind, title, detail=thing.reference, url=thing.get_absolute_url()
            )


def _sessions(facts):
    for one in facts.items:
        if one.state not in (AgendaItem.State.VALIDATED, AgendaItem.State.ANNULLED):
            continue
        decision = getattr(one, "decision", None)
        said = decision_label(one.kind, decision.option) if decision else ""
        if decision and decision.annulled_on:
            said = f"{said}, décision annulée le {words.day(decision.annulled_on)}"
        yield Event(
            one.session.held_on,
            "comite",
            f"Comité\u00a0: {one.get_kind_display().lower()}",
            detail=said,
            url=one.get_absolute_url(),
            is_taken_over=one.taken_over_on is not None,
        )


def _appeals(facts):
    for one in facts.appeals:
        common = {"detail": one.reference, "url": one.get_absolute_url()}
        yield Event(one.received_on, "recours", "Recours formé", **common)
        if one.closed_on:
            said = one.outcome_words or "clos"
            yield Event(one.closed_on, "recours", f"Recours {said}", **common)


def _supports(facts):
    for one in facts.supports:
        if one.done_on:
            yield Event(
                one.done_on,
                "appui",
                f"Appui-conseil\u00a0: {one.subject}",
                detail=f"{one.reference}, {one.duration}",
                url=one.get_absolute_url(),
            )
