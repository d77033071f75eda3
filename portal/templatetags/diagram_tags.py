"""Template tag `{% diagram thing %}`: a workflow drawn as SVG, with the equivalent list."""

from functools import cache

from django.template import Library
from django.template.loader import render_to_string

from portal.workflow import Workflow
from portal.workflow import diagram as drawing

register = Library()


@register.simple_tag
def diagram(thing):
    """`thing` is what has a state, which is marked, or a Workflow, without one."""
    is_table = isinstance(thing, Workflow)
    workflow, current = (thing, None) if is_table else (thing.workflow, thing.state)
    return _drawn(workflow, current)


@cache
def _drawn(workflow, current):
    """One drawing a state and a process: a table never changes while the portal runs."""
    drawn = {
        "svg": drawing.svg(workflow, current),
        "steps": drawing.as_list(workflow, current),
        "name": workflow.model._meta.verbose_name,
    }
    return render_to_string("ui/diagram.html", drawn)
