"""Taking back of an import: what it brought is marked and leaves everything but the journal, nothing is deleted."""

from labelling.committee.models import AgendaItem, Attendance, CommitteeSession, Decision
from labelling.parties.organisms.models import Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.follow_up.models import Exchange, OfficeNote
from labelling.steering.history_import.lines import facts
from labelling.title.labels.actions import number_cycles
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Attestation, Label
from portal.core import clock
from portal.search.index import INDEXED, forget
from portal.ui import words
from portal.workflow import Problem, Refused, audit_log
from portal.workflow import taking_over as door

# In the order in which steps hold them: a mission then its dossier, a session then what it decides.
MODELS = (
    Organism,
    AuditMission,
    CommitteeSession,
    AgendaItem,
    Decision,
    LabelDossier,
    Label,
    Attestation,
    OfficeNote,
    Exchange,
)
TOLD = (
    Organism,
    CommitteeSession,
    LabelDossier,
    AuditMission,
    AgendaItem,
    Label,
    OfficeNote,
    Exchange,
)  # have lines of their own
OWN = (*MODELS, Attendance, LabelMention)  # what an import brings, or makes of what it brings
OURS = (door.ACT, door.BACK)
FIRST = 5


def brought(tracking_import, model):
    """Its rows of a model that still hold."""
    return model._base_manager.filter(taken_from=tracking_import, taken_back_on=None)


def _own(tracking_import, model):
    """The same, but a session at which another import has a point: it stays, and passes to that one."""
    rows = brought(tracking_import, model)
    if model is CommitteeSession:
        rows = rows.exclude(pk__in=_points_of_others(tracking_import).values("session"))
    return rows


def _points_of_others(tracking_import):
    return AgendaItem.objects.exclude(taken_from=None).exclude(taken_from=tracking_import)


def _pass_on(tracking_import):
    """The sessions that are another import's too are its own from now on."""
    for session in brought(tracking_import, CommitteeSession):
        if point := _points_of_others(tracking_import).filter(session=session).first():
            session.taken_from_id = point.taken_from_id
            session.save(update_fields=["taken_from"])


def obstacles(tracking_import):
    """What was built on the import since: an act on what it brought, or a thing that hangs from it."""
    found = [*_acts(tracking_import), *_hanging(tracking_import)]
    if len(found) > FIRST:
        found[FIRST:] = [Problem("more", f"Et {len(found) - FIRST} autres.")]
    return found


def _acts(tracking_import):
    for model in TOLD:
        keys = _own(tracking_import, model).values("pk")
        rows = audit_log.Entry.objects.filter(
            aggregate_type=model._meta.label_lower, aggregate_id__in=keys
        )
        for line in rows.exclude(act__in=OURS).order_by("at", "pk")[:FIRST]:
            thing = model._base_manager.get(pk=line.aggregate_id)
            when = words.moment(line.at)
            text = f"{named(thing)}\u00a0: {line.sentence.rstrip('.')} ({when})."
            yield Problem("built", text, thing.get_absolute_url(), "L’ouvrir")


def _hanging(tracking_import):
    """Rows that name what was brought and were not brought with it: a dossier opened, a piece, a member."""
    for model in MODELS:
        keys = _own(tracking_import, model).values("pk")
        for relation in model._meta.related_objects:
            other = relation.related_model
            rows = other._base_manager.filter(**{f"{relation.field.name}__in": keys})
            if other in MODELS:
                rows = rows.exclude(taken_from=tracking_import).filter(taken_back_on=None)
            elif other in OWN:
                continue
            for one in rows[:FIRST]:
                thing = getattr(one, relation.field.name)
                text = f"{named(thing)}\u00a0: {other._meta.verbose_name} «\u00a0{one}\u00a0»."
                yield Problem("built", text)


def named(thing):
    """« Dossier QH-D-2026-0001, Armoril Habitat »."""
    said = f"{thing._meta.verbose_name} {thing}"
    return said[:1].upper() + said[1:]


def take_back(tracking_import, *, by):
    """{kind: how many}; each aggregate is held, and tells it in a line.

    What was written until its row was held is looked at again: whoever waits for the row finds it gone.
    """
    held = {model: _held(tracking_import, model) for model in MODELS}
    _pass_on(tracking_import)
    held[CommitteeSession] = _held(tracking_import, CommitteeSession)
    if problems := obstacles(tracking_import):
        raise Refused(*problems)
    data = {"import": tracking_import.reference}
    said = f"a annulé la reprise du suivi {tracking_import.reference}"
    for model, things in held.items():
        if model in TOLD:
            door.take_back(things, by=by, sentence=said, data=data)
        brought(tracking_import, model).update(taken_back_on=clock.today())
        for kind, indexed in INDEXED.items():
            if indexed.model is model:
                forget(kind, [one.pk for one in things])
    number_cycles({label.organism_id for label in held[Label]})
    counts = {model._meta.label_lower: len(things) for model, things in held.items()}
    if given := facts.give_back(tracking_import, by=by):
        counts["corrected"] = given
    return counts


def _held(tracking_import, model):
    rows = brought(tracking_import, model).select_for_update(of=("self",))
    return list(rows.order_by("pk"))


def entries(tracking_import):
    """The lines of the journal of all that it brought, latest first."""
    found = audit_log.entries_of(tracking_import).values("pk")
    for model in TOLD:
        rows = model._base_manager.filter(taken_from=tracking_import).values("pk")
        kind = model._meta.label_lower
        found = found.union(
            audit_log.Entry.objects.filter(aggregate_type=kind, aggregate_id__in=rows)
            .order_by()
            .values("pk")
        )
    return audit_log.Entry.objects.filter(pk__in=found).order_by("-at", "-pk")


def counts(tracking_import):
    """[(« Dossiers », how many)] of what it brought, marks and all."""
    rows = [(model, things(tracking_import, model).count()) for model in MODELS]
    found = [(_plural(model), many) for model, many in rows if many]
    taken = sum(len(one["facts"]) for one in tracking_import.corrected)
    return [*found, ("Faits pris du fichier", taken)] if taken else found


def _plural(model):
    said = str(model._meta.verbose_name_plural)
    return said[:1].upper() + said[1:]


def things(tracking_import, model):
    """What it brought of a model, marks and all."""
    return model._base_manager.filter(taken_from=tracking_import).order_by("pk")
