"""Page of performance as it is shown: elements and scores, drawn once a process for who may open the same figures."""

from django.core.cache import caches
from django.template.loader import render_to_string

from labelling.figures.rules import may_read
from labelling.performance import pages
from labelling.performance.elements import elements
from labelling.performance.models import PerformanceReading
from labelling.performance.rules import whole
from portal.figures import figure

Part = PerformanceReading.Part


def shown(user):
    """{"is_read", "is_whole", "drawn"}: until another reading is taken, it is drawn no more."""
    is_whole = bool(whole(user, None))
    parts = (Part.FIGURES, Part.SCORES) if is_whole else (Part.SHARED,)
    rows = PerformanceReading.objects.visible_to(user).filter(part__in=parts).order_by("part")
    taken = tuple(rows.values_list("pk", "taken_at"))
    if len(taken) < len(parts):
        return {"is_read": False, "is_whole": is_whole}
    key = f"{__name__}:{hash((taken, is_whole, _opened(user)))}"
    drawn = caches["answers"].get(key)
    if drawn is None:
        context = pages.performance(user) | {"is_whole": is_whole}
        drawn = render_to_string("labelling/performance/reading.html", context)
        caches["answers"].set(key, drawn)
    return {"is_read": True, "is_whole": is_whole, "drawn": drawn}


def _opened(user):
    """The codes of the figures that lead to their page."""
    codes = (judge.code for element in elements() for judge in element.judges)
    return tuple(code for code in codes if may_read(user, figure(code)))
