"""Context of the pages of the plan: actions, what each lacks, uncovered priorities."""

from django.http import Http404
from django.urls import reverse

from labelling.parties.organisms.rules import signatory
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.pages import tabs
from labelling.path.dossiers.parts.preparation import EDITABLE
from labelling.path.dossiers.steps import readiness
from labelling.path.plan import edits
from labelling.path.plan.models import Action
from labelling.path.stock.actions import scale_of
from labelling.path.stock.scores import score_text
from portal.core import clock
from portal.web.submissions.edit_conflicts import stamp
from portal.workflow import audit_log

TONES = {"planned": "quiet", "doing": "info", "done": "ok", "dropped": "quiet"}
STOCK_ACTS = ("stock_import", "stock_scope", "stock_correct")
PARTS = (
    ("owner", "le responsable"),
    ("due_on", "la date"),
    ("indicator", "l’indicateur"),
)


def missing(action):
    """BR-19: what an action lacks, each thing named; nothing of one that is dropped."""
    if action.progress == Action.Progress.DROPPED:
        return []
    return [said for name, said in PARTS if not getattr(action, name)]


def detail(dossier, user):
    groups = grouped(dossier)
    plan = getattr(dossier, "action_plan", None)
    priorities, scale = list(readiness.uncovered(dossier)), scale_of(dossier)
    for one in priorities:
        one.told = score_text(one.index, one.level, scale)
    return {
        "dossier": dossier,
        "tabs": tabs(dossier, "plan_detail"),
        "closed": edits.closed(dossier, user),
        "advances": edits.stuck(dossier, user) is None,
        "plan": plan,
        "stock_changed_at": stock_changed(dossier, plan),
        "groups": groups,
        "total": sum(len(found) for _label, found in groups),
        "priorities": priorities,
        "conditions": conditions(dossier),
        "may_validate": signatory(user, dossier),
    }


def grouped(dossier):
    """[(title, its actions)]: for all the organism, then local."""
    actions = [_row(action) for action in dossier.actions.select_related("residence")]
    scopes = (("transversal", "Actions transversales"), ("local", "Actions locales"))
    return [(label, [one for one in actions if one.scope == scope]) for scope, label in scopes]


def stock_changed(dossier, plan):
    """The day when the stock last changed since the signature of a plan that may still be mended, or None."""
    if plan is None or plan.validated_on is None or dossier.state not in EDITABLE:
        return None
    signed = audit_log.entries_of(dossier).filter(act="plan_validate").first()
    if signed is None:
        return None
    later = audit_log.entries_of_all(dossier.organism.dossiers.only("pk"))
    later = later.filter(act__in=STOCK_ACTS, at__gte=signed.at, pk__gt=signed.pk)
    return next((entry.at for entry in later if _changes_stock(entry)), None)


def _changes_stock(entry):
    """An import of what is already known changes nothing."""
    counts = [entry.data.get(name, 0) for name in ("created", "updated", "removed")]
    return entry.act != "stock_import" or any(counts)


def _row(action):
    action.lacks = missing(action)
    action.tone = TONES[action.progress]
    open_states = (Action.Progress.PLANNED, Action.Progress.DOING)
    action.is_late = bool(
        action.due_on and action.due_on < clock.today() and action.progress in open_states
    )
    return action


def conditions(dossier):
    """What the signatory's validation waits for, done or not."""
    priority = readiness.priorities_covered(dossier)
    rows = (
        (readiness.plan_complete.label, readiness.plan_complete(dossier)),
        (readiness.priorities_covered.label, [priority] if priority else []),
    )
    return [
        {"label": label, "is_met": not problems, "note": " ".join(p.text for p in problems)}
        for label, problems in rows
    ]


def first_values(dossier, query):
    """« Prévoir une action » opens the form with its residence."""
    code = query.get("residence", "")
    residence = dossier.organism.residences.filter(code=code).first() if code else None
    if residence is None:
        return {"scope": Action.Scope.TRANSVERSAL, "progress": Action.Progress.PLANNED}
    return {
        "scope": Action.Scope.LOCAL,
        "progress": Action.Progress.PLANNED,
        "residence": residence,
        "title": f"Traiter la situation prioritaire, {residence.name}"[:200],
        "owner": f"Responsable de secteur, {residence.agency}"[:120] if residence.agency else "",
    }


def action(dossier, number):
    """An action of this dossier, or 404."""
    found = dossier.actions.select_related("residence").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def action_page(dossier, found=None):
    plan = getattr(dossier, "action_plan", None)
    return {
        "dossier": dossier,
        "plan": plan,
        "action": found,
        "seen": stamp(found, edits.FIELDS),
    }


def unsigned(shown, quietly):
    """A validated plan changes by the button alone: adding to it undoes a signature."""
    plan = shown["plan"]
    return None if plan and plan.validated_on else quietly


def mark_of(action):
    """What a quiet save answers: the stamp of the action as it is kept now."""
    return {"seen": stamp(action, edits.FIELDS)}


def action_url(dossier, action):
    return reverse("labelling:plan_action", args=[dossier.reference, action.number])


def values_of(action):
    return {name: getattr(action, name) for name in edits.FIELDS}


def plan_url(dossier):
    return page(dossier, "plan_detail")
