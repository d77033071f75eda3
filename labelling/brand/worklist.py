"""What the brand asks of the Dircom, and what it watches with the référent."""

from django.db.models import Q

from labelling.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.brand.rules import dircom, office
from portal.core import clock, working_days
from portal.web import worklist

WINDOW, LIMIT = 12, 20  # months before a renewal, rows


@worklist.provider
def brand_tasks(user):
    if not office(user, None):
        return []
    tasks = [*_renewals(user), *_coming(user)]
    return tasks + (_drafts(user) if dircom(user, None) else [])


def _soon():
    return working_days.add_months(clock.today(), WINDOW)


def _renewals(user):
    marks = Trademark.objects.visible_to(user).filter(renewal_on__lte=_soon())
    for mark in marks.exclude(state=Trademark.State.LAPSED)[:LIMIT]:
        yield _watch(mark, "Marque à renouveler", str(mark), mark.renewal_on, "Avant le")
    rules = UsageRulesVersion.objects.visible_to(user).published().filter(review_on__lte=_soon())
    for one in rules.select_related("trademark")[:LIMIT]:
        if one.holds(clock.today()):
            yield _watch(one, "Règlement d’usage à revoir", one.code, one.review_on, "Avant le")


def _coming(user):
    rows = BrandCharterVersion.objects.visible_to(user).published()
    for one in rows.filter(effective_from__gt=clock.today())[:LIMIT]:
        yield _watch(one, "Charte à venir", one.code, one.effective_from, "En vigueur le")


def _watch(thing, title, context, day, label):
    url = thing.get_absolute_url()
    return worklist.Task(worklist.WATCH, title, context, url, "la Dircom", day, "Ouvrir", label)


def _drafts(user):
    found = []
    for model, title in ((BrandCharterVersion, "Charte"), (UsageRulesVersion, "Règlement d’usage")):
        for one in model.objects.visible_to(user).filter(Q(state="draft"))[:LIMIT]:
            url = one.get_absolute_url()
            title_ = f"{title} en préparation"
            found.append(
                worklist.Task(
                    worklist.DO, title_, one.code, url, "vous", one.effective_from,
                    "Continuer", "Prévu pour le",
                )
            )  # fmt: skip
    return found
