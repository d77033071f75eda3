"""Page types of plain text: contact, personal data, cookies, site map."""

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.pages.base import WrittenPage
from home.site_map import tree
from portal.core import clock
from portal.retention.durations import version
from portal.retention.registry import KEEPINGS

UNSAID, NOWHERE = "à renseigner", "@qualihlm.example"  # of the first wording


def written(*values):
    """Those that an editor has written: the first wording is shown to nobody."""
    return [value for value in values if value.strip() and UNSAID not in value.lower()]


class NoticePage(WrittenPage):
    """Base class: mandatory fields, refused when empty or left as first written once in service."""

    mandatory = ()

    class Meta:
        abstract = True

    def problems(self):
        """What a form's `required` does not cover: first wording left, drafts."""
        found = super().problems()
        for name in self.mandatory:
            value = str(getattr(self, name) or "").strip().lower()
            label = self._meta.get_field(name).verbose_name
            if not value:
                found.append((name, f"Renseignez «\u00a0{label}\u00a0» avant de publier."))
            elif UNSAID in value and not settings.IS_DEMO:
                found.append((name, f"«\u00a0{label}\u00a0» est encore «\u00a0{UNSAID}\u00a0»."))
        return found


class LegalPage(NoticePage):
    """Legal notice: publisher, publication director, host."""

    publisher = models.CharField("éditeur", max_length=200)
    publisher_address = models.CharField("adresse de l’éditeur", max_length=250)
    director = models.CharField("directeur de la publication", max_length=150)
    host = models.CharField("hébergeur", max_length=200)
    host_address = models.CharField("adresse de l’hébergeur", max_length=250)

    mandatory = ("publisher", "publisher_address", "director", "host", "host_address")
    content_panels = (
        *WrittenPage.content_panels[:2],
        MultiFieldPanel([FieldPanel(name) for name in mandatory], "Ce que la loi demande"),
        *WrittenPage.content_panels[2:],
    )
    max_count = 1
    template = "home/notices/legal_page.html"

    class Meta:
        verbose_name = "mentions légales"

    def facts(self):
        """[(label, lines)] of what is written."""
        rows = (
            ("Éditeur", written(self.publisher, self.publisher_address)),
            ("Directeur de la publication", written(self.director)),
            ("Hébergeur", written(self.host, self.host_address)),
        )
        return [(label, lines) for label, lines in rows if lines]


class AccessibilityPage(NoticePage):
    """Accessibility statement; its conformity is shown on the home page."""

    class Conformity(models.TextChoices):
        NONE = "none", "non conforme"
        PARTIAL = "partial", "partiellement conforme"
        FULL = "full", "totalement conforme"

    conformity = models.CharField("état de conformité", max_length=10, choices=Conformity)
    declared_on = models.DateField("déclaration établie le")
    contact = models.EmailField("adresse pour signaler un obstacle")
    audited_by = models.CharField("audit mené par", max_length=150, blank=True)

    mandatory = ("conformity", "declared_on", "contact")

    @property
    def told_contact(self):
        """Nothing of the first wording, which nobody reads."""
        return "" if self.contact.endswith(NOWHERE) else self.contact

    content_panels = (
        *WrittenPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel(name) for name in (*mandatory, "audited_by")], "Ce que la loi demande"
        ),
        *WrittenPage.content_panels[2:],
    )
    max_count = 1
    template = "home/notices/accessibility_page.html"

    class Meta:
        verbose_name = "déclaration d’accessibilité"

    def problems(self):
        found = super().problems()
        if self.conformity and self.conformity != self.Conformity.NONE and not self.audited_by:
            found.append(
                ("audited_by", "Sans audit, la déclaration reste «\u00a0non conforme\u00a0».")
            )
        if self.declared_on and self.declared_on > clock.today():
            found.append(
                ("declared_on", "La déclaration ne peut pas être datée d’un jour à venir.")
            )
        return found


def accessibility_state():
    """Conformity in words from the statement in force, or None."""
    code = AccessibilityPage.objects.live().values_list("conformity", flat=True).first()
    return AccessibilityPage.Conformity(code).label if code else None


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


class ContentPage(WrittenPage):
    """A page of text: personal data, contact, site map."""

    lists_pages = models.BooleanField("affiche le plan du site", default=False)

    page_description = "Un texte libre, avec ses blocs."
    content_panels = WrittenPage.panels_with(FieldPanel("lists_pages"))
    template = "home/content_page.html"

    class Meta:
        verbose_name = "page de texte"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.lists_pages:
            context["sections"] = tree.by_section(tree.tree())
        return context
