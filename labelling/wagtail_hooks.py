"""Wagtail hooks of the label: CMS desks for the référent."""

from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from labelling.parties.framework.desk import RulesGroup
from labelling.parties.organisms.past import MARKS
from labelling.title.brand.desk import CharterDesk, TrademarkDesk
from labelling.title.labels.models import Attestation
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


modeladmin_register(LabellingDesks)
modeladmin_register(RulesGroup)
