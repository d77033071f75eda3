"""Views of an auditor: their own page, its facts, ties with organisms, what the office checks of them."""

from django.http import Http404
from django.shortcuts import render

from labelling.accreditation import checking, pages, profile
from labelling.accreditation.models import Auditor, AuditorStatement
from labelling.accreditation.profile_forms import PresentationForm, TieEndForm, TieForm
from labelling.accreditation.rules import owner
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.workflow import Forbidden

CHECKED = "Fin du lien transmise. Le lien court jusqu’à sa vérification par le référent label."


def _found(request, slug):
    return visible_or_404(Auditor, request.user, rows=pages.auditors(), slug=slug)


def auditor_detail(request, slug):
    context = pages.auditor_page(_found(request, slug), request.user)
    return render(request, "labelling/accreditation/auditor.html", context)


def auditor_edit(request, slug):
    auditor = _found(request, slug)
    only(owner, request.user, auditor, profile.NOT_OWN)
    return form_page(
        request,
        PresentationForm,
        thing=auditor,
        title="Modifier ma fiche",
        done=auditor,
        initial={name: getattr(auditor, name) for name in profile.FACTS},
        save=lambda form: profile.present(auditor, by=form.by, **form.facts),
        said="Fiche enregistrée.",
        rewrites=(auditor, profile.FACTS),
    )


def tie_declare(request, slug):
    auditor = _found(request, slug)
    _only_declaring(request, auditor)
    return form_page(
        request,
        TieForm,
        thing=auditor,
        title="Déclarer un lien",
        done=auditor,
        save=lambda form: profile.declare_tie(auditor, by=form.by, **form.facts),
        said="Lien déclaré. Il compte dès la prochaine proposition de mission.",
    )


def tie_end(request, slug, number):
    auditor = _found(request, slug)
    ties = list(pages.ties(auditor))
    if not 0 < number <= len(ties):
        raise Http404
    _only_declaring(request, auditor)
    tie = ties[number - 1]
    return form_page(
        request,
        TieEndForm,
        thing=auditor,
        title=f"Fin du lien avec {tie.organism}",
        tie=tie,
        done=auditor,
        context={"effects": pages.tie_end_effects(request.user, tie)},
        save=lambda form: checking.end_tie(tie, by=form.by, **form.facts),
        said=CHECKED
        if owner(request.user, auditor)
        else f"Fin du lien enregistrée\u00a0: {tie.organism}.",
    )


def statement_detail(request, number):
    context = pages.statement(_statement(request, number), request.user)
    return render(request, "labelling/accreditation/statement.html", context)


def statement_act(request, number, address):
    return transition_page(request, _statement(request, number), address)


def _statement(request, number):
    return visible_or_404(AuditorStatement, request.user, rows=pages.statements(), pk=number)


def _only_declaring(request, auditor):
    if not profile.may_declare(request.user, auditor):
        raise Forbidden(profile.NOT_YOURS, thing=auditor)
