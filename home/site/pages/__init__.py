"""Initial pages of the site: each with its type and first text; editors take over from there."""

from home import models
from home.site.label import AUDITORS, GOVERNANCE, JOINING, LABEL, PATH
from home.site.news import AGENDA, NEWS, PARTNERS, PRESS, RESOURCES
from home.site.tenants import PROBLEM, TENANTS
from home.texts import COOKIES, PAGES, as_page

STRUCTURE = (
    (models.LabelPage, as_page(LABEL)),
    (models.PathPage, as_page(PATH)),
    (models.GovernancePage, as_page(GOVERNANCE)),
    (models.AuditorsPage, as_page(AUDITORS)),
    (models.JoiningPage, as_page(JOINING)),
    (models.NewsIndexPage, as_page(NEWS)),
    (models.AgendaPage, as_page(AGENDA)),
    (models.PressPage, as_page(PRESS)),
    (models.ResourcesPage, as_page(RESOURCES)),
    (models.PartnersPage, as_page(PARTNERS)),
    (models.TenantsPage, as_page(TENANTS)),
    (models.ProblemPage, as_page(PROBLEM)),
    (models.ContentPage, as_page(COOKIES)),
)
TOPICS = (
    ("Le label", "label"),
    ("Organismes", "organismes"),
    ("Locataires", "locataires"),
    ("Territoires", "territoires"),
    ("Auditeurs", "auditeurs"),
)

__all__ = ("PAGES", "STRUCTURE", "TOPICS")
