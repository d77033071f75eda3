"""Views of an auditor: their own page, its facts, ties with organisms, what the office checks of them."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy

from labelling.parties.accreditation import pages
from labelling.parties.accreditation.actions import RUNNING
from labelling.parties.accreditation.auditors import actions, charter, checks, interests
from labelling.parties.accreditation.auditors.forms import (
    OfficeTieForm,
    PresentationForm,
    TieEndForm,
    TieForm,
)
from labelling.parties.accreditation.forms import CharterForm
from labelling.parties.accreditation.models import (
    Auditor,
    AuditorAccreditation,
    AuditorStatement,
    OfficeTie,
)
from labelling.parties.accreditation.rules import holder, owner
from labelling.parties.organisms.rules import instructor
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.workflow import Closed, Forbidden

LIST = reverse_lazy("labelling:office_ties")
FORM = "labelling/accreditation/office_tie_form.html"


def office_tie_list(request):
    only(instructor, request.user, None, interests.NOT_YOURS)
    context = {"ties": interests.ties(request.user)}
    return render(request, "labelling/accreditation/office_ties.html", context)


def office_tie_declare(request):
    only(instructor, request.user, None, interests.NOT_YOURS)
    return form_page(
        request,
        OfficeTieForm,
        template=FORM,
        title="Déclarer un lien",
        submit="Déclarer",
        done=LIST,
        save=lambda form: interests.declare(by=form.by, **form.facts),
        said="Lien déclaré. Le dossier de cet organisme est enregistré par l’autre personne du bureau.",
    )


def office_tie_end(request, number):
    tie = visible_or_404(OfficeTie, request.user, rows=interests.ties(request.user), pk=number)
    only(interests.own, request.user, tie, interests.NOT_OWN)
    return form_page(
        request,
        TieEndForm,
        template=FORM,
        title=f"Fin du lien avec {tie.organism}",
        tie=tie,
        submit="Enregistrer",
        done=LIST,
        save=lambda form: interests.end(tie, by=form.by, **form.facts),
        said="Fin du lien enregistrée.",
    )


READ = "labelling/accreditation/charter.html"


def auditor_charter(request, version):
    text = charter.versions().get(version)
    if text is None:
        raise Http404
    return render(request, READ, {"charter": text, "next": charter.after(version)})


def charter_accept(request, reference):
    accreditation = visible_or_404(
        AuditorAccreditation, request.user, rows=pages.every(), reference=reference
    )
    only(holder, request.user, accreditation, charter.NOT_HELD)
    if not charter.may_accept(request.user, accreditation):
        raise Closed(RUNNING, thing=accreditation)
    text = charter.in_force()
    context = {"charter": text, "has_accepted": charter.has_accepted(accreditation)}
    return form_page(
        request,
        CharterForm,
        thing=accreditation,
        template="labelling/accreditation/charter_accept.html",
        initial={"read": text["version"]},
        context=context,
        done=accreditation,
        save=lambda form: charter.accept(accreditation, by=request.user, **form.facts),
        said=f"Charte acceptée, version {text['version']}.",
    )


CHECKED = "Fin du lien transmise. Le lien court jusqu’à sa vérification par le référent label."


def _find_auditor(request, slug):
    return visible_or_404(Auditor, request.user, rows=pages.auditors(), slug=slug)


def auditor_detail(request, slug):
    context = pages.auditor_page(_find_auditor(request, slug), request.user)
    return render(request, "labelling/accreditation/auditor.html", context)


def auditor_edit(request, slug):
    auditor = _find_auditor(request, slug)
    only(owner, request.user, auditor, actions.NOT_OWN)
    return form_page(
        request,
        PresentationForm,
        thing=auditor,
        title="Modifier ma fiche",
        done=auditor,
        initial={name: getattr(auditor, name) for name in actions.FACTS},
        save=lambda form: actions.present(auditor, by=form.by, **form.facts),
        said="Fiche enregistrée.",
        rewrites=(auditor, actions.FACTS),
    )


def tie_declare(request, slug):
    auditor = _find_auditor(request, slug)
    _only_declaring(request, auditor)
    return form_page(
        request,
        TieForm,
        thing=auditor,
        title="Déclarer un lien",
        done=auditor,
        save=lambda form: actions.declare_tie(auditor, by=form.by, **form.facts),
        said="Lien déclaré. Il compte dès la prochaine proposition de mission.",
    )


def tie_end(request, slug, number):
    auditor = _find_auditor(request, slug)
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
        save=lambda form: checks.end_tie(tie, by=form.by, **form.facts),
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
    if not actions.may_declare(request.user, auditor):
        raise Forbidden(actions.NOT_YOURS, thing=auditor)
