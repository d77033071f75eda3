"""Context of the pages of evaluations: auditors with their means, one of them, one's own."""

from django.http import Http404

from labelling.committee.evaluations.actions import obstacle
from labelling.committee.evaluations.averages import averages, by_auditor, own_averages
from labelling.committee.evaluations.grids import current_grid, grid_of
from labelling.committee.evaluations.models import AuditorEvaluation
from labelling.committee.evaluations.rules import Side, asked, office, reader, side_of, without
from labelling.parties.accreditation.models import Auditor
from labelling.parties.accreditation.rules import auditor_of, holder
from labelling.parties.organisms.panels import Panel
from labelling.parties.organisms.rules import instructor
from labelling.path.audits.models import AuditMission

MISSIONS = AuditMission.objects.select_related("auditor__user", "dossier__organism")


def overview(user):
    """To who reads them, every auditor; to an auditor, their own averages."""
    reads = reader(user, None)
    auditor = auditor_of(user)
    return {
        "grid": current_grid(),
        "auditors": by_auditor() if reads else None,
        "to_give": to_give(user) if instructor(user, None) else [],
        "is_auditor": auditor is not None,
        "own": own_averages(auditor) if auditor else None,
    }


def to_give(user):
    """The missions that the office has still to evaluate."""
    rows = MISSIONS.visible_to(user).filter(asked(), without(Side.OFFICE))
    return [one for one in rows.order_by("validated_on", "pk") if office(user, one)]


def evaluations(user, slug):
    """(auditor, its evaluations) for who reads them; 404 for the others, as for an auditor that is not there."""
    auditor = Auditor.objects.filter(slug=slug).select_related("user").first()
    if auditor is None or not reader(user, auditor):
        raise Http404
    rows = AuditorEvaluation.objects.visible_to(user).filter(mission__auditor=auditor)
    return auditor, rows.select_related("mission__dossier__organism", "mission__auditor", "by")


def of_auditor(user, slug):
    auditor, rows = evaluations(user, slug)
    told = [_evaluation_row(one) for one in rows]
    return {
        "auditor": auditor,
        "averages": averages(one["evaluation"] for one in told),
        "evaluations": told,
    }


def _evaluation_row(evaluation):
    grid = grid_of(evaluation.grid)
    words = dict(grid.choices)
    lines = [
        (one.label, words[evaluation.ratings[one.code]])
        for one in grid.criteria
        if one.code in evaluation.ratings
    ]
    return {"evaluation": evaluation, "lines": lines}


def means_panel(user, accreditation):
    """The means, to whoever is shown the accreditation of somebody else: the office, the committee."""
    if holder(user, accreditation):
        return None
    told = averages(AuditorEvaluation.objects.filter(mission__auditor=accreditation.auditor))
    if told is None:
        return None
    said = {"averages": told, "auditor": accreditation.auditor, "reads_all": reader(user, None)}
    return Panel("labelling/evaluations/panel.html", said)


def asking_panel(user, mission):
    """To whoever may evaluate its auditor, until their side has done it; then the day when it did."""
    side = side_of(user, mission) if mission.validated_on else None
    if side is None:
        return None
    given = AuditorEvaluation.objects.filter(mission=mission, side=side).first()
    if given is None and obstacle(mission, side):
        return None
    said = {"mission": mission, "given_on": given.given_on if given else None}
    return Panel("labelling/evaluations/asking_panel.html", said)
