"""Calendar dates of the brand: renewals, reviews, charters to come, for the Dircom and the référent."""

from django.db.models import Q

from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.rules import office
from portal import calendar

WHY = "parce que vous veillez sur la marque"


def _source(code, model, day, said, name, condition):
    def moment(user, row):
        return calendar.Moment(
            f"{code}.{row.pk}",
            f"{said}\u00a0: {row.w1}",
            "echeance",
            WHY,
            day=row.day,
            url=model(pk=row.pk, **{key: row.w2}).get_absolute_url(),
            revised_at=row.changed_at,
            revision=row.version,
        )

    key = "slug" if model is Trademark else "code"

    @calendar.dates(code, tell=moment, day=day, words=(name, key))
    def rows(user):
        if not office(user, None):
            return None
        return model.objects.visible_to(user).filter(condition)

    return rows


_source(
    "marque",
    Trademark,
    "renewal_on",
    "Marque à renouveler",
    "name",
    ~Q(state=Trademark.State.LAPSED),
)
_source(
    "reglement",
    UsageRulesVersion,
    "review_on",
    "Règlement d’usage à revoir",
    "code",
    Q(published_at__isnull=False),
)
_source(
    "reglement-debut",
    UsageRulesVersion,
    "effective_from",
    "Règlement d’usage en vigueur",
    "code",
    Q(),
)
_source("charte", BrandCharterVersion, "effective_from", "Charte en vigueur", "code", Q())
