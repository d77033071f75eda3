"""Rules of an alert banner before it is published: its dates, its link, one banner at a time."""

from portal.core import clock
from portal.ui import words

ORDER = "La fin vient après le début."
PAST = "Cette date est passée\u00a0: le bandeau ne paraîtrait pas."
CROSSED = "«\u00a0{}\u00a0» paraît déjà du {} au {}\u00a0: un bandeau à la fois. Changez les dates de l’un des deux."
NO_LABEL = "Dites en quelques mots où mène le lien."
NO_PLACE = "Choisissez la page ou le service que le lien ouvre, ou videz son libellé."
BOTH = "Gardez la page ou le service, pas les deux."
NOT_LIVE = "Cette page n’est pas publiée\u00a0: publiez-la d’abord, ou choisissez-en une autre."


def problems(banner):
    """[(field, sentence)]."""
    return [*_of_dates(banner), *_of_link(banner)]


def _of_dates(banner):
    if not banner.starts_at or not banner.ends_at:
        return
    if banner.ends_at <= banner.starts_at:
        yield "ends_at", ORDER
    elif banner.ends_at <= clock.now():
        yield "ends_at", PAST
    elif other := _crossing(banner):
        dates = words.moment(other.starts_at), words.moment(other.ends_at)
        yield "starts_at", CROSSED.format(other.heading, *dates)


def _crossing(banner):
    rows = type(banner).objects.filter(live=True).exclude(pk=banner.pk)
    return rows.filter(starts_at__lt=banner.ends_at, ends_at__gt=banner.starts_at).first()


def _of_link(banner):
    if banner.page_id and banner.service:
        yield "service", BOTH
    if banner.page_id and not banner.page.live:
        yield "page", NOT_LIVE
    has_place = bool(banner.page_id or banner.service)
    if has_place and not banner.link_label.strip():
        yield "link_label", NO_LABEL
    if banner.link_label.strip() and not has_place:
        yield "page", NO_PLACE
