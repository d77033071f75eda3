"""Permission rules of the yearly report: the office writes and validates, another of the office publishes."""

from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report.models import ReportFigure, YearlyReport
from portal import access, documents
from portal.absences.models import LABEL_OFFICE
from portal.access.models import User
from portal.cache import versions

documents.register_holder(YearlyReport)
versions.watch(YearlyReport, ReportFigure)


@access.rule("une autre personne du bureau du label que celle qui l’a validé")
def publisher(user, report):
    return instructor(user, report) and user.pk != report.validated_by_id


def publishers(report):
    """The people whom `publisher` lets act."""
    people = User.objects.filter(groups__name__in=LABEL_OFFICE, is_active=True)
    return people.exclude(pk=report.validated_by_id).distinct()
