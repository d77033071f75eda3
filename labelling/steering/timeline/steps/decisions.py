"""Steps to come from the audit to the title: report, findings, instruction, committee, notification, label."""

from labelling.committee.agenda.dates import first_open_agenda
from labelling.steering.timeline.lines import Source, Trouble
from labelling.steering.timeline.steps.walk import (
    AUDITOR,
    COMMITTEE,
    LAST,
    OFFICE,
    ORGANISM,
    SECRETARY,
    SIGNATORY,
    S,
)
from labelling.title.labels.actions import NEW_TITLE, term
from portal.core.working_days import add_days
from portal.ui import words

REPORTED = ("final_report", "validated", "closed")
NO_ANCHOR = "la date dont dépend sa fenêtre n’est pas connue"
NO_WINDOW = "aucune fenêtre ne la date, le jour est convenu avec l’auditeur"


def audit(walk):
    """BR-17: it opens inside its window; without a planned day, as soon as the window opens."""
    stage = walk.audit_stage
    if stage is None or walk.rank > 5:
        return
    missions = walk.facts.missions_of(walk.dossier, stage.audit_type)
    mission, window = (missions[-1] if missions else None), walk.window()
    if mission and mission.closed_on:
        walk.day, walk.is_sure = mission.closed_on, True
        return
    hand = _chooses(walk)
    facts = (
        {"url": mission.get_absolute_url(), "hand": mission.hand or hand}
        if mission
        else {"hand": hand}
    )
    source = window and Source(
        f"{stage.label}\u00a0: {stage.window_shown}{_counted(walk, stage)}", walk.rules
    )

    ready = walk.day

    def check(day):
        if walk.rank <= 1 and day < ready:
            text = f"Le dossier ne serait recevable que le {words.day(ready)}."
            return Trouble(text, is_impossible=True)
        return _off_window(walk, window, day) if window else None

    if mission and mission.starts_on and mission.ends_on:
        facts |= {"first": mission.starts_on, "is_fixed": True, "check": check, "source": source}
        walk.add("audit", "audit", stage.label, mission.ends_on, **facts)
    elif window:
        soonest = max(window[0], walk.day, walk.today)
        is_supposed = walk.supposes("audit")
        said = "" if is_supposed else f"\u00a0: la suite suppose un audit le {words.day(soonest)}"
        title = stage.label if is_supposed else f"{stage.label}\u00a0: fenêtre"
        is_sure = stage.anchor != "hqs_closing" or walk.rank > 3
        walk.add(
            "audit",
            "audit",
            title,
            window[1],
            first=window[0],
            source=source,
            check=lambda day: check(soonest if day == window[0] else day),
            is_sure=is_sure,
            note=f"{walk.about}{said}",
            **facts,
        )
        if not walk.lines[-1].is_moved:
            walk.day = soonest
        walk.is_sure = False
    else:
        note = f"{walk.about}\u00a0: {NO_ANCHOR if stage.anchor else NO_WINDOW}"
        walk.add("audit", "audit", stage.label, None, note=note, **facts)


def _counted(walk, stage):
    day = walk.hqs_closed_on if stage.anchor == "hqs_closing" else None
    if walk.label and stage.anchor in ("label_start", "label_end"):
        day = walk.label.end_on if stage.anchor == "label_end" else walk.label.start_on
    return f" ({words.day(day)})" if day else ""


def _chooses(walk):
    return ORGANISM if walk.rules.assignment_mode == "organism_choice" else OFFICE


def _off_window(walk, window, day):
    first, last = window
    if day < first:
        return Trouble(f"L’audit ouvre au plus tôt le {words.day(first)}.", is_impossible=True)
    if day > last and not getattr(walk.dossier, "is_waived", False):
        return Trouble(
            f"L’audit devait commencer avant le {words.day(last)}\u00a0: il y faut une dérogation."
        )
    return None


def report(walk):
    if walk.rank > 5 or walk.audit_stage is None:
        return
    missions = walk.facts.missions_of(walk.dossier, walk.audit_stage.audit_type)
    if missions and missions[-1].state in REPORTED:
        return
    walk.add(
        "rapport",
        "audit",
        "Rapport d’audit définitif, au plus tard",
        walk.rules.due("D07d", walk.day),
        source=walk.source("D07d", walk.day),
        hand=AUDITOR,
    )


def answer(walk):
    """D08; a major non-conformity has longer (D08M) and its proof is judged before the committee (BR-35)."""
    if walk.rank > 6 or walk.audit_stage is None:
        return
    promised = walk.dossier.due_on if walk.stands == S.FOLLOW_UP else None
    last = promised or walk.rules.due("D08", walk.day)
    source = walk.source("D08", None if promised else walk.day)
    title = "Réponses aux non-conformités mineures, s’il y en a"
    walk.add("constats", "audit", title, last, source=source, hand=ORGANISM, is_sure=bool(promised))


def instruct(walk):
    if walk.rank > 7 or walk.stands == S.ADJOURNED:
        return
    promised = walk.dossier.due_on if walk.stands == S.REVIEW else None
    last = promised or walk.rules.due("D08i", walk.day)
    source = walk.source("D08i", None if promised else walk.day)
    title = "Instruction terminée, au plus tard"
    walk.add(
        "instruction", "dossier", title, last, source=source, hand=OFFICE, is_sure=bool(promised)
    )


