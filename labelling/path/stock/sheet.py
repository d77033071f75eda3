"""Rating spreadsheet: the stock with what is already rated, to fill offline."""

import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from labelling.path.stock.files.columns import titled
from labelling.path.stock.files.vocabulary import NOTES
from labelling.path.stock.files.writing import neutral
from labelling.path.stock.imports.writing import NOTED
from labelling.path.stock.models import AXES
from labelling.path.stock.scores import WORST

COLUMNS = ("code", "name", *AXES, *NOTES)


def to_rate(dossier):
    """XLSX: one row a residence; only 0 to 4 can be typed in the axes."""
    known = {rating.residence_id: rating for rating in dossier.ratings.all()}
    rows = dossier.organism.residences.filter(is_active=True).order_by("name__french", "code")
    book = Workbook()
    page = book.active
    page.title = "Cotation"
    page.append([titled(name) for name in COLUMNS])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in rows:
        rated = [getattr(known.get(row.pk), name, None) for name in (*AXES, *NOTED)]
        told = (
            neutral(one) if isinstance(one, str) else one for one in (row.code, row.name, *rated)
        )
        page.append(list(told))
    _limit(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _limit(page):
    rule = DataValidation(type="whole", operator="between", formula1="0", formula2=str(WORST))
    rule.error = f"Une cote va de 0 à {WORST}."
    rule.add(f"C2:G{max(page.max_row, 2)}")
    page.add_data_validation(rule)
    page.column_dimensions["B"].width = 40
    page.freeze_panes = "C2"
