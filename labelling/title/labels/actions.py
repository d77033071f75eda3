"""Granting of a label: the title and its attestation, in the decision's own transaction."""

from collections import Counter, defaultdict

from django.db import transaction

from labelling.parties.organisms.people.recipients import members_of_organism
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels import notices
from labelling.title.labels.attestations.actions import issue, void
from labelling.title.labels.mentions import AGEING, LabelMention, tell
from labelling.title.labels.models import Label
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Problem, Refused, acting, audit_log

REISSUED = ("extension", "mention")
REPLACED_BY = "une autre attestation la remplace."
REPLACED = "Une autre la remplace, sous un nouveau numéro."
NEW_TITLE = ("initial", "renewal")
OVER = (
    Label.State.EXPIRED,
    Label.State.WITHDRAWN,
    Label.State.RENOUNCED,
    Label.State.SUPERSEDED,
    Label.State.ANNULLED,
)
HELD = (Label.State.ACTIVE, Label.State.EXTENDED, Label.State.SUSPENDED)


def validity(organism, decided_on, months):
    """(start, end, former label or None): BR-63, and BR-65 for a renewal.

    Granted before the old end, the new label starts the day after it; later, on the decision's day.
    """
    former = (
        organism.labels.filter(state__in=HELD, end_on__gte=decided_on).order_by("-end_on").first()
    )
    return *term(decided_on, months, former.end_on if former else None), former


def term(decided_on, months, former_end_on=None):
    """(start, end) of a title: BR-63, from the day after the former one if that has not ended (BR-65)."""
    is_followed = former_end_on is not None and former_end_on >= decided_on
    start = working_days.add_days(former_end_on, 1) if is_followed else decided_on
    return start, working_days.last_day_of_validity(start, months)


def gap_before(label):
    """BR-65: (first, last) day without label before this one, or None."""
    former = label.organism.labels.exclude(pk=label.pk).filter(end_on__lt=label.start_on)
    former = former.order_by("-end_on").first()
    if former is None:
        return None
    first = working_days.add_days(former.ended_on or former.end_on, 1)
    return (first, working_days.add_days(label.start_on, -1)) if first < label.start_on else None


def number_cycles(organisms):
    """Cycles follow the days of their labels; a grant before the portal whose label nobody knows counts for one."""
    grants = LabelDossier.objects.filter(
        organism__in=organisms,
        dossier_type__in=NEW_TITLE,
        state=LabelDossier.State.GRANTED,
        labels=None,
    )
    unknown = defaultdict(list)
    for organism, day in grants.values_list("organism", "decided_on"):
        unknown[organism].append(day)
    rows = Label.objects.filter(organism__in=organisms).exclude(state=Label.State.ANNULLED)
    ranks, moved = Counter(), []
    for label in rows.order_by("start_on", "pk"):
        ranks[label.organism_id] += 1
        before = (day is None or day < label.start_on for day in unknown[label.organism_id])
        cycle = ranks[label.organism_id] + sum(before)
        if cycle != label.cycle:
            label.cycle = cycle
            moved.append(label)
    Label.objects.bulk_update(moved, ["cycle"])


@transaction.atomic
def grant(dossier, decision, *, by):
    """BR-62: the only place that creates a label; `decision` is a validated « grant »."""
    if decision is None or not decision.option.startswith("grant"):
        raise ValueError("a label is created by a «\u00a0grant\u00a0» decision only (BR-62)")
    organism = dossier.organism
    if dossier.dossier_type not in NEW_TITLE:
        return _confirm(dossier, decision, by)
    start, end, _former = validity(organism, decision.decided_on, dossier.rules.label_months)
    label = Label.objects.create(
        reference=next_reference("QH-L", decision.decided_on.year),
        organism=organism,
        dossier=dossier,
        decision=decision,
        perimeter=dossier.perimeter,
        start_on=start,
        end_on=end,
    )
    number_cycles([organism.pk])
    label.refresh_from_db(fields=["cycle"])
    entry = audit_log.write(
        label,
        by=by,
        act="grant",
        sentence=f"{by} a accordé le label, du {words.day(start)} au {words.day(end)}",
        target=label.state,
        rules=label.rules_version,
    )
    if start <= clock.today():
        _close_former(label)
        label = label.workflow.fire(label, "take_effect")
    issue(label, by=by)
    outbox.write(notices.GRANTED, label, entry, topic="labelling/labels")
    return label


def held(organism):
    """The label that a confirmation bears on, or None."""
    return organism.labels.filter(state__in=HELD).order_by("-end_on").first()


def _confirm(dossier, decision, by):
    """A verification or an extension of perimeter makes no second label: it goes on (BR-64)."""
    label = held(dossier.organism)
    if label is None:
        raise Refused(Problem("no_label", "Cet organisme ne détient aucun label à maintenir."))
    what = dossier.get_dossier_type_display().lower()
    with acting(label, by=by, act="confirm", sentence=f"a validé la décision : {what}") as current:
        if dossier.dossier_type == "extension":
            current.perimeter = dossier.perimeter
            void(current, f"Périmètre étendu : {REPLACED_BY}")
            issue(current, by=by, decision=decision)
        if dossier.dossier_type == "mention":
            _mention(current, decision)
            void(current, f"Mention ajoutée : {REPLACED_BY}")
            issue(current, by=by, decision=decision)
    return current


def _mention(label, decision):
    """BR-77: on a label in force only, and not beyond its end."""
    if not Label.objects.in_force(decision.decided_on).filter(pk=label.pk).exists():
        sentence = "Une mention s’ajoute à un label en vigueur ; celui-ci ne l’est pas."
        raise Refused(Problem("label_not_in_force", sentence))
    LabelMention.objects.create(
        label=label, decision=decision, start_on=decision.decided_on, end_on=label.end_on
    )
    tell(label)


