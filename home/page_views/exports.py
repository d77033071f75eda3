"""Exported table of the most read pages."""

from home.page_views import listing
from portal.exports.columns import Column
from portal.exports.tables import Table

VIEWED_PAGES = Table(
    "pages-lues",
    "Pages les plus lues",
    (
        Column("page", "Page", lambda one: one.title),
        Column("path", "Adresse", lambda one: one.path),
        Column("section", "Rubrique", lambda one: one.section),
        Column("views", "Lectures", lambda one: one.views),
        Column("former", "Un an plus tôt", lambda one: one.former),
        Column("gap", "Écart", lambda one: one.gap),
    ),
    rows=listing.read_list,
    form=listing.filter_form,
)
