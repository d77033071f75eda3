"""Tasks of the brand on a member's home: for the Dircom and the référent."""

from django.db.models import Exists, OuterRef

from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.rules import dircom, office
from portal.core import clock, working_days
from portal.web import worklist

WINDOW, LIMIT = 12, 20  # months before a renewal, rows


def _soon():
    return working_days.add_months(clock.today(), WINDOW)


def _watch(thing, title, context, day, label):
    url = thing.get_absolute_url()
    return worklist.Task(worklist.WATCH, title, context, url, "la Dircom", day, "Ouvrir", label)


def _renewal(_user, mark):
    return _watch(mark, "Marque à renouveler", str(mark), mark.renewal_on, "Avant le")


@worklist.source(tell=_renewal, most=LIMIT)
def renewals(user):
    if not office(user, None):
        return None
    marks = Trademark.objects.visible_to(user).filter(renewal_on__lte=_soon())
    return marks.exclude(state=Trademark.State.LAPSED)


def _review(_user, one):
    return _watch(one, "Règlement d’usage à revoir", one.code, one.review_on, "Avant le")


@worklist.source(tell=_review, most=LIMIT)
def reviews(user):
    """Reviews due of the rules of use in force today."""
    if not office(user, None):
        return None
    begun = UsageRulesVersion.objects.published().filter(effective_from__lte=clock.today())
    later = begun.filter(
        trademark=OuterRef("trademark"), effective_from__gt=OuterRef("effective_from")
    )
    return begun.visible_to(user).filter(~Exists(later), review_on__lte=_soon())


def _coming(_user, one):
    return _watch(one, "Charte à venir", one.code, one.effective_from, "En vigueur le")


@worklist.source(tell=_coming, most=LIMIT)
def coming_charters(user):
    if not office(user, None):
        return None
    rows = BrandCharterVersion.objects.visible_to(user).published()
    return rows.filter(effective_from__gt=clock.today())


DRAFTS = {BrandCharterVersion: "Charte", UsageRulesVersion: "Règlement d’usage"}


def _draft(_user, one):
    return worklist.Task(
        worklist.DO,
        f"{DRAFTS[type(one)]} en préparation",
        one.code,
        one.get_absolute_url(),
        "vous",
        one.effective_from,
        "Continuer",
        "Prévu pour le",
    )


def _drafts(user, model):
    return model.objects.visible_to(user).filter(state="draft") if dircom(user, None) else None


@worklist.source(tell=_draft, most=LIMIT)
def draft_charters(user):
    return _drafts(user, BrandCharterVersion)


@worklist.source(tell=_draft, most=LIMIT)
def draft_rules(user):
    return _drafts(user, UsageRulesVersion)
