"""CMS desk of the brand for the référent: lists and inspection."""

from labelling.title.brand.models import BrandCharterVersion, Trademark
from portal.web.cms_desk import Desk


class TrademarkDesk(Desk):
    model = Trademark
    menu_icon = "tag"
    list_display = ("name", "kind", "number", "state", "renewal_on")
    list_filter = ("state", "kind")
    list_export = ("name", "kind", "number", "state", "filed_on", "registered_on", "renewal_on")
    search_fields = ("name", "number")
    ordering = ("name",)
    inspect_view_fields_exclude = ("slug", "is_demo")


class CharterDesk(Desk):
    model = BrandCharterVersion
    menu_icon = "view"
    list_display = ("code", "title", "state", "effective_from", "grace_days")
    list_filter = ("state",)
    list_export = ("code", "title", "state", "effective_from", "grace_days", "shown_note")
    search_fields = ("code", "title")
    ordering = ("-effective_from",)
    inspect_view_fields_exclude = ("tokens", "logo", "digest", "source_note")
