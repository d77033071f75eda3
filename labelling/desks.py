"""CMS desks of the label: the attestations by their number, the trademarks and the charters.

What a list of the members' space shows (organisms, dossiers, audits, accreditations, sessions, seats, labels) has none.
"""

from wagtail_modeladmin.options import ModelAdminGroup

from labelling.brand.desk import CharterDesk, TrademarkDesk
from labelling.labels.models import Attestation
from labelling.organisms.taken_over import MARKS
from portal.web.cms_desk import Desk


class AttestationDesk(Desk):
    model = Attestation
    menu_icon = "doc-full-inverse"
    list_display = ("number", "organism_name", "status", "start_on", "end_on", "issued_on")
    list_filter = ("status", "issued_on")
    list_export = ("number", "organism_name", "status", "start_on", "end_on", "issued_on")
    search_fields = ("number", "organism_name")
    ordering = ("-number",)
    heads = {"file": "fichier"}
    inspect_view_fields_exclude = (*MARKS, "template_hash")


class LabellingDesks(ModelAdminGroup):
    menu_label = "Titres, marques"
    menu_icon = "clipboard-list"
    menu_order = 110
    items = (AttestationDesk, TrademarkDesk, CharterDesk)
