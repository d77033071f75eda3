"""`{% diagram thing %}`: the table of a thing as a drawing, with the equivalent list."""

from django.template import Library

from portal import diagram as drawing
from portal.workflow import WORKFLOWS, Workflow

register = Library()


@register.inclusion_tag("ui/diagram.html")
def diagram(thing):
    """`thing` is what has a state (which is marked), a model, or a Workflow (no state marked)."""
    if isinstance(thing, Workflow):
        workflow, current = thing, None
    elif isinstance(thing, type):
        workflow, current = WORKFLOWS[thing], None
    else:
        workflow, current = thing.workflow, thing.state
    return {
        "svg": drawing.svg(workflow, current),
        "steps": drawing.as_list(workflow, current),
        "name": workflow.model._meta.verbose_name,
    }
