"""Observatory's section of a yearly report: data only."""

from django.db.models import Count, Min, Q

from labelling import public as labelling
from observatory.practices.models import GoodPractice
from observatory.practices.terms import Kind, Origin, PracticeTerm
from observatory.reuse.models import PracticeReuse

MOST = 5  # sheets named among the most reused


def report(year):
    """{year, sheets, revised, organisms, newcomers, with_tenants, from_audit, reuses, themes, families, most_reused}.

    Of the sheets published in that year that are still public today: what was withdrawn is told by
    nobody. `newcomers`: organisms whose first public sheet it is. `themes`, `families`:
    [(code, title, sheets)]. `most_reused`: practices, by the reuses accepted that year.
    """
    public = GoodPractice.objects.published()
    rows = public.filter(published_on__year=year).order_by()
    accepted = Q(reuses__state="accepted", reuses__accepted_on__year=year)
    firsts = public.order_by().values("organism").annotate(first=Min("published_on"))
    counts = rows.aggregate(
        sheets=Count("pk"),
        organisms=Count("organism", distinct=True),
        with_tenants=Count("pk", filter=Q(with_tenants=True)),
        from_audit=Count("pk", filter=Q(origin=Origin.AUDIT_STRENGTH)),
    )
    most = public.annotate(times=Count("reuses", filter=accepted)).filter(times__gt=0)
    told = PracticeReuse.objects.filter(
        state="accepted", accepted_on__year=year, practice__in=public.values("pk")
    )
    return counts | {
        "year": year,
        "revised": public.filter(revised_on__year=year).count(),
        "newcomers": firsts.filter(first__year=year).count(),
        "reuses": told.count(),
        "themes": _themes(rows),
        "families": _families(rows),
        "most_reused": list(
            most.select_related("organism").order_by("-times", "-published_on", "pk")[:MOST]
        ),
    }


def _themes(rows):
    terms = PracticeTerm.objects.filter(kind=Kind.THEME, practice__in=rows.values("pk"))
    found = dict(terms.order_by().values_list("code").annotate(Count("pk")))
    return [(code, title, found.get(code, 0)) for code, title in labelling.themes()]


def _families(rows):
    found = dict(rows.values_list("organism__family").annotate(Count("pk")))
    return [(code, name, found.get(code, 0)) for code, name in labelling.families()]
