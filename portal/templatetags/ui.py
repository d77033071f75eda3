"""Template library of the components, available without {% load %}."""

from django.template import Library

from portal.ui import (
    acts,
    charts,
    frames,
    lists,
    marks,
    ornaments,
    outline_map,
    structured_data,
    tile_map,
)

register = Library()
for part in (marks, frames, lists, acts, charts, tile_map, outline_map, ornaments, structured_data):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
