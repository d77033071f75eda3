"""Rules bound to a dossier: the versions in force on a day, kept by foreign key (BR-08)."""

from copy import copy

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
)
from portal.cache import versions
from portal.core import clock
from portal.core.read_once import read_once
from portal.ui import words
from portal.workflow import Problem, Refused

KINDS = (CommitteeRulesVersion, EvaluationFrameworkVersion, LabelRulesVersion)
versions.watch(*KINDS)


@read_once
def published_versions(kind):
    """{primary key: version} of all that was published of a kind, the latest first."""
    return {version.pk: version for version in kind.objects.published()}


def current_rules(on=None) -> LabelRulesVersion:
    return _in_force(LabelRulesVersion, on or clock.today())


def current_framework(on=None) -> EvaluationFrameworkVersion:
    return _in_force(EvaluationFrameworkVersion, on or clock.today())


def current_committee_rules(on=None) -> CommitteeRulesVersion:
    return _in_force(CommitteeRulesVersion, on or clock.today())


def version_in_force(kind, day):
    """The one version of a kind in force on a day, or None before the first one."""
    kept = next((one for one in published_versions(kind).values() if one.holds(day)), None)
    return copy(kept)


def are_provisional():
    """Whether the label's rules of today are still those that the portal proposes."""
    version = version_in_force(LabelRulesVersion, clock.today())
    return version is not None and version.is_demonstration


def _in_force(kind, day):
    version = version_in_force(kind, day)
    if version is None:
        name = kind._meta.verbose_name
        raise Refused(Problem("no_rules", f"Aucune version publiée le {words.day(day)} : {name}."))
    return version


class _PublishedVersion(ForwardManyToOneDescriptor):
    """What the key refers to, from the versions that a page has read; else from its row."""

    def get_object(self, instance):
        kept = published_versions(self.field.related_model)
        version = kept.get(getattr(instance, self.field.attname))
        return copy(version) if version else super().get_object(instance)


class VersionKey(models.ForeignKey):
    """A foreign key to a version of the rules, read with all that are published: a list asks for them once."""

    forward_related_accessor_class = _PublishedVersion

    def deconstruct(self):
        """For migrations, a foreign key like any other."""
        name, _path, *arguments = super().deconstruct()
        return name, "django.db.models.ForeignKey", *arguments
