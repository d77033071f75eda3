"""Views of the drafts of the rules: opened, edited part by part, compared, and their steps."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.framework.drafts import actions, content, guards, pages
from labelling.parties.framework.drafts.forms import BeginForm, HeadForm, RowForm
from labelling.parties.framework.drafts.parts import part_of
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal.access.offices import desk
from portal.web.forms import Form
from portal.web.pages import (
    edit_page,
    form_page,
    only,
    run_action,
    transition_page,
    visible_or_404,
)
from portal.workflow import Closed

FOLDER = "labelling/framework"
ROW = f"{FOLDER}/draft_row.html"


def rules_draft_begin(request, kind):
    if kind not in RulesDraft.Kind.values:
        raise Http404
    only(instructor, request.user)
    return form_page(
        request,
        BeginForm,
        kind=kind,
        template=f"{FOLDER}/draft_begin.html",
        title="Préparer une nouvelle version",
        submit="Ouvrir le projet",
        context={
            "kind": RulesDraft.Kind(kind).label,
            "before": content.latest(kind),
            "alone": guards.another_may_publish(None),
            "roles": reverse("role_register") if desk(request.user, None) else "",
        },
        save=lambda form: actions.begin(form.by, kind=kind, **form.facts),
        said="Le projet est ouvert. Personne d’autre que le bureau ne le voit.",
    )


def rules_draft(request, code):
    draft = get_draft(request, code)
    return render(request, f"{FOLDER}/draft.html", pages.draft_page(draft, request.user))


def rules_draft_compare(request, code):
    draft = get_draft(request, code)
    context = pages.comparison(draft) | {"draft": draft}
    return render(request, f"{FOLDER}/draft_compare.html", context)


def rules_draft_edit(request, code):
    draft = get_editable(request, code)
    return edit_page(request, draft, HeadForm, context={"heading": "Titre et date d’effet"})


def rules_draft_act(request, code, address):
    return transition_page(request, get_draft(request, code), address)


def rules_draft_part(request, code, part):
    draft = get_draft(request, code)
    found = _part(draft, part)
    if found.groups is None:
        raise Http404
    context = pages.part_page(draft, found, request.user)
    return render(request, f"{FOLDER}/draft_part.html", context)


def rules_draft_row(request, code, part, row):
    """The values of a row; of a part that has one only, all of its own."""
    draft = get_editable(request, code)
    found = _part(draft, part)
    current = actions.row_of(found, draft.content, row)
    if current is None:
        raise Http404

    def write(form, *, is_quiet=False):
        seen = form.expected_stamp
        actions.edit_row(
            draft, found, row, by=form.by, values=form.facts, seen=seen, is_quiet=is_quiet
        )

    def keep_quietly(form):
        write(form, is_quiet=True)
        kept = actions.row_of(found, get_draft(request, code).content, row)
        return {"seen": actions.seen(found, kept)}

    return form_page(
        request,
        RowForm,
        thing=draft,
        part=found,
        row=current,
        template=ROW,
        title=pages.row_label(found, current),
        submit="Enregistrer",
        context={"part": found, "back": _part_address(draft, found), "lead": found.label},
        save=lambda form: _checked(form, lambda: write(form)),
        quietly=keep_quietly,
        said="C’est enregistré dans le projet.",
        done=_part_address(draft, found),
    )


def rules_draft_add(request, code, part, group=""):
    draft = get_editable(request, code)
    found = _part(draft, part)
    if found.groups is None or group not in found.groups(draft.content):
        raise Http404
    return form_page(
        request,
        RowForm,
        thing=draft,
        part=found,
        template=ROW,
        title="Ajouter une ligne",
        submit="Ajouter",
        context={
            "part": found,
            "back": _part_address(draft, found),
            "lead": pages.group_title(draft, found, group) or found.label,
        },
        save=lambda form: _checked(
            form, lambda: actions.add_row(draft, found, group, by=form.by, values=form.facts)
        ),
        said="C’est ajouté au projet.",
        done=_part_address(draft, found),
    )


def rules_draft_remove(request, code, part, row):
    draft = get_editable(request, code)
    found = _part(draft, part)
    current = actions.row_of(found, draft.content, row)
    if current is None or found.groups is None:
        raise Http404
    return form_page(
        request,
        Form,
        thing=draft,
        template=ROW,
        title="Retirer une ligne",
        submit="Retirer",
        context={
            "part": found,
            "back": _part_address(draft, found),
            "tone": "danger",
            "lead": pages.row_label(found, current),
            "effects": pages.removal_effects(draft, found, row),
        },
        save=lambda form: actions.remove_row(draft, found, row, by=form.by),
        said="C’est retiré du projet.",
        done=_part_address(draft, found),
    )


@require_POST
def rules_draft_move(request, code, part, row):
    draft = get_editable(request, code)
    found = _part(draft, part)
    if found.groups is None:
        raise Http404
    is_up = request.POST.get("way") != "down"
    return run_action(
        request,
        lambda: actions.move_row(draft, found, row, by=request.user, up=is_up),
        thing=draft,
        said="C’est déplacé.",
        done=_part_address(draft, found),
    )


def _checked(form, write):
    """What the validator of files finds is told beside the fields that it names."""
    try:
        return write() or form.thing
    except actions.Misplaced as misplaced:
        raise form.errors_of(misplaced) from None


def get_draft(request, code):
    return visible_or_404(RulesDraft, request.user, code=code)


def get_editable(request, code):
    draft = get_draft(request, code)
    only(instructor, request.user, draft)
    if not actions.may_edit(request.user, draft):
        raise Closed("Une version se modifie tant qu’elle est en préparation.", thing=draft)
    return draft


def _part(draft, code):
    found = part_of(draft.kind, code)
    if found is None:
        raise Http404
    return found


def _part_address(draft, part):
    if part.groups is None:
        return draft.get_absolute_url()
    return reverse("labelling:rules_draft_part", args=[draft.code, part.code])
