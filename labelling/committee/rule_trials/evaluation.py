"""Trial of a cadre on open dossiers: scores (self-assessment, audit), gates, priorities, what is left to rate."""

from collections import defaultdict

from django.db.models import Count, Q

from labelling.committee.files import done
from labelling.parties.framework import scores
from labelling.parties.framework.drafts.comparing import Change
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import Criterion
from labelling.path.assessment.models import CriterionAnswer
from labelling.path.audits.models import AuditMission, AuditRating
from labelling.path.stock.files.vocabulary import AXES
from labelling.path.stock.models import Rating
from portal.ui import words


class Trial:
    """The draft's criteria beside those of each dossier; what is asked of the database is asked once."""

    def __init__(self, sheet, dossiers):
        self.version = sheet.version
        self.criteria = [row for row in sheet.rows if isinstance(row, Criterion)]
        self.versions = {one.framework_id: one.framework for one in dossiers}
        keys = [one.pk for one in dossiers]
        self.ratings = defaultdict(dict)
        rows = CriterionAnswer.objects.filter(dossier__in=keys).order_by()
        read = rows.values_list("dossier", "criterion__code", "rating", "is_na", named=True)
        for row in read:
            self.ratings[row.dossier][row.criterion__code] = scores.rating_of(row)
        self.audited = _audited(keys)
        alarmed = Q(index__gte=self.version.stock_priority_from)
        for axis in AXES:
            alarmed |= Q(**{f"{axis}__gte": self.version.stock_axis_alarm})
        counted = Rating.objects.filter(dossier__in=keys).order_by().values("dossier")
        self.priorities = {
            row["dossier"]: (row["old"], row["new"])
            for row in counted.annotate(
                old=Count("pk", filter=Q(level=Rating.Level.PRIORITY)),
                new=Count("pk", filter=alarmed),
            )
        }

    def changes(self, dossier):
        old, new = self._old(dossier), self._new(dossier)
        pairs = [
            ("Score de l’auto-évaluation", old.score.shown, new.score.shown),
            ("Repères", old.flag_label, new.flag_label),
            ("Critères à coter", *map(_count, (old, new))),
        ]
        if ratings := self.audited.get(dossier.pk):
            pairs.append(("Score de l’audit", *self._audit_scores(dossier, ratings)))
        was, would = self.priorities.get(dossier.pk, (0, 0))
        pairs.append(("Résidences prioritaires", words.number(was), words.number(would)))
        return [Change(*pair) for pair in pairs if pair[1] != pair[2]]

    def blockers(self, dossier):
        """The criteria that no answer rates, and that the dossier's own version does not ask for."""
        known = {code for code, _ in _lines(self._old(dossier))}
        lines = _lines(self._new(dossier))
        left = [code for code, rating in lines if rating is None and code not in known]
        if not left:
            return []
        said = words.count(len(left), "critère nouveau serait", "critères nouveaux seraient")
        return [f"{said} à renseigner\u00a0: {', '.join(left)}."]

    def _old(self, dossier):
        version = self.versions[dossier.framework_id]
        return self._evaluated(dossier, version, version.criteria)

    def _new(self, dossier):
        return self._evaluated(dossier, self.version, self.criteria)

    def _evaluated(self, dossier, version, criteria):
        is_mention = dossier.dossier_type == DossierType.MENTION
        asked = [one for one in criteria if one.applies_to(mention=is_mention)]
        return scores.evaluate(version, asked, self.ratings[dossier.pk])

    def _audit_scores(self, dossier, ratings):
        """By each version, on the criteria that the auditor has rated and that it has."""
        version = self.versions[dossier.framework_id]
        for one, criteria in ((version, version.criteria), (self.version, self.criteria)):
            rated = [criterion for criterion in criteria if criterion.code in ratings]
            yield scores.evaluate(one, rated, ratings).score.shown


def _audited(keys):
    """{dossier: {criterion code: rating}} of the last audit that the committee would read."""
    missions = done(AuditMission.objects.filter(dossier__in=keys))
    rows = AuditRating.objects.filter(mission__in=missions).order_by("mission")
    columns = ("mission__dossier", "mission", "criterion__code", "rating", "is_na")
    found = {}
    for row in rows.values_list(*columns, named=True):
        last, ratings = found.get(row.mission__dossier, (None, {}))
        ratings = ratings if last == row.mission else {}
        ratings[row.criterion__code] = scores.rating_of(row)
        found[row.mission__dossier] = (row.mission, ratings)
    return {dossier: ratings for dossier, (_mission, ratings) in found.items()}


def _lines(evaluation):
    return [(c.code, rating) for result in evaluation.themes for c, rating in result.lines]


def _count(evaluation):
    return words.number(len(_lines(evaluation)))
