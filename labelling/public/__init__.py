"""Public interface of `labelling` for other apps, derived at each call."""

from labelling.accreditation.models import Auditor, AuditorAccreditation
from labelling.assessment.helping import register_helper
from labelling.audits.models import Snapshot
from labelling.committee.composition import colleges
from labelling.committee.models import CommitteeSeat, CommitteeSession, Decision
from labelling.dossiers.models import LabelDossier
from labelling.framework.models import (
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)
from labelling.framework.shown import asked_pieces, evaluation_framework, rules_in_force
from labelling.kit.models import AssetFile, AssetVersion, BrandAsset
from labelling.labels.commitments import PublishedCommitment
from labelling.labels.home_ranges import told as homes_range
from labelling.labels.home_ranges import total as homes_total
from labelling.labels.mentions import LabelMention
from labelling.labels.models import Attestation, Label
from labelling.labels.opendata import LICENCE
from labelling.labels.page_parts import Line as OrganismLine
from labelling.labels.page_parts import Part as OrganismPart
from labelling.labels.page_parts import register_organism_part
from labelling.labels.register import taken_back, taken_back_keys
from labelling.organisms.affiliations import memberships
from labelling.organisms.capacities import TEAM
from labelling.organisms.mergers import Merger
from labelling.organisms.models import Organism, OrganismTown
from labelling.organisms.pictures import OrganismPicture
from labelling.organisms.reaching import members, members_of_organism
from labelling.organisms.rules import instructor, member
from labelling.organisms.standing import MEMBER, PAUSED, READER, Standing, best
from labelling.public.brand import charter_in_force, trademark
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
from labelling.public.noticed import audit_strengths, examined_points, strong_points
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
from labelling.public.weaknesses import own_strengths, own_weaknesses
from labelling.timeline.applying import application_timeline
from labelling.yearly_report.published import by_year as published_reports
from labelling.yearly_report.series import series
from labelling.yearly_report.series import titles as series_titles
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
