"""Committee pack of a dossier (score, findings, tenants, pieces), or of a measure on a label (hearing)."""

import hashlib
import json
from collections import Counter, defaultdict

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from labelling.committee.files import done, sent
from labelling.committee.models import HEARD
from labelling.parties.framework import scores
from labelling.path.audits.models import AuditFinding, AuditRating, Report
from labelling.path.consultations.pages import words_of
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import TenantInvolvement
from labelling.path.dossiers.parts import tenants
from labelling.path.stock.models import Rating
from portal.ui import words

# What is read of a finding, and of a rating: the framework, that the process has read, says what weighs it.
FINDING = ("number", "kind", "state", "text", "mission", "criterion__code", "criterion__title")
MEETING = ("kind", "held_on", "attendees")
RATING = ("rating", "is_na", "criterion")
FORMS = {
    "PF": ("point fort", "points forts"),
    "PP": ("piste de progrès", "pistes de progrès"),
    "PS": ("point sensible", "points sensibles"),
    "NCm": ("non-conformité mineure", "non-conformités mineures"),
    "NCM": ("non-conformité majeure", "non-conformités majeures"),
}


def brief(dossier):
    """The few lines beside the ballot: what was found, the score, and [(term, sentence)]."""
    found = findings(dossier)
    evaluation = evaluate(dossier, found)
    return {
        "evaluation": evaluation,
        "findings": found,
        "facts": [
            ("Note globale", evaluation.score.shown),
            ("Repères", evaluation.flag_label),
            ("Constats", _findings_said(found)),
            ("Situations prioritaires", _priorities_said(dossier)),
            ("Locataires", _tenants_said(dossier)),
        ],
    }


def whole(dossier):
    """The same, with what can be opened: pieces, reports, tenants' meetings."""
    seen = brief(dossier)
    gates = seen["evaluation"].gates
    return seen | {
        "gates": [
            {"label": g.label, "is_met": g.is_met, "note": ", ".join(g.faults)} for g in gates
        ],
        "pieces": dossier.pieces.filter(is_current=True).select_related("file").order_by("code"),
        "tenants": dossier.tenant_involvements.select_related("file"),
        "tenant_stages": tenant_stages(dossier),
        "surveys": dossier.team_surveys.prefetch_related("counts"),
        "reports": sent(Report.objects.filter(mission__in=latest_mission(dossier))).select_related(
            "file"
        ),
    }


def tenant_stages(dossier):
    """Stage by stage, how strong the evidence is and what bodies said (BR-14); never a remark to the auditors."""
    said = defaultdict(list)
    for word in words_of(dossier):
        said[word.consultation.stage].append(word)
    asked = [stage for stage in stages.reached(dossier) if stage.needs_tenants]
    return [
        {
            "stage": stage,
            "strength": tenants.strength_of(dossier, stage),
            "words": said[stage.code],
        }
        for stage in asked
    ]


def hearing(item):
    """What the organism was told and answered of the measure (BR-72): begun by its session, not given up before."""
    if item.kind not in HEARD:
        return None
    held_on = item.session.held_on
    for one in item.label.hearings.all():  # the latest first
        if one.opened_on <= held_on and (one.closed_on is None or one.closed_on >= held_on):
            return one
    return None


def heard(item):
    """The same for a page, with the files that were joined."""
    found = hearing(item)
    return {"hearing": found, "files": found.files if found else ()}


def digest(item):
    """The fingerprint of what members read: the subject, its note, its pieces and its findings, or its hearing."""
    content = {"subject": item.subject.reference}
    if found := hearing(item):
        content["hearing"] = found.observations
        content["files"] = list(found.files.values_list("sha256", flat=True))
    if item.dossier:
        content["note"] = item.dossier.instruction_note
        pieces = item.dossier.pieces.filter(is_current=True)
        content["pieces"] = list(pieces.order_by("pk").values_list("code", "file__sha256"))
        rows = item.dossier.missions.exclude(findings=None).order_by("findings__pk")
        content["findings"] = list(rows.values_list("findings__kind", "findings__state"))
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def has_changed(item):
    """Whether what is read now is no longer what was sent: the page shows the dossier of today."""
    return bool(item.pack_digest) and digest(item) != item.pack_digest


def latest_mission(dossier):
    """The audit that the committee reads (a queryset of one): the last, the HQS diagnosis aside."""
    return done(dossier.missions).order_by("-pk").values("pk")[:1]


def findings(dossier):
    rows = AuditFinding.objects.filter(mission__dossier=dossier).exclude(mission__audit_type="hqs")
    rows = rows.exclude(mission__state="cancelled").select_related("criterion").only(*FINDING)
    return list(rows.order_by("mission", "number"))


def evaluate(dossier, found):
    """The auditor's ratings on the framework of the dossier; a marker, which decides nothing."""
    rows = AuditRating.objects.filter(mission__in=latest_mission(dossier)).order_by()
    rated = {row.criterion: scores.rating_of(row) for row in rows.values_list(*RATING, named=True)}
    criteria = [one for one in dossier.framework.criteria if one.pk in rated]
    ratings = {one.code: rated[one.pk] for one in criteria}
    majors = sum(f.kind == "NCM" and f.state not in ("accepted", "closed") for f in found)
    return scores.evaluate(dossier.framework, criteria, ratings, open_major=majors)


def _findings_said(found):
    if not found:
        return "aucun"
    counts = Counter(finding.kind for finding in found)
    said = [words.count(counts[kind], *forms) for kind, forms in FORMS.items() if counts[kind]]
    waiting = sum(f.is_non_conformity and f.state not in ("accepted", "closed") for f in found)
    if waiting:
        said.append(
            f"dont {words.count(waiting, 'réponse non acceptée', 'réponses non acceptées')}"
        )
    return ", ".join(said)


def _priorities_said(dossier):
    actions = dossier.actions.filter(scope="local", residence=OuterRef("residence"))
    actions = actions.exclude(progress="dropped")
    rows = Rating.objects.filter(dossier=dossier, level=Rating.Level.PRIORITY)
    covered = list(rows.annotate(is_covered=Exists(actions)).values_list("is_covered", flat=True))
    if not covered:
        return "aucune"
    if all(covered):
        return f"{words.number(len(covered))}, toutes avec une action"
    left = len(covered) - sum(covered)
    return f"{words.number(len(covered))}, dont {words.number(left)} sans action"


def _tenants_said(dossier):
    """The last meeting that is declared, how many bodies spoke for themselves, and the contests that wait."""
    last = TenantInvolvement.objects.filter(dossier=OuterRef("pk")).order_by("-held_on")
    given = Q(consultations__word_given_at__isnull=False)
    told = type(dossier).objects.annotate(
        spoken=Count("consultations", given),
        contested=Count("consultations", Q(consultations__state__in=tenants.CONTESTED)),
        **{name: Subquery(last.values(name)[:1]) for name in MEETING},
    )
    spoken, contested, *meeting = told.values_list("spoken", "contested", *MEETING).get(
        pk=dossier.pk
    )
    said = [_meeting_said(*meeting)]
    if spoken:
        said.append(words.count(spoken, "avis de leurs instances", "avis de leurs instances"))
    if contested:
        said.append(words.count(contested, "contestation à régler", "contestations à régler"))
    return ", ".join(said)


def _meeting_said(kind, held_on, attendees):
    if held_on is None:
        return "aucune rencontre versée"
    people = words.count(attendees, "présent", "présents")
    return f"{TenantInvolvement.Kind(kind).label.lower()} le {words.day(held_on)}, {people}"
