"""Background jobs of the yearly report: figures of a draft counted, files of a validated one made."""

import logging

from django.db import transaction
from django.db.models import Q
from django.tasks import task

from labelling.steering.yearly_report import counts
from labelling.steering.yearly_report.models import FORMATS, FROZEN, YearlyReport
from labelling.steering.yearly_report.printing import files
from portal.core import clock
from portal.core.read_once import reading_once
from portal.documents import pdf
from portal.notifications.delivery import RETRIES
from portal.ops.worker import daily

logger = logging.getLogger("labelling.steering.yearly_report")
FAILED = "Le portail n’a pas pu terminer. Recommencez, ou prévenez l’administration technique."


@task
def count(key):
    """Nothing for a report that is counted, or no longer a draft: twice has one effect."""
    report = YearlyReport.objects.get(pk=key)
    if not report.is_counting:
        return
    try:
        with reading_once():
            counted = counts.count(report.year)
    except Exception:
        logger.exception("yearly report %s not counted", report.year)
        _tell(key, FAILED)
        return
    with transaction.atomic():
        row = YearlyReport.objects.select_for_update(of=("self",)).get(pk=key)
        if row.is_counting:
            row.counted, row.counted_at, row.failure = counted, clock.now(), ""
            row.save(update_fields=["counted", "counted_at", "failure"])


@task
def make_files(key, attempt=0):
    """PDFs, DOCX and XLSX of a report that is validated: all of them, or none. What fails is tried again."""
    report = YearlyReport.objects.select_related("validated_by").get(pk=key)
    if report.state not in FROZEN or report.has_files:
        return
    try:
        made = files.files(report)
    except Exception as error:
        logger.exception("yearly report %s not printed", report.year)
        _tell(key, str(error) if isinstance(error, pdf.Failed) else FAILED)
        _try_later(key, attempt)
        return
    with transaction.atomic():
        row = YearlyReport.objects.select_for_update(of=("self",)).get(pk=key)
        if not row.has_files:
            files.keep(row, made)


def _try_later(key, attempt):
    """At the delays of mails; then each morning."""
    if attempt < len(RETRIES) and make_files.get_backend().supports_defer:
        later = make_files.using(run_after=clock.now() + RETRIES[attempt])
        later.enqueue(key, attempt=attempt + 1)


def _tell(key, sentence):
    YearlyReport.objects.filter(pk=key).update(failure=sentence[:200])


@daily
def make_missing():
    """Ask again, each morning, for what a lost job has left unmade."""
    waiting = YearlyReport.objects.filter(state="draft", counted_at=None)
    for key in waiting.values_list("pk", flat=True):
        count.enqueue(key)
    lacking = Q(*((f"{name}", None) for name in FORMATS), _connector=Q.OR)
    for key in YearlyReport.objects.filter(lacking, state__in=FROZEN).values_list("pk", flat=True):
        make_files.enqueue(key)
