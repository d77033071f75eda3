"""The builtin library of components: every tag of `portal/ui/`, available without {% load %}."""

from django.template import Library

from portal.ui import acts, charts, frames, lists, marks, ornaments

register = Library()
for part in (marks, frames, lists, acts, charts, ornaments):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
