"""Views of the durations: the versions, one in preparation with its rows, its comparison, its steps."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse

from portal.access import who_sees
from portal.core import clock
from portal.retention import durations
from portal.retention.models import RetentionVersion
from portal.retention.registry import KEEPINGS
from portal.retention.rules import preparer, preparer_of_one, reads
from portal.retention.versions import actions, comparing, pages
from portal.retention.versions.forms import PeriodForm
from portal.web.forms import Form
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import audit_log

FOLDER = "portal/retention"
PAGE = 20
S = RetentionVersion.State
EFFECTS = (
    "La version part des durées en vigueur\u00a0: vous ne changez que ce qui diffère.",
    "Rien ne s’efface autrement avant son approbation et sa date d’effet.",
    "Préparée par le délégué à la protection des données, elle est approuvée par le référent label.",
    "Préparée par le bureau du label, elle est approuvée par le délégué.",
)


def versions_page(request):
    _only_readers(request)
    known, today = durations.versions(), clock.today()
    current = durations.in_force(known, today)
    rows = RetentionVersion.objects.visible_to(request.user)
    context = {
        "current": pages.describe_version(current),
        "to_come": [pages.describe_version(one) for one in known if one.starts_on > today],
        "former": [
            pages.describe_version(one)
            for one in known
            if one.starts_on <= today and one is not current
        ],
        "open": rows.filter(state__in=actions.OPEN).first(),
        "page": Paginator(rows.filter(state__in=(S.REFUSED, S.WITHDRAWN)), PAGE).get_page(
            request.GET.get("page")
        ),
        "prepares": preparer_of_one(request.user, None),
        "label": preparer_of_one.label,
    }
    return render(request, f"{FOLDER}/versions.html", context)


def begin_page(request):
    _only_readers(request)
    only(preparer_of_one, request.user)
    return form_page(
        request,
        Form,
        template="portal/foretold.html",
        title="Préparer une version des durées",
        submit="Préparer",
        save=lambda form: actions.begin(by=form.by),
        said="La version est ouverte. Changez les durées, puis proposez-la.",
        context={
            "list_label": "Durées",
            "list_url": reverse("retention_versions"),
            "back": "Revenir aux durées",
            "effects": EFFECTS,
        },
    )


def version_page(request, reference):
    version = _version(request, reference)
    lines = comparing.lines(version)
    context = {
        "retention_version": version,
        "lines": lines,
        "changed": sum(line.is_changed for line in lines),
        "former": comparing.former(version),
        "may_edit": version.state == S.DRAFT and preparer(request.user, version),
        "offers": version.workflow.offers(version, request.user),
        "entries": audit_log.entries_of(version)[:PAGE],
        "seen": who_sees(version),
    }
    return render(request, f"{FOLDER}/version.html", context)


def compare_page(request, reference):
    version = _version(request, reference)
    lines = comparing.tried(version)
    context = {
        "retention_version": version,
        "former": comparing.former(version),
        "changed": [line for line in lines if line.is_changed],
        "same": [line for line in lines if not line.is_changed],
    }
    return render(request, f"{FOLDER}/compare.html", context)


def period_page(request, reference, code):
    version = _version(request, reference)
    only(preparer, request.user, version)
    keeping = KEEPINGS.get(code)
    if keeping is None or code not in version.periods:
        raise Http404
    return form_page(
        request,
        PeriodForm,
        thing=version,
        keeping=keeping,
        template=f"{FOLDER}/period.html",
        title=keeping.what,
        submit="Enregistrer",
        context={"keeping": keeping},
        save=lambda form: actions.edit(
            version, code, form.delays, by=form.by, seen=form.expected_stamp
        ),
        said="C’est enregistré dans la version en préparation.",
    )


def act_page(request, reference, address):
    return transition_page(request, _version(request, reference), address)


def _only_readers(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not reads(request.user):
        raise Http404


def _version(request, reference):
    rows = pages.every()
    return visible_or_404(RetentionVersion, request.user, rows=rows, reference=reference)


BASE = "espace/conservation/durees"
ONE = f"{BASE}/<str:reference>"
urlpatterns = [
    path(f"{BASE}/", versions_page, name="retention_versions"),
    path(f"{BASE}/preparer/", begin_page, name="retention_version_begin"),
    path(f"{ONE}/", version_page, name="retention_version"),
    path(f"{ONE}/comparer/", compare_page, name="retention_version_compare"),
    path(f"{ONE}/duree/<slug:code>/", period_page, name="retention_version_period"),
    path(f"{ONE}/<slug:address>/", act_page, name="retention_version_act"),
]
