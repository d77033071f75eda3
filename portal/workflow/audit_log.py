"""Audit log: append-only, one hash chain an aggregate, written by the engine alone (BR-23)."""

import hashlib
import hmac
import json
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import Q

from portal import access
from portal.core import clock
from portal.workflow import evidence, facts

FIELDS = (
    "aggregate_type",
    "aggregate_id",
    "seq",
    "thing_type",
    "thing_id",
    "at",
    "actor_id",
    "actor_name",
    "act",
    "sentence",
    "source",
    "target",
    "reason",
    "rules",
    "data",
    "previous",
)
FIRST = "0" * 64
PERIOD = timedelta(minutes=30)  # of editing: quiet saves add one line to it
INTERNAL = []  # kinds of things whose lines only the office reads


class Entry(models.Model):
    """One line of history. Database triggers refuse to change or delete it."""

    aggregate_type = models.CharField(max_length=60)
    aggregate_id = models.BigIntegerField()
    seq = models.PositiveIntegerField("rang")
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    at = models.DateTimeField("le")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="par"
    )
    actor_name = models.CharField("nom de l’auteur", max_length=170)
    act = models.CharField("acte", max_length=60)
    sentence = models.TextField("phrase")
    source = models.CharField("de", max_length=30, blank=True)
    target = models.CharField("vers", max_length=30, blank=True)
    reason = models.TextField("motif", blank=True)
    rules = models.CharField("version des règles", max_length=40, blank=True)
    data = models.JSONField("données", default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField("empreinte précédente", max_length=64)
    digest = models.CharField("empreinte", max_length=64, unique=True)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # read through its aggregate only: entries_of(thing)

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ("aggregate_type", "aggregate_id", "seq")
        constraints = (
            models.UniqueConstraint(
                fields=("aggregate_type", "aggregate_id", "seq"), name="journal_one_chain"
            ),
        )
        indexes = (
            models.Index(fields=("at",), name="journal_at"),
            models.Index(fields=("thing_type", "thing_id"), name="journal_thing"),
        )

    def __str__(self):
        return self.sentence

    @property
    def is_decision(self):
        return bool(self.target) and self.source != self.target

    def fingerprint(self):
        """SHA-256 over every field, in a fixed order, and the fingerprint before it."""
        values = [getattr(self, name) for name in FIELDS]
        values[FIELDS.index("at")] = self.at.astimezone(clock.PARIS).isoformat()
        text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Checkpoint(models.Model):
    """A day's signed root over the heads of all chains: cutting a chain's end shows."""

    at = models.DateTimeField(default=clock.now)
    entries = models.PositiveBigIntegerField("lignes")
    last_pk = models.BigIntegerField("dernière ligne")
    root = models.CharField("racine", max_length=64)
    signature = models.CharField(max_length=64)
    evidence = models.JSONField("preuves scellées", null=True)  # `evidence.sealed_roots`

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "point de contrôle du journal"
        ordering = ("pk",)

    def __str__(self):
        return f"{self.entries} lignes, {self.root[:12]}"


def kind(thing):
    return type(thing)._meta.label_lower


def register_internal(label):
    """Lines about things of this kind stand in the chain of their aggregate; only `is_inside` shows them."""
    INTERNAL.append(label)


def entries_of(thing, *, is_inside=False):
    """The history of an aggregate that the caller got by visible_to, latest first; `is_inside`: with internal lines."""
    lines = Entry.objects.filter(aggregate_type=kind(thing), aggregate_id=thing.pk).order_by("-seq")
    return lines if is_inside else lines.exclude(thing_type__in=INTERNAL)


def entries_of_all(things, *, is_inside=False):
    """The histories of several aggregates in one, latest first."""
    chosen = Q()
    for thing in things:
        chosen |= Q(aggregate_type=kind(thing), aggregate_id=thing.pk)
    lines = Entry.objects.filter(chosen).order_by("-at", "-pk") if chosen else Entry.objects.none()
    return lines if is_inside else lines.exclude(thing_type__in=INTERNAL)


def write(thing, *, by, act, sentence, source="", target="", reason="", rules="", data=None):
    """Add a line. The caller holds the lock of the aggregate's row: the chain cannot fork."""
    root = getattr(thing, "aggregate", thing)
    said = {"source": source, "target": target, "reason": reason, "rules": rules, "data": data}
    lines = Entry.objects.filter(aggregate_type=kind(root), aggregate_id=root.pk)
    last = lines.order_by("-seq").values_list("seq", "digest").first()
    entry = line(thing, root, last, by=by, act=act, sentence=sentence, **said)
    entry.save(force_insert=True)
    return entry


def begin(things, *, act, sentence):
    """The first line of many aggregates that were just made by nobody, in few queries."""
    said = {"by": None, "act": act, "sentence": sentence}
    lines = [line(one, one, None, target=one.state, **said) for one in things]
    return Entry.objects.bulk_create(lines)


def line(thing, root, last, *, by, act, sentence, data=None, **said):
    """A line after `last`, the rank and the fingerprint of the one before it."""
    seq, digest = last or (0, FIRST)
    entry = Entry(
        aggregate_type=kind(root),
        aggregate_id=root.pk,
        seq=seq + 1,
        thing_type=kind(thing),
        thing_id=thing.pk,
        at=clock.now(),
        actor=by,
        actor_name=str(by) if by else "Le portail",
        act=act,
        sentence=sentence,
        data=json.loads(json.dumps(facts.with_facts(thing, data), cls=DjangoJSONEncoder)),
        previous=digest,
        **said,
    )
    entry.digest = entry.fingerprint()
    return entry


def is_told(thing, by, act, sentence, data):
    """Has a line of this editing period told it: same person, act and fields, nobody and no step since?"""
    told, mine = set(), (kind(thing), thing.pk, act)
    for line in entries_of(thing.aggregate).filter(at__gt=clock.now() - PERIOD):
        if line.is_decision:
            return False
        if (line.thing_type, line.thing_id, line.act) != mine:
            continue
        if line.actor_id != by.pk:
            return False
        if line.sentence == sentence:
            told.update(line.data.get("fields", ()))
            if told.issuperset(data.get("fields", ())):
                return True
    return False


def broken():
    """Places where a chain does not hold: (aggregate, seq, what), empty when all is well."""
    faults, heads = [], {}
    for entry in Entry.objects.order_by("aggregate_type", "aggregate_id", "seq").iterator(2000):
        key = (entry.aggregate_type, entry.aggregate_id)
        seq, digest = heads.get(key, (0, FIRST))
        if entry.seq != seq + 1:
            faults.append((key, seq + 1, "ligne absente"))
        if entry.previous != digest:
            faults.append((key, entry.seq, "chaîne rompue"))
        if entry.fingerprint() != entry.digest:
            faults.append((key, entry.seq, "ligne modifiée"))
        heads[key] = (entry.seq, entry.digest)
    points = [
        (point.pk, point.evidence) for point in Checkpoint.objects.filter(evidence__isnull=False)
    ]
    lines = Entry.objects.filter(data__has_key="digest").values_list("data", flat=True)
    told = {data["digest"] for data in lines.iterator(2000)}
    return faults + _broken_checkpoints() + evidence.broken(points, told)


def checkpoint():
    """Sign the heads as they stand. Run daily; kept outside the database by the backup."""
    with transaction.atomic():
        _wait_for_writers()
        evidence.lock_writers()
        root, count, last = hashlib.sha256(), 0, 0
        for pk, digest in _digests():
            root.update(digest.encode())
            count, last = count + 1, pk
        point = Checkpoint(
            entries=count, last_pk=last, root=root.hexdigest(), evidence=evidence.sealed_roots()
        )
        point.signature = _sign(point)
        point.save(force_insert=True)
        return point


def _wait_for_writers():
    """A line under a smaller key may still be in an open transaction: let it end, or it is missed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")


def _digests():
    return Entry.objects.order_by("pk").values_list("pk", "digest").iterator(5000)


def _sign(point, key=None):
    text = f"journal:{point.root}:{point.entries}"
    if point.evidence is not None:
        text += ":" + json.dumps(point.evidence, sort_keys=True)
    return hmac.new((key or settings.SECRET_KEY).encode(), text.encode(), "sha256").hexdigest()


def _is_signed(point):
    """By today’s key, or by one of those before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    signatures = (_sign(point, key) for key in keys)
    return any(hmac.compare_digest(point.signature, signature) for signature in signatures)


COPIED = ("at", "entries", "last_pk", "root", "signature", "evidence")


def copies():
    """Each checkpoint as one line of a file, to be kept where whoever owns the database writes nothing."""
    for values in Checkpoint.objects.values(*COPIED):
        yield json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)


def missing_from(lines):
    """Checkpoints of a copy kept elsewhere that the database has no more, or has otherwise."""
    here = set(copies())
    return [
        (("copy", number), number, "point de contrôle ôté ou modifié")
        for number, line in enumerate(filter(None, map(str.strip, lines)), 1)
        if line not in here
    ]


def _broken_checkpoints():
    """One reading of the lines, which each point met on the way must agree with."""
    faults, lines = [], _digests()
    root, count, line = hashlib.sha256(), 0, next(lines, None)
    for point in Checkpoint.objects.order_by("last_pk", "pk"):
        while line and line[0] <= point.last_pk:
            root.update(line[1].encode())
            count, line = count + 1, next(lines, None)
        key = ("checkpoint", point.pk)
        if (count, root.hexdigest()) != (point.entries, point.root):
            faults.append((key, point.entries, "lignes ôtées ou ajoutées"))
        if not _is_signed(point):
            faults.append((key, point.entries, "signature fausse"))
    return faults
