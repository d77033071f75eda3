"""Form of a restoration on trial."""

from portal.web.fields import PastDay, Reason
from portal.web.forms import Form


class RestoreForm(Form):
    before = "de déclarer"
    restored_on = PastDay(label="Sauvegarde restaurée le")
    checked = Reason(
        "Ce qui a été vérifié",
        why_long="le référent le lit, et il est gardé au journal",
        help_text="Par exemple\u00a0: le journal relu par verify_journal, un dossier et ses pièces ouverts.",
    )
