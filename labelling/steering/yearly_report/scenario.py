"""Scenario acts of the yearly reports: the report of a year written and published, or corrected."""

from labelling.steering.yearly_report import actions, counts, jobs
from labelling.steering.yearly_report.content import sections
from labelling.steering.yearly_report.models import YearlyReport
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from portal.core import clock
from portal.scenario import act


@act("report.close", screen="labelling:yearly_report_open", who="le référent label")
def close(by, year, foreword, texts=None, is_whole=False):
    """The report of a year: counted, written (`texts`: {section: text}), validated; `is_whole`: every figure ticked."""
    report = _written(actions.open_year(year, by=by), foreword, texts or {}, by, is_whole)
    return YEARLY_REPORT.fire(report, "validate", by=by)


@act("report.publish", screen="labelling:yearly_report_act publier", who="le bureau du label")
def publish(by, year):
    """Publish the report of a year, which another person has validated; its files are made if they are not yet."""
    report = YearlyReport.objects.get(year=year, state=YearlyReport.State.VALIDATED)
    jobs.make_files.call(report.pk)
    return YEARLY_REPORT.fire(report, "publish", by=by)


@act("report.correct", screen="labelling:yearly_report_correct", who="le référent label")
def correct(by, year, reason):
    """Another version of the published report of a year, left as a draft."""
    report = actions.correct(actions.current(year), by=by, reason=reason)
    return _counted(report)


def _counted(report):
    """As the worker does, within the transaction of a scenario."""
    report.counted, report.counted_at = counts.count(report.year), clock.now()
    report.save(update_fields=["counted", "counted_at"])
    return report


def _written(report, foreword, texts, by, is_whole):
    report = _counted(report)
    report.foreword = foreword
    report.save(update_fields=["foreword"])
    for section in report.sections:
        facts = {"text": texts[section["code"]]} if section["code"] in texts else {}
        if is_whole and (codes := sections.figures_of(section["code"])) != section["figures"]:
            facts |= {"is_kept": True, "figures": codes}
        if facts:
            actions.write_section(report, section["code"], section | facts, by=by)
    return YearlyReport.objects.get(pk=report.pk)
