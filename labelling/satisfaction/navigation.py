"""Satisfaction of the tenants on the page of an organism."""

from labelling.organisms.panels import register_panel
from labelling.satisfaction import pages

register_panel(pages.panel)
