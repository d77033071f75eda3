"""Writing of the tracking: what its lines say becomes organisms, dossiers, audits, decisions and labels, taken over."""

from collections import Counter

from django.utils.text import slugify

from labelling.parties.accreditation.models import Auditor
from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.organisms.actions import RESERVED
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.lines import comparing
from labelling.steering.history_import.lines import facts as taking
from labelling.steering.history_import.lines.base import Tracking, opening
from labelling.steering.history_import.lines.numbers import keep_clear, number_of
from labelling.steering.history_import.past.history import follow_up_of, organisms_of, procedures
from labelling.steering.history_import.past.objects import Builder
from labelling.steering.history_import.past.sessions import Points, committee_rules, day_of
from labelling.steering.history_import.past.storage import Store
from labelling.title.labels.actions import number_cycles
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from portal.access.references import next_references
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused

FIRST = 4  # problems told at once
FACTS = {
    "submitted": "application_on",
    "diagnosis": "hqs_on",
    "audit": "implementation_audit_on",
}  # the day since which a dossier is where it is, of the states for which the file tells one


def undecided(compared):
    """What stands in the way: a line to correct, a line to decide; none is written for the others."""
    found = [
        Problem(problem.code, f"{opening(one.line.place)}\u00a0: {problem.text}")
        for one in compared
        for problem in one.problems
    ]
    if len(found) > FIRST:
        many = words.count(len(found) - FIRST, "autre ligne", "autres lignes")
        found[FIRST:] = [Problem("more", f"Et {many} à revoir.")]
    return found


def write(tracking_import, *, by):
    """{kind: how many}, whole or not at all. What the portal knows already is not written again."""
    tracking = Tracking(tracking_import.content, tracking_import.choices)
    compared = comparing.compare(tracking)
    if problems := undecided(compared):
        raise Refused(*problems)
    return Writing(tracking_import, tracking, by).run(compared)


