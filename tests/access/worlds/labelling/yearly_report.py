"""World of the yearly reports: one being written and one to publish, which the office alone sees, and one published."""

from labelling.steering.yearly_report import actions
from labelling.steering.yearly_report.models import YearlyReport
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from portal import documents
from portal.core import clock
from portal.scenario.files import document
from tests.access.people import OFFICE

COUNTED = {
    "rank": 1,
    "section": "stock",
    "code": "stock.labelled",
    "name": "Organismes labellisés",
    "definition": "Organismes dont le label est en vigueur.",
    "formula": "Nombre d’organismes.",
    "unit": "organismes",
    "source": "le registre",
    "figure_version": 1,
    "group": "ensemble",
    "cell": "",
    "value": 3,
    "former_value": 2,
}


def fill(world):
    """The figures are given: counting the world would cost what its own laws already cost."""
    sonia, paul = world.people["sonia"], world.people["paul"]
    draft = _counted(actions.open_year(2024, by=sonia), world.canary("bilandraft", *OFFICE))
    waiting = _counted(actions.open_year(2023, by=sonia), world.canary("bilanvalide", *OFFICE))
    YEARLY_REPORT.fire(waiting, "validate", by=sonia)
    told = _counted(actions.open_year(2025, by=sonia), "Ouverture du bilan publié.")
    told = YEARLY_REPORT.fire(told, "validate", by=sonia)
    told.pdf = documents.store(
        document("Bilan 2025", "Chiffres."), holder=told, by=sonia, kind="yearly_report_pdf"
    )
    told.save(update_fields=["pdf"])
    YearlyReport.objects.filter(pk=told.pk).update(
        state="published", published_by=paul, published_at=clock.now()
    )
    for side in ("ours", "theirs"):
        world.things[side] |= {
            "report_year": draft.year, "report_number": 1, "report_section": "stock",
            "told_year": told.year,
        }  # fmt: skip


def _counted(report, foreword):
    report.sections = [
        {"code": "stock", "is_kept": True, "text": "", "figures": ["stock.labelled"]}
    ]
    report.counted, report.counted_at, report.foreword = [COUNTED], clock.now(), foreword
    report.save()
    return report
