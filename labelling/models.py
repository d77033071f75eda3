"""Models of the label, re-exported for Django."""

from labelling.accreditation.models import (
    Auditor,
    AuditorAccreditation,
    AuditorStatement,
    OfficeTie,
    Tie,
)
from labelling.act_ledger.models import ActCount, ActTime, ActTimeSample
from labelling.assessment.models import CriterionAnswer, Evidence
from labelling.audits.models import AuditFinding, AuditMission, AuditRating, Report, Snapshot
from labelling.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.committee.models import (
    AgendaItem,
    Attendance,
    Ballot,
    CommitteeSeat,
    CommitteeSession,
    Decision,
    InterestDeclaration,
    MinutesAddendum,
    SeatHolder,
)
from labelling.complaints.models import Admission, Appeal, Complaint, Enquiry, MisuseReport
from labelling.corrections.models import Correction
from labelling.dossiers.models import (
    ComplementRequest,
    FrozenCopy,
    LabelDossier,
    Piece,
    TenantInvolvement,
    Waiver,
)
from labelling.evaluations.models import AuditorEvaluation
from labelling.follow_up.handings import Handing, HandingLine
from labelling.follow_up.models import Exchange, NoteMention, OfficeNote, Relance
from labelling.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    RulesDraft,
    Stage,
    Theme,
)
from labelling.governance.models import Evolution
from labelling.hearings.models import Hearing
from labelling.kit.models import AssetDownload, AssetFile, AssetVersion, BrandAsset
from labelling.labels.commitments import PublishedCommitment
from labelling.labels.mentions import LabelMention
from labelling.labels.models import Attestation, Label
from labelling.licences.models import BrandLicence
from labelling.organisms.delegations import Delegation
from labelling.organisms.handovers import Handover
from labelling.organisms.mergers import Merger
from labelling.organisms.models import Membership, Organism, OrganismTown
from labelling.organisms.pictures import OrganismPicture
from labelling.performance.models import PerformanceReading
from labelling.plan.models import Action, ActionPlan
from labelling.process_map.models import (
    AlertPoint,
    DrawnMap,
    MachineCases,
    PointReading,
    ProcessSnapshot,
)
from labelling.proofs.models import BrandProof
from labelling.satisfaction.models import (
    SatisfactionConsent,
    SatisfactionResult,
    SatisfactionSurvey,
)
from labelling.scheme.models import SavedView
from labelling.stock.models import Rating, Residence, StockImport, StockImportPart
from labelling.support.models import SupportRequest
from labelling.tracking.models import TrackingImport
from labelling.yearly_report.models import ReportFigure, YearlyReport

__all__ = (
    "ActCount",
    "ActTime",
    "ActTimeSample",
    "Action",
    "ActionPlan",
    "Admission",
    "AgendaItem",
    "AlertPoint",
    "Appeal",
    "AssetDownload",
    "AssetFile",
    "AssetVersion",
    "Attendance",
    "Attestation",
    "AuditFinding",
    "AuditMission",
    "AuditRating",
    "Auditor",
    "AuditorAccreditation",
    "AuditorEvaluation",
    "AuditorStatement",
    "Ballot",
    "BrandAsset",
    "BrandCharterVersion",
    "BrandLicence",
    "BrandProof",
    "CommitteeRulesVersion",
    "CommitteeSeat",
    "CommitteeSession",
    "Complaint",
    "ComplementRequest",
    "Correction",
    "Criterion",
    "CriterionAnswer",
    "DeadlineRule",
    "Decision",
    "Delegation",
    "DrawnMap",
    "Enquiry",
    "EvaluationFrameworkVersion",
    "Evidence",
    "Evolution",
    "Exchange",
    "FrozenCopy",
    "Handing",
    "HandingLine",
    "Handover",
    "Hearing",
    "InterestDeclaration",
    "Label",
    "LabelDossier",
    "LabelMention",
    "LabelRulesVersion",
    "MachineCases",
    "Membership",
    "Merger",
    "MinutesAddendum",
    "MisuseReport",
    "NoteMention",
    "OfficeNote",
    "OfficeTie",
    "Organism",
    "OrganismPicture",
    "OrganismTown",
    "PerformanceReading",
    "Piece",
    "PointReading",
    "ProcessSnapshot",
    "PublishedCommitment",
    "Rating",
    "Relance",
    "Report",
    "ReportFigure",
    "RequiredPiece",
    "Residence",
    "RulesDraft",
    "SatisfactionConsent",
    "SatisfactionResult",
    "SatisfactionSurvey",
    "SavedView",
    "SeatHolder",
    "Snapshot",
    "Stage",
    "StockImport",
    "StockImportPart",
    "SupportRequest",
    "TenantInvolvement",
    "Theme",
    "Tie",
    "TrackingImport",
    "Trademark",
    "UsageRulesVersion",
    "Waiver",
    "YearlyReport",
)
