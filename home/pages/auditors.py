"""Page type « Les auditeurs »: those accredited today who accept to appear (BR-45), by region."""

from home.pages.site_page import SitePage
from labelling import public
from portal.search.french import sort_key
from portal.web.pagination import Paginator

PAGE = 30
WHOLE = "toute la France métropolitaine"


def served_by(codes, names):
    """Regions served, in few words: one for the whole of metropolitan France."""
    whole = public.metropolitan()
    if not whole <= set(codes):
        return [names[code] for code in codes if code in names]
    return [WHOLE, *(names[code] for code in codes if code in names and code not in whole)]


class AuditorsPage(SitePage):
    """Name, firm and regions of each; the text above is edited."""

    filters = ("region", "page")
    parent_page_types = ("home.HomePage",)
    max_count = 1
    template = "home/label/auditors_page.html"

    class Meta:
        verbose_name = "page «\u00a0Les auditeurs\u00a0»"

    def get_context(self, request, *args, **kwargs):
        names = dict(public.regions())
        rows = [
            {
                "auditor": one,
                "regions": [names[code] for code in one.regions if code in names],
                "served": served_by(one.regions, names),
            }
            for one in public.accredited_auditors().order_by("user__last_name__french", "pk")
        ]
        region = request.GET.get("region", "")
        chosen = [row for row in rows if names.get(region) in row["regions"]]
        served = sorted({name for row in rows for name in row["regions"]}, key=sort_key)
        codes = {name: code for code, name in names.items()}
        return super().get_context(request, *args, **kwargs) | {
            "page_of": Paginator(chosen if region in names else rows, PAGE).get_page(
                request.GET.get("page")
            ),
            "regions": [
                {"code": codes[name], "name": name, "is_chosen": codes[name] == region}
                for name in served
            ],
            "region_name": names.get(region, ""),
        }
