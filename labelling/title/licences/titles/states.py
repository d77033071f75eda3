"""Title behind a licence (dossier, label or mention), and whether it holds on a day."""

from enum import Enum

from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.title.labels.actions import NEW_TITLE
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import IN_FORCE, Label
from labelling.title.labels.register import UNREGISTERED
from labelling.title.licences.models import BrandLicence
from portal.core import working_days

Variant, L = BrandLicence.Variant, Label.State


class TitleState(Enum):
    HOLDS = "holds"
    SUSPENDED = "suspended"
    OVER = "over"


def title_state(licence, day):
    """Where the title stands on `day`, from its dates and decisions."""
    if licence.variant == Variant.ENGAGED:
        dossier = licence.dossier
        is_engaged = dossier.state not in (*FINAL, *UNREGISTERED)
        return TitleState.HOLDS if is_engaged else TitleState.OVER
    mention = licence.mention
    if mention and (mention.decision.annulled_on or mention.end_on < day):
        return TitleState.OVER
    status = licence.label.status_on(day)
    if status in (L.ACTIVE, L.EXTENDED):
        return TitleState.HOLDS
    return TitleState.SUSPENDED if status == L.SUSPENDED else TitleState.OVER


def last_day(licence):
    """The last day of the right, the title's own (BR-80); None while a dossier is open."""
    if licence.label is None:
        return None
    label, day = licence.label, licence.label.end_on
    if label.ended_on is not None:
        is_renounced = label.state == L.RENOUNCED  # that day is the first without the label
        day = min(day, working_days.add_days(label.ended_on, -1 if is_renounced else 0))
    return min(day, licence.mention.end_on) if licence.mention else day


def owed(organism, day):
    """[{variant, label, dossier, mention}]: the titles that open a licence on `day`."""
    rows = Label.objects.in_force(day).filter(organism=organism, state__in=IN_FORCE)
    if label := rows.order_by("-start_on").first():
        found = [{"variant": Variant.LABELLED, "label": label}]
        mention = LabelMention.objects.in_force(day).filter(label=label).first()
        if mention:
            found.append({"variant": Variant.MENTION, "label": label, "mention": mention})
        return found
    if Label.objects.held(day).filter(organism=organism).exists():
        return []
    rows = LabelDossier.objects.open().exclude(state__in=UNREGISTERED)
    dossier = rows.filter(organism=organism, dossier_type__in=NEW_TITLE).order_by("pk").first()
    return [{"variant": Variant.ENGAGED, "dossier": dossier}] if dossier else []


def follows(label, former):
    """BR-65: the renewed label began the day after the end of the former one."""
    return former is not None and working_days.add_days(former.end_on, 1) == label.start_on
