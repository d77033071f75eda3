"""Page type of personal data: editors' text, then the retention periods read from their register."""

from home.pages.base import WrittenPage
from portal.retention.periods import version
from portal.retention.register import KEEPINGS


class PrivacyPage(WrittenPage):
    """The table under its text is the retention register (BR-93), hence up to date."""

    max_count = 1
    template = "home/notices/privacy_page.html"

    class Meta:
        verbose_name = "données personnelles"
        verbose_name_plural = "données personnelles"

    def get_context(self, request, *args, **kwargs):
        """Retention periods in force, in their order."""
        context = super().get_context(request, *args, **kwargs)
        kept = version()
        rows = [KEEPINGS[code] for code in kept.periods if code in KEEPINGS]
        return context | {"keepings": rows, "retention": kept}
