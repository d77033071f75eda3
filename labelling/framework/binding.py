"""Rules bound to a dossier: the versions in force on a day, kept by foreign key (BR-08)."""

from labelling.framework.models import (
    CommitteeRulesVersion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
)
from portal.core import clock
from portal.core.read_once import read_once
from portal.ui import words
from portal.workflow import Problem, Refused


def current_rules(on=None) -> LabelRulesVersion:
    return _in_force(LabelRulesVersion, on or clock.today())


def current_framework(on=None) -> EvaluationFrameworkVersion:
    return _in_force(EvaluationFrameworkVersion, on or clock.today())


def current_committee_rules(on=None) -> CommitteeRulesVersion:
    return _in_force(CommitteeRulesVersion, on or clock.today())


@read_once
def _in_force(kind, day):
    """The one version in force on a day. Refused before the first one."""
    version = kind.objects.in_force(day).first()
    if version is None:
        name = kind._meta.verbose_name
        raise Refused(Problem("no_rules", f"Aucune version publiée le {words.day(day)} : {name}."))
    return version
