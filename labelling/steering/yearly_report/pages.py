"""Contexts of the pages of the yearly report: the list by year, one version, its preview."""

from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report import actions
from labelling.steering.yearly_report.content import reading, sections, sentences
from labelling.steering.yearly_report.models import FORMATS, YearlyReport
from portal import access
from portal.workflow import audit_log

ENTRIES = 20
FORMAT_LABELS = {
    "pdf": "Le bilan en PDF",
    "brief": "Le bilan en quatre pages, PDF",
    "docx": "Le bilan en document DOCX",
    "xlsx": "Les chiffres en tableur XLSX",
}


ADDRESSES = {"pdf": "pdf", "quatre-pages": "brief", "docx": "docx", "xlsx": "xlsx"}
KINDS = {name: kind for kind, name in ADDRESSES.items()}


def every():
    return YearlyReport.objects.select_related("validated_by", "published_by", *FORMATS)


def reports_by_year(user):
    """[(year, its versions)], the last first."""
    by_year = {}
    for report in YearlyReport.objects.visible_to(user):
        by_year.setdefault(report.year, []).append(report)
    return list(by_year.items())


def detail(report, user):
    may_write = instructor(user, report) and report.is_draft
    return {
        "report": report,
        "rows": [_row(one, report) for one in report.sections],
        "may_write": may_write,
        "offers": report.workflow.offers(report, user),
        "is_corrected": report.is_published and report == actions.current(report.year),
        "files": files(report),
        "entries": audit_log.entries_of(report)[:ENTRIES],
        "seen": access.who_sees(report),
    }


def _row(section, report):
    return {
        "code": section["code"],
        "title": sections.title(section["code"]),
        "is_kept": section["is_kept"],
        "figures": len(section["figures"]),
        "is_written": bool(section["text"].strip()),
    }


def files(report):
    """[(its word in the address, label, stored file)] of those that are made."""
    return [
        (KINDS[name], FORMAT_LABELS[name], stored)
        for name in FORMATS
        if (stored := getattr(report, name)) is not None
    ]


def section(report, code):
    """What stands beside the form of a section: its figures with their sentence."""
    lines = [
        line
        for line in reading.figures(report)
        if line.section == code and line.group == reading.Group.WHOLE
    ]
    return {
        "report": report,
        "title": sections.title(code),
        "rows": [reading.Row(line) for line in lines],
        "proposed": sentences.proposed(lines, report.year),
    }


def report_page(report):
    """What the preview and the public page draw."""
    return {
        "report": report,
        "former": report.year - 1,
        "sections": reading.read(report),
        "foreword": [one for one in report.foreword.splitlines() if one.strip()],
    }
