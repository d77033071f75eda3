"""`{% diagram thing %}`: the table of a thing as a drawing, with the equivalent list."""

from django.template import Library

from portal import diagram as drawing
from portal.workflow import Workflow

register = Library()


@register.inclusion_tag("ui/diagram.html")
def diagram(thing):
    """`thing` is what has a state, which is marked, or a Workflow, without one."""
    is_table = isinstance(thing, Workflow)
    workflow, current = (thing, None) if is_table else (thing.workflow, thing.state)
    return {
        "svg": drawing.svg(workflow, current),
        "steps": drawing.as_list(workflow, current),
        "name": workflow.model._meta.verbose_name,
    }
