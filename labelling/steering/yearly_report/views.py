"""Views of the yearly report in the space of the office: list, « Clore l’année », writing, preview, steps."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report import actions, pages
from labelling.steering.yearly_report.content import sections
from labelling.steering.yearly_report.forms import (
    CorrectionForm,
    ForewordForm,
    SectionForm,
    YearForm,
)
from labelling.steering.yearly_report.models import YearlyReport
from portal.web.pages import (
    SAVED,
    edit_page,
    form_page,
    only,
    run_action,
    transition_page,
    visible_or_404,
)

FOLDER = "labelling/yearly_report"
EFFECTS = (
    "Le portail compte chaque chiffre au 31 décembre, et le même un an plus tôt.",
    "Vous écrivez le texte, choisissez et ordonnez les rubriques.",
    "Rien ne paraît avant la validation et la publication, par deux personnes.",
)
CORRECTING = (
    "Une autre version s’ouvre, avec les textes de celle-ci et des chiffres comptés à nouveau.",
    "Celle-ci reste lisible, à son adresse.",
)


def _only_the_office(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not instructor(request.user, None):
        raise Http404


def _report(request, year, number):
    """The page of a version is the office’s: everybody else reads the published one."""
    _only_the_office(request)
    return visible_or_404(YearlyReport, request.user, rows=pages.every(), year=year, number=number)


def _writable(request, year, number):
    report = _report(request, year, number)
    actions.refuse_unless_writable(report, request.user)
    return report


def report_list(request):
    _only_the_office(request)
    years = actions.without_report()
    context = {
        "years": pages.reports_by_year(request.user),
        "missing": years,
        "last": actions.last_year(),
    }
    return render(request, f"{FOLDER}/list.html", context)


def report_open(request):
    _only_the_office(request)
    years = actions.without_report()
    asked = request.GET.get("annee", "")
    return form_page(
        request,
        YearForm,
        years=years,
        template=f"{FOLDER}/open.html",
        title="Clore une année",
        submit="Ouvrir le bilan",
        initial={"year": asked if asked.isdigit() else None},
        context={"effects": EFFECTS, "years": years},
        save=lambda form: actions.open_year(form.cleaned_data["year"], by=form.by),
        said="Le bilan est ouvert. Ses chiffres se comptent.",
    )


def report_detail(request, year, number):
    report = _report(request, year, number)
    return render(request, f"{FOLDER}/detail.html", pages.detail(report, request.user))


def report_preview(request, year, number):
    report = _report(request, year, number)
    return render(request, f"{FOLDER}/preview.html", pages.report_page(report))


def report_foreword(request, year, number):
    report = _writable(request, year, number)
    return edit_page(request, report, ForewordForm, context={"heading": "Ouverture du bilan"})


def report_section(request, year, number, code):
    report = _writable(request, year, number)
    section = report.section(code)
    if section is None:
        raise Http404
    context = pages.section(report, code)

    def write(form, *, is_quiet=False):
        return actions.write_section(
            report, code, form.facts, by=form.by, seen=form.expected_stamp, is_quiet=is_quiet
        )

    def quietly(form):
        return {"seen": sections.stamp(write(form, is_quiet=True).section(code))}

    return form_page(
        request,
        SectionForm,
        thing=report,
        section=section,
        lines=[row.line for row in context["rows"]],
        template=f"{FOLDER}/section.html",
        title=sections.title(code),
        submit="Enregistrer la rubrique",
        context=context,
        save=write,
        quietly=quietly,
        said=SAVED,
        done=report,
    )


@require_POST
def report_move(request, year, number, code):
    report = _report(request, year, number)
    if report.section(code) is None:
        raise Http404
    return run_action(
        request,
        lambda: actions.move_section(report, code, by=request.user),
        thing=report,
        said="La rubrique est montée d’une place.",
        done=report,
    )


@require_POST
def report_count(request, year, number):
    report = _report(request, year, number)
    return run_action(
        request,
        lambda: actions.count_again(report, by=request.user),
        thing=report,
        said="Les chiffres se comptent à nouveau.",
        done=report,
    )


def report_correct(request, year, number):
    report = _report(request, year, number)
    only(instructor, request.user, report)
    return form_page(
        request,
        CorrectionForm,
        thing=report,
        template=f"{FOLDER}/correct.html",
        title=f"Corriger le bilan {report.year}",
        submit="Ouvrir une autre version",
        context={"report": report, "effects": CORRECTING},
        save=lambda form: actions.correct(report, by=form.by, **form.facts),
        said="Une autre version est ouverte. Ses chiffres se comptent.",
    )


def report_act(request, year, number, address):
    return transition_page(request, _report(request, year, number), address)


def list_url():
    return reverse("labelling:yearly_report_list")
