"""Exported table of the actions of a plan."""

from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.path.plan import edits, pages
from labelling.path.plan.forms import ActionForm
from portal.exports.cells import by_form
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import visible_or_404
from portal.web.submissions.edit_conflicts import stamp

BESIDE = ("last_value", "budget", "origin", "comment")


def actions(user, _query, *, reference):
    """In the order of the page: for all the organism, then local."""
    dossier = visible_or_404(LabelDossier, user, reference=reference)
    return [action for _scope, found in pages.grouped(dossier) for action in found]


def _form(user, action, *data):
    form = ActionForm(*data, thing=action.dossier, by=user, initial=pages.values_of(action))
    form.action, form.seen = action, stamp(action, edits.FIELDS)
    return form


ACTIONS = Table(
    "plan-actions",
    "Plan d’actions",
    (
        Column("number", "Numéro", lambda one: one.number),
        Column("scope", "Portée", lambda one: one.get_scope_display()),
        Column("title", "Action", lambda one: one.title),
        Column("residence", "Résidence", lambda one: one.residence and one.residence.name),
        Column("criterion", "Critère", lambda one: one.criterion_code),
        Column("owner", "Responsable", lambda one: one.owner),
        Column("start", "Début", lambda one: one.start_on),
        Column("due", "Pour le", lambda one: one.due_on),
        Column("indicator", "Indicateur", lambda one: one.indicator),
        Column("last_value", "Dernière valeur", lambda one: one.last_value),
        Column("progress", "Avancement", lambda one: one.get_progress_display()),
        Column("budget", "Budget", lambda one: one.budget),
        Column("origin", "Constat d’origine", lambda one: one.origin),
        Column("comment", "Commentaire", lambda one: one.comment),
        Column("lacks", "Manque", lambda one: ", ".join(pages.missing(one))),
    ),
    rows=actions,
    again=Again(
        "labelling:plan_detail",
        keys=("number",),
        name="title",
        page=lambda one, reference: reverse("labelling:plan_action", args=[reference, one.number]),
        doors=(
            by_form(
                {
                    **{n: n for n in ("title", "owner", "indicator", "progress", *BESIDE)},
                    "start": "start_on",
                    "due": "due_on",
                },
                form=_form,
                save=lambda form: edits.change(
                    form.action, form.facts, by=form.by, seen=form.expected_stamp
                ),
                root=lambda one: one.dossier,
                concerns=lambda entry, one: (
                    entry.act == "plan_change" and entry.data.get("number") == one.number
                ),
                refusal=lambda user, dossier: getattr(edits.closed(dossier, user), "text", ""),
            ),
        ),
        add=lambda reference: reverse("labelling:plan_add", args=[reference]),
    ),
)
