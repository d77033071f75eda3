"""Citations of a page in the letters, counted by the pages of the CMS that take it off line."""

from wagtail.admin import messages

from home.letter.models import LetterIssue
from portal.ui import words

SAID = "Citée dans {}\u00a0: {}. Leur lien mènerait à une page absente."


def letters_citing(page):
    """The letters, sent or in preparation, that lead to this page."""
    addresses = {page.get_url(), page.get_full_url()} - {None}
    return LetterIssue.objects.filter(items__url__in=addresses).distinct()


class CountsLetters:
    """Before a page leaves: « cité N fois » counts the letters too, and they are named."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        letters = list(letters_citing(self.cited_page()))
        if letters and self.request.method != "POST":
            many = words.count(len(letters), "lettre", "lettres")
            named = ", ".join(f"«\u00a0{one}\u00a0» ({one.month_said})" for one in letters)
            messages.warning(self.request, SAID.format(many, named))
        return context | {"usage_count": context["usage_count"] + len(letters)}

    def cited_page(self):
        return getattr(self, "page", None) or self.object
