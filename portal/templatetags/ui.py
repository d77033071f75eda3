"""Template library of the components, available without {% load %}."""

from django.template import Library

from portal.ui import (
    actions,
    charts,
    lists,
    marks,
    outline_map,
    panels,
    pictures,
    structured_data,
    tile_map,
)

register = Library()
for part in (
    marks,
    panels,
    lists,
    actions,
    charts,
    tile_map,
    outline_map,
    pictures,
    structured_data,
):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