def sit(walk):
    """The session that has the dossier, else the first announced whose agenda is still open (D09), else the soonest."""
    if walk.stands == S.ADJOURNED and walk.dossier.due_on:
        walk.limit = walk.dossier.due_on
        walk.add(
            "retour",
            "comite",
            "Nouvelle présentation au comité, au plus tard",
            walk.limit,
            source=walk.source("D11"),
            hand=ORGANISM,
            is_sure=True,
            pushes=False,
        )
    if walk.stands == S.SCHEDULED and walk.dossier.due_on:
        walk.add(
            "seance",
            "comite",
            "Séance du comité",
            walk.dossier.due_on,
            is_fixed=True,
            check=_decided_in_time(walk),
            hand=COMMITTEE,
        )
    else:
        _choose(walk)
    _adjourn(walk)


def _choose(walk):
    rules, ready = walk.facts.common.rules, walk.day
    fit = [one for one in walk.facts.common.sessions if one.is_open and one.frozen_on >= ready]
    source = Source.of(rules, "D09")
    if fit:
        others = [words.day(one.held_on) for one in fit[1:4]]
        note = (
            f"{walk.about}\u00a0: première séance annoncée dont l’ordre du jour sera encore ouvert"
        )
        if others:
            note = f"{note}\u00a0; puis {', '.join(others)}"
        day, title = fit[0].held_on, "Séance du comité qui pourrait l’examiner"
    else:
        note = f"{walk.about}\u00a0: aucune séance annoncée ne peut encore le prendre"
        day, title = first_open_agenda(rules, ready, ready), "Séance du comité, au plus tôt"
    if day > LAST:
        walk.is_stopped = True
        return
    check = _decided_in_time(walk, ready)
    walk.add("seance", "comite", title, day, check=check, source=source, hand=COMMITTEE, note=note)


def _adjourn(walk):
    """A supposition only: the committee adjourns, and takes the dossier again by D11."""
    slip, held_on = walk.slip, walk.day
    if walk.is_stopped or slip is None or slip.code != f"{walk.prefix}.ajournement":
        return
    limit = walk.rules.due("D11", held_on)
    in_time = _decided_in_time(walk, held_on)

    def check(day):
        if day <= held_on:
            return Trouble(
                "La nouvelle présentation suit la séance qui ajourne.", is_impossible=True
            )
        if day > limit:
            return Trouble(f"Un dossier ajourné revient au plus tard le {words.day(limit)}.")
        return in_time(day)

    walk.add(
        "ajournement",
        "comite",
        "Nouvelle présentation au comité, si le dossier est ajourné",
        held_on,
        check=check,
        source=walk.source("D11", held_on),
        hand=COMMITTEE,
    )


def _decided_in_time(walk, ready=None):
    """What a session on a day would miss: its own agenda, the limit of an adjournment, the end of the title."""
    rules, label = walk.facts.common.rules, walk.label

    def check(day):
        frozen = rules.due("D09", day)
        if ready and frozen < ready:
            text = f"Son ordre du jour serait gelé le {words.day(frozen)}, avant que le dossier soit prêt"
            return Trouble(f"{text} ({words.day(ready)}).", is_impossible=True)
        if walk.is_renewal and label and day > label.end_on:
            return Trouble(_gap(walk, day), is_impossible=True)
        if walk.limit and day > walk.limit:
            return Trouble(f"Un dossier ajourné revient au plus tard le {words.day(walk.limit)}.")
        return None

    return check


def _gap(walk, day):
    """BR-65: the days without a title; BR-74: what may prevent them."""
    end = walk.label.end_on
    longest = walk.label.dossier.rules.due("D13", end)
    first, last = add_days(end, 1), add_days(day, -1)
    without = (
        f"du {words.day(first)} au {words.day(last)}" if last > first else f"le {words.day(first)}"
    )
    return (
        f"Le label prend fin le {words.day(end)}, avant cette décision\u00a0: l’organisme serait sans label "
        f"{without}. Une prorogation se demande au comité avant cette fin, jusqu’au {words.day(longest)} au plus tard."
    )


def notify(walk):
    rules, held_on = walk.facts.common.rules, walk.day
    last = rules.due("D10", rules.due("D10b2", held_on))
    source = Source(
        f"{rules.deadlines['D10'].label}\u00a0: {rules.deadlines['D10'].sentence}, lui-même approuvé "
        f"{rules.deadlines['D10b2'].shown} après la séance au plus tard",
        rules,
    )
    title = "Décision notifiée, au plus tard"
    walk.decided_on = held_on
    walk.add("notification", "comite", title, last, source=source, hand=SECRETARY, pushes=False)


def grant(walk):
    """BR-63, BR-65: supposed, if the committee grants it."""
    if walk.dossier_type not in NEW_TITLE:
        return
    former = walk.label.end_on if walk.label else None
    start, end = term(walk.decided_on, walk.rules.label_months, former)
    version = walk.rules
    shown = words.count(version.label_months, "mois", "mois")
    source = Source(
        f"Durée du label\u00a0: {shown}, du {words.day(start)} au {words.day(end)}", version
    )
    title = "Début du label, si le comité l’accorde"
    walk.add("label", "label", title, start, source=source, pushes=False)
    filing = version.due("D12", end)
    source = Source.of(version, "D12", end)
    title = "Dépôt du dossier de renouvellement suivant, au plus tard"
    walk.add("suivant", "dossier", title, filing, source=source, hand=SIGNATORY, pushes=False)
    walk.add(
        "fin-suivante",
        "label",
        "Fin de ce label, s’il est accordé",
        end,
        source=source_of_end(version, start),
        pushes=False,
    )


def source_of_end(rules, start):
    shown = words.count(rules.label_months, "mois", "mois")
    return Source(f"Durée du label\u00a0: {shown} depuis son début ({words.day(start)})", rules)


STEPS = (audit, report, answer, instruct, sit, notify, grant)
