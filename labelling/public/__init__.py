"""Public interface of `labelling` for other apps, derived at each call."""

from labelling.committee.models import CommitteeSeat, CommitteeSession, Decision
from labelling.committee.seats.public import colleges
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.framework.models import (
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)
from labelling.parties.framework.public import asked_pieces, evaluation_framework, rules_in_force
from labelling.parties.organisms.affiliations import memberships
from labelling.parties.organisms.models import Merger, Organism, OrganismTown
from labelling.parties.organisms.people.recipients import TEAM, members, members_of_organism
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.parties.organisms.rules import instructor, member
from labelling.parties.organisms.standing import MEMBER, PAUSED, READER, Standing, best
from labelling.path.assessment.registry import register_helper
from labelling.path.audits.models import Snapshot
from labelling.path.dossiers.models import LabelDossier
from labelling.public.communities import (
    CLUB,
    acting_pairs,
    auditor_standings,
    club_people,
    club_standings,
    has_audited,
    member_organisms,
    organisms_by_person,
    own_auditor_standing,
    own_club_regions,
    own_member_organisms,
)
from labelling.public.listing import (
    directory_addresses,
    directory_entries,
    directory_names,
    directory_rows,
    entries_with_suspended,
    label_and_address,
    map_of,
    outline_map,
    shown_organism,
    size_bands,
    territory_credit,
)
from labelling.public.people import (
    accredited_auditors,
    accredited_people,
    followed_organisms,
    invented_organisms,
    is_auditor,
    organism_names,
    organisms_named,
    organisms_of,
    own_organisms,
    regions_of_auditor,
)
from labelling.public.rules import (
    charter_in_force,
    criteria_by_theme,
    departements,
    due,
    families,
    metropolitan,
    regions,
    size_code,
    sizes,
    stage_plan,
    themes,
    told_values,
    trademark,
)
from labelling.public.strengths import (
    audit_strengths,
    examined_points,
    own_strengths,
    own_weaknesses,
    strong_points,
)
from labelling.public.titles import (
    club_organisms,
    club_roll,
    engaged_organisms,
    figures,
    first_labelled_since,
    headcounts,
    is_club_member,
    labelled_for,
    labelled_keys,
    labelled_organisms,
    labelled_rows,
    latest_labels,
    new_labels,
    pioneers,
    upcoming_sessions,
)
from labelling.steering.timeline.dates import application_timeline
from labelling.steering.yearly_report.content.series import series
from labelling.steering.yearly_report.content.series import titles as series_titles
from labelling.steering.yearly_report.public import by_year as published_reports
from labelling.title.kit.models import AssetFile, AssetVersion, BrandAsset
from labelling.title.labels.commitments.models import PublishedCommitment
from labelling.title.labels.directory.home_ranges import homes_range
from labelling.title.labels.directory.home_ranges import total as homes_total
from labelling.title.labels.directory.opendata import LICENCE
from labelling.title.labels.directory.panels import Line as OrganismLine
from labelling.title.labels.directory.panels import Part as OrganismPart
from labelling.title.labels.directory.panels import register_organism_part
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Attestation, Label
from labelling.title.labels.register import taken_back, taken_back_keys
from portal.cache import versions

__all__ = (
    "CLUB",
    "LICENCE",
    "MEMBER",
    "PAUSED",
    "READER",
    "TEAM",
    "OrganismLine",
    "OrganismPart",
    "Standing",
    "accredited_auditors",
    "accredited_people",
    "acting_pairs",
    "application_timeline",
    "asked_pieces",
    "audit_strengths",
    "auditor_standings",
    "best",
    "charter_in_force",
    "club_organisms",
    "club_people",
    "club_roll",
    "club_standings",
    "colleges",
    "criteria_by_theme",
    "departements",
    "directory_addresses",
    "directory_entries",
    "directory_names",
    "directory_rows",
    "due",
    "engaged_organisms",
    "entries_with_suspended",
    "evaluation_framework",
    "examined_points",
    "families",
    "figures",
    "first_labelled_since",
    "followed_organisms",
    "has_audited",
    "headcounts",
    "homes_range",
    "homes_total",
    "instructor",
    "invented_organisms",
    "is_auditor",
    "is_club_member",
    "label_and_address",
    "labelled_for",
    "labelled_keys",
    "labelled_organisms",
    "labelled_rows",
    "latest_labels",
    "map_of",
    "member",
    "member_organisms",
    "members",
    "members_of_organism",
    "memberships",
    "metropolitan",
    "new_labels",
    "organism_names",
    "organisms_by_person",
    "organisms_named",
    "organisms_of",
    "outline_map",
    "own_auditor_standing",
    "own_club_regions",
    "own_member_organisms",
    "own_organisms",
    "own_strengths",
    "own_weaknesses",
    "pioneers",
    "published_reports",
    "regions",
    "regions_of_auditor",
    "register_helper",
    "register_organism_part",
    "rules_in_force",
    "series",
    "series_titles",
    "shown_organism",
    "size_bands",
    "size_code",
    "sizes",
    "stage_plan",
    "strong_points",
    "taken_back",
    "taken_back_keys",
    "territory_credit",
    "themes",
    "told_values",
    "trademark",
    "upcoming_sessions",
)

# A write to what the public reads ends the cached pages.
versions.watch(Merger)  # whom an absorbed organism’s page names
versions.watch(OrganismTown)  # where the directory finds an organism
versions.watch(OrganismPicture)
versions.watch(Organism, Label, LabelMention, Attestation, PublishedCommitment, LabelDossier)
versions.watch(CommitteeSeat, CommitteeSession, Decision, Auditor, AuditorAccreditation)
versions.watch(DeadlineRule, RequiredPiece)  # what an application is asked for, and when
versions.watch(LabelRulesVersion, Stage, EvaluationFrameworkVersion, Theme, Criterion)
versions.watch(Snapshot)  # of an audit, cached pages tell what its validation froze
versions.watch(BrandAsset, AssetVersion, AssetFile)
