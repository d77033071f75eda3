"""Satisfaction of the tenants on the page of an organism."""

from labelling.parties.organisms.panels import register_panel
from labelling.steering.satisfaction import pages

register_panel(pages.panel)