class Writing:
    """One import being written; the caller's transaction holds its row."""

    def __init__(self, tracking_import, tracking, by):
        self.tracking, self.store = tracking, Store(tracking_import, by)
        slugs = tracking.choices.get("auditors", {})
        auditors = {one.slug: one for one in Auditor.objects.filter(slug__in=slugs.values())}
        named = {name: auditors[slug] for name, slug in slugs.items() if slug in auditors}
        versions = (current_rules(), current_framework())
        self.build = Builder(tracking_import, named, *versions, committee_rules)

    def run(self, compared):
        kept = self._organisms(compared)
        rows = self._dossiers(kept)
        self._missions(rows)
        cuts = self._withdrawals(rows)
        told = [one.decision for one, *_ in rows if one.decision]
        points = Points(self.store, self.build, [*told, *cuts.values()])
        decisions = points.decide(
            [
                (one.decision, {"kind": "label", "dossier": dossier})
                for one, dossier, _ in rows
                if one.decision
            ]
        )
        labels = self._labels(rows, {one.item.dossier_id: one for one in decisions}, cuts)
        points.decide(
            [
                (cuts[key], {"kind": "withdrawal", "label": label})
                for key, label in labels.items()
                if key in cuts
            ]
        )
        self.store.tell(follow_up_of(self.tracking, organisms_of(compared, kept)))
        self._take(compared)
        self.store.index()
        return self.store.counts

    def _take(self, compared):
        """What the référent takes from the file of organisms that are here: their facts, the numbers that lack."""
        rows = [(one, taking.choices_of(one, self.tracking.choices)) for one in compared]
        facts = [(one, [name for name in names if name != taking.NUMBER]) for one, names in rows]
        taking.take([row for row in facts if row[1]], self.store.source, by=self.store.by)
        numbered = [(one.label, one.line) for one, names in rows if taking.NUMBER in names]
        self._attest(numbered, with_mentions=False)

    def _organisms(self, compared):
        """[(line, organism)] whose history is to be written: new ones, and those that have none here."""
        fresh = [one.line for one in compared if one.kind == comparing.NEW]
        slugs = free_slugs([line.get("name") for line in fresh])
        made = [self.build.organism(line, slug) for line, slug in zip(fresh, slugs, strict=True)]
        self.store.put(made, fresh, lambda line, _: line.get("application_on", ""))
        known = {one.organism.pk: one for one in compared if one.organism}
        begun = set()
        for model in (LabelDossier, Label):
            rows = model.objects.filter(organism__in=known)
            begun.update(rows.values_list("organism", flat=True))
        is_typed = (
            self.store.source.is_typed
        )  # of one label: what the organism has here is no obstacle
        bare = [
            (one.line, one.organism) for key, one in known.items() if is_typed or key not in begun
        ]
        return [*zip(fresh, made, strict=True), *bare]

    def _dossiers(self, kept):
        """[(procedure, dossier, line)] in the order of each organism."""
        planned = []
        for line, organism in kept:
            name = line.get("name")
            lines = (self.tracking.audits, self.tracking.decisions, self.tracking.steps)
            told = procedures(line, *(several[name] for several in lines))
            planned += [(one, organism, line, one is told[-1]) for one in told]
        found = [
            (
                one,
                self.build.dossier(
                    line, organism, one, reference, _fact(one, line), is_last=is_last
                ),
                line,
            )
            for reference, (one, organism, line, is_last) in zip(
                references("QH-D", len(planned)), planned, strict=True
            )
        ]
        states = {dossier.reference: one.state for one, dossier, _ in found}
        self.store.put(
            [dossier for _, dossier, _ in found],
            [line for *_, line in found],
            lambda _, dossier: dossier.taken_facts["since"],
            lambda dossier: states[dossier.reference],
        )
        return found

    def _missions(self, found):
        rows = [(audit, dossier, one.state) for one, dossier, _ in found for audit in one.audits]
        made, states = [], {}
        for reference, (audit, dossier, state) in zip(
            references("QH-A", len(rows)), rows, strict=True
        ):
            mission, states[reference] = self.build.mission(audit, dossier, state, reference)
            made.append(mission)
        self.store.put(
            made,
            [audit for audit, *_ in rows],
            lambda line, _: line.get("end") or line.get("start", ""),
            lambda mission: states[mission.reference],
        )

    def _withdrawals(self, found):
        """{organism key: the line of the decision that withdrew its label}."""
        return {
            dossier.organism_id: line
            for one, dossier, organism_line in found
            if one.has_label
            for line in self.tracking.decisions[organism_line.get("name")]
            if line.get("decision") == "withdrawn" and day_of(line)
        }

    def _labels(self, found, decisions, cuts):
        """{organism key: label}, with the numbers of attestation that existed, and the mentions."""
        made, states = [], {}
        years = Counter(one.decided_on.year for one, *_ in found if one.has_label)
        numbers = {year: iter(references("QH-L", many, year)) for year, many in years.items()}
        for one, dossier, line in found:
            if one.has_label:
                cut = cuts.get(dossier.organism_id)
                reference = next(numbers[one.decided_on.year])
                label, states[reference] = self.build.label(
                    line,
                    dossier,
                    decisions.get(dossier.pk),
                    reference,
                    day_of(cut) if cut else None,
                )
                made.append((label, line))
        self.store.put(
            [label for label, _ in made],
            [line for _, line in made],
            lambda _, label: (label.ended_on or label.start_on).isoformat(),
            lambda label: states[label.reference],
        )
        self._attest(made)
        number_cycles({label.organism_id for label, _ in made})
        return {label.organism_id: label for label, _ in made}

    def _attest(self, made, *, with_mentions=True):
        numbered = [(label, line, number_of(line)) for label, line in made if number_of(line)]
        self.store.add(
            [self.build.attestation(line, label, number) for label, line, number in numbered]
        )
        keep_clear(number for *_, number in numbered)
        LabelMention.objects.bulk_create(
            LabelMention(
                label=label, decision=label.decision, start_on=label.start_on, end_on=label.end_on
            )
            for label, line in made
            if with_mentions and line.get("mention") and label.decision
        )


def references(prefix, many, year=None):
    return next_references(prefix, year or clock.today().year, many) if many else []


def free_slugs(names):
    """As many names for addresses, none of which is taken."""
    taken = RESERVED | set(Organism.objects.values_list("slug", flat=True))
    found = []
    for name in names:
        base, slug, rank = slugify(name)[:150] or "organisme", "", 1
        while not slug or slug in taken:
            slug = base if rank == 1 else f"{base}-{rank}"
            rank += 1
        taken.add(slug)
        found.append(slug)
    return found


def _fact(procedure, line):
    if procedure.decided_on:
        return procedure.decided_on.isoformat()
    return line.get(FACTS.get(procedure.state, ""), "")
