"""Steps to come before the audit: filing, admissibility, diagnosis, preparation."""

from labelling.steering.timeline.lines import Source, Trouble
from labelling.steering.timeline.steps.walk import OFFICE, ORGANISM, SIGNATORY, S
from portal.ui import words

AT_ITS_PACE = "aucune règle n’en fixe le jour, l’organisme prépare à son rythme"


def file(walk):
    """A renewal is filed by D12; a first application when its organism wants."""
    if walk.rank > 0:
        return
    title = "Dépôt du dossier"
    if not (walk.is_renewal and walk.label):
        walk.add(
            "depot",
            "dossier",
            title,
            None,
            hand=SIGNATORY,
            note=f"{walk.about}\u00a0: {AT_ITS_PACE}",
        )
        return
    limit = walk.label.renewal_due_on
    rules = walk.label.dossier.rules

    def check(day):
        if day <= limit:
            return None
        return Trouble(f"Après le dernier jour de dépôt, le {words.day(limit)}.")

    source = Source.of(rules, "D12", walk.label.end_on)
    title = "Dépôt du dossier de renouvellement, au plus tard"
    walk.add("depot", "dossier", title, limit, check=check, source=source, hand=SIGNATORY)


def admit(walk):
    """BR-08: from there on, the dossier keeps the rules in force on the day of its registration."""
    if walk.rank > 1:
        return
    if walk.stands == S.TO_COMPLETE:
        walk.add(
            "complements",
            "dossier",
            "Réponse aux compléments demandés",
            walk.dossier.due_on,
            source=walk.source("D02"),
            hand=ORGANISM,
        )
        if walk.is_stopped:
            return
    is_filed = walk.stands == S.SUBMITTED and walk.dossier.submitted_on
    since = walk.dossier.submitted_on if is_filed else walk.day
    promised = walk.dossier.due_on if is_filed else None
    last = promised or walk.rules.due("D01", since)
    walk.add(
        "recevabilite",
        "dossier",
        "Recevabilité, au plus tard",
        last,
        source=walk.source("D01", since),
        hand=OFFICE,
    )
    if not walk.is_stopped:
        walk.rules = walk.rules_on(walk.day)


def open_first(walk):
    """D01r is a limit: an organism that is ready goes on at once; of a renewal to come, its window says more."""
    has_hqs = any(stage.audit_type == "hqs" for stage in walk.plan)
    if walk.rank > 2 or (walk.rank < 2 and not has_hqs):
        return
    title = "Diagnostic HQS à ouvrir" if has_hqs else "Préparation à ouvrir"
    promised = walk.dossier.due_on if walk.stands == S.REGISTERED else None
    last = promised or walk.rules.due("D01r", walk.day)
    source = walk.source("D01r", None if promised else walk.day)
    title = f"{title}, au plus tard"
    walk.add("ouverture", "dossier", title, last, source=source, hand=ORGANISM, pushes=False)


def diagnose(walk):
    """Its closing gives the window of the audit: without its day, nothing is told of what follows."""
    stage = next((one for one in walk.plan if one.audit_type == "hqs"), None)
    if walk.rank > 3 or stage is None:
        return
    missions = walk.facts.missions_of(walk.dossier, "hqs")
    mission = missions[-1] if missions else None
    if walk.hqs_closed_on is None:
        dates = (mission.starts_on, mission.ends_on) if mission else (None, None)
        first, last = dates if all(dates) else (None, None)
        note = walk.about if last else f"{walk.about}\u00a0: son jour est convenu avec l’auditeur"
        facts = {"url": mission.get_absolute_url()} if mission else {}
        walk.add(
            "diagnostic",
            "audit",
            stage.label,
            last,
            first=first,
            is_fixed=bool(last),
            note=note,
            hand=mission.hand if mission else ORGANISM,
            **facts,
        )
        if walk.is_stopped:
            return
        walk.hqs_closed_on = walk.lines[-1].last
    closed_on = walk.hqs_closed_on
    walk.add(
        "preparation",
        "dossier",
        "Préparation à ouvrir, au plus tard",
        walk.rules.due("D04", closed_on),
        source=walk.source("D04", closed_on),
        hand=OFFICE,
        pushes=False,
    )


def prepare(walk):
    """D05 while the plan waits; then the dossier is due with the window of its audit, which is told by itself."""
    if walk.rank != 4 or not walk.dossier.due_on:
        return
    window = walk.window()
    if window and walk.dossier.due_on == window[1]:
        return
    walk.add(
        "plan",
        "dossier",
        "Plan d’actions à valider",
        walk.dossier.due_on,
        source=walk.source("D05"),
        hand=ORGANISM,
        is_sure=True,
        pushes=False,
    )


STEPS = (file, admit, open_first, diagnose, prepare)