def annul(dossier, decision, *, by):
    """BR-69: a « grant » no longer holds. Its label falls; a confirmed label goes on as it was before."""
    if dossier.dossier_type in NEW_TITLE:
        for label in decision.labels.exclude(state__in=OVER):
            label.workflow.fire(label, "annul", by=by, reason=decision.annulment_reason)
        return
    label = held(dossier.organism)
    if label is None:
        return
    what = dossier.get_dossier_type_display().lower()
    sentence = f"a annulé la décision : {what}"
    with acting(
        label, by=by, act="unconfirm", sentence=sentence, reason=decision.annulment_reason
    ) as current:
        if dossier.dossier_type == "extension":
            current.perimeter = _perimeter_without(dossier, current)
        if dossier.dossier_type in REISSUED:
            void(current, f"Décision annulée : {decision.annulment_reason}")
            issue(current, by=by)


def correct_perimeter(dossier, former, *, by):
    """BR-25: the running label that copied this perimeter follows its correction, and its attestation is another."""
    extends = dossier.dossier_type == "extension"
    rows = dossier.organism.labels.filter(state__in=HELD, start_on__lte=dossier.decided_on)
    rows = rows if extends else dossier.labels.exclude(state__in=OVER)
    label = rows.filter(perimeter=former).order_by("-end_on").select_for_update().first()
    if label is None:
        return
    sentence = "a rectifié une erreur matérielle du périmètre"
    with acting(label, by=by, act="correct", sentence=sentence) as current:
        current.perimeter = dossier.perimeter
        if void(current, f"Périmètre rectifié\u00a0: {REPLACED_BY}"):
            issue(current, by=by, decision=_granting(dossier) if extends else None)


def _granting(dossier):
    rows = dossier.agenda_items.filter(decision__annulled_on=None)
    item = rows.filter(decision__option__startswith="grant").order_by("-decision__pk").first()
    return item and item.decision


def _perimeter_without(dossier, label):
    """What the label covers once this extension is taken back: the one before it, or the first perimeter."""
    rows = label.organism.dossiers.filter(dossier_type="extension", state="granted")
    since = label.decision.decided_on if label.decision else label.start_on
    rows = rows.filter(decided_on__gte=since).exclude(pk=dossier.pk)
    return (rows.order_by("-decided_on", "-pk").first() or label.dossier).perimeter


def annul_preview(dossier, decision):
    """The sentences shown before a « grant » is annulled."""
    label = decision.labels.exclude(state__in=OVER).first()
    label = label if dossier.dossier_type in NEW_TITLE else held(dossier.organism)
    if label is None:
        return ["Aucun label ne dépend plus de cette décision."]
    numbers = ", ".join(label.attestations.exclude(status="void").values_list("number", flat=True))
    members = members_of_organism(dossier.organism_id).count()
    if dossier.dossier_type == "extension":
        return [
            f"Le label {label.reference} retrouve son périmètre d’avant l’extension.",
            f"Attestation annulée : {numbers}. {REPLACED}",
        ]
    if dossier.dossier_type == "mention":
        return [
            f"Le label {label.reference} perd sa mention ; il court jusqu’au {words.day(label.end_on)} comme avant.",
            f"Attestation annulée : {numbers}. {REPLACED}",
        ]
    if dossier.dossier_type not in NEW_TITLE:
        return [f"Le label {label.reference} court jusqu’au {words.day(label.end_on)} comme avant."]
    return [
        f"Le label {label.reference}, du {words.day(label.start_on)} au {words.day(label.end_on)}, est annulé.",
        f"Attestation annulée : {numbers}. Son PDF et la page de vérification le disent aussitôt.",
        f"{dossier.organism} quitte l’annuaire public et le club Quali’Hlm.",
        f"Personnes de l’organisme prévenues : {members}.",
    ]


def _close_former(label):
    """BR-64: one in force; a label past its end is closed even if the clock has not run."""
    for former in label.organism.labels.filter(state__in=HELD, end_on__lt=label.start_on):
        is_followed = former.end_on == working_days.add_days(label.start_on, -1)
        former.workflow.fire(former, "supersede" if is_followed else "expire")


def _mention_preview(dossier, decided_on):
    label = Label.objects.in_force(decided_on).filter(organism=dossier.organism).first()
    if label is None:
        return ["Aucun label en vigueur : la mention ne peut pas être accordée aujourd’hui."]
    until = f"du {words.day(decided_on)} au {words.day(label.end_on)}"
    return [
        f"La mention « {AGEING} » s’ajoute au label {label.reference}, {until}.",
        "Elle prend fin avec le label s’il est suspendu, retiré ou abandonné avant.",
        f"L’attestation en cours est annulée. {REPLACED}",
    ]


def preview(dossier, decided_on):
    """The sentences shown before a grant is validated."""
    if dossier.dossier_type == "mention":
        return _mention_preview(dossier, decided_on)
    if dossier.dossier_type not in NEW_TITLE:
        return ["Le label en cours est maintenu ; sa date de fin ne change pas."]
    start, end, former = validity(dossier.organism, decided_on, dossier.rules.label_months)
    members = members_of_organism(dossier.organism_id).count()
    sentences = [
        f"Un label est créé, du {words.day(start)} au {words.day(end)}.",
        f"Une attestation numérotée est émise ; son PDF est préparé, {dossier.organism} peut la télécharger.",
        f"{dossier.organism} paraît dans l’annuaire public et entre au club Quali’Hlm.",
        f"Personnes de l’organisme qui reçoivent la décision : {members}.",
    ]
    if former:
        sentences.insert(1, f"Il suit le label en cours, qui finit le {words.day(former.end_on)}.")
    return sentences
