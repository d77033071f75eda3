"""Charts drawn on the server: the same figures stand beside, in words or in a table."""

from django.template import Library

from portal.ui.draw import draw

register = Library()


@register.simple_tag
def bars(title, rows, a, b="", unit="%", top=100):
    """`{% bars "Par thème" rows "Auto-évaluation" "Audit" %}`: rows with label, a, b; with their table."""
    return draw("bars", title=title, rows=[_bar(n, row, top) for n, row in enumerate(rows)], a=a, b=b, unit=unit)


def _bar(n, row, top):
    return {"label": row["label"], "a": row["a"], "b": row.get("b"), "n": n, "top": top}
