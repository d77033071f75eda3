"""Models of the label, re-exported for Django."""

from labelling.committee.complaints.models import (
    Admission,
    Appeal,
    Complaint,
    Enquiry,
    MisuseReport,
)
from labelling.committee.corrections.models import Correction
from labelling.committee.evaluations.models import AuditorEvaluation
from labelling.committee.governance.models import Evolution
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
from labelling.committee.support.models import SupportRequest
from labelling.parties.accreditation.models import (
    Auditor,
    AuditorAccreditation,
    AuditorStatement,
    OfficeTie,
    Tie,
)
from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from labelling.parties.framework.models import (
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
from labelling.parties.organisms.models import Membership, Merger, Organism, OrganismTown
from labelling.parties.organisms.people.models import Delegation, Handover
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.path.assessment.models import CriterionAnswer, Evidence
from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating, Report, Snapshot
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import (
    AuditorRemark,
    Consultation,
    Reply,
    TenantWord,
    WordDraft,
    WordFile,
)
from labelling.path.dossiers.models import (
    ComplementRequest,
    FrozenCopy,
    LabelDossier,
    Piece,
    TenantInvolvement,
    Waiver,
)
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.stock.models import Rating, Residence, StockImport, StockImportPart
from labelling.path.team_surveys.models import AnswerCount, SurveyCode, TeamSurvey
from labelling.steering.act_ledger.models import ActCount, ActTime, ActTimeSample
from labelling.steering.follow_up.models import Exchange, NoteMention, OfficeNote, Relance
from labelling.steering.follow_up.relances.models import Handing, HandingLine
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.monitoring.models import SavedView
from labelling.steering.performance.models import PerformanceReading
from labelling.steering.process_map.models import (
    AlertPoint,
    DrawnMap,
    MachineCases,
    PointReading,
    ProcessSnapshot,
)
from labelling.steering.satisfaction.models import (
    SatisfactionConsent,
    SatisfactionResult,
    SatisfactionSurvey,
)
from labelling.steering.yearly_report.models import ReportFigure, YearlyReport
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.hearings.models import Hearing
from labelling.title.kit.models import AssetDownload, AssetFile, AssetVersion, BrandAsset
from labelling.title.labels.commitments.models import PublishedCommitment
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Attestation, Label
from labelling.title.labels.promises.models import DisplayedPromise
from labelling.title.licences.models import BrandLicence
from labelling.title.proofs.models import BrandProof

__all__ = (
    "AccessKey",
    "ActCount",
    "ActTime",
    "ActTimeSample",
    "Action",
    "ActionPlan",
    "Admission",
    "AgendaItem",
    "AlertPoint",
    "AnswerCount",
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
    "AuditorRemark",
    "AuditorStatement",
    "Ballot",
    "BodyContact",
    "BrandAsset",
    "BrandCharterVersion",
    "BrandLicence",
    "BrandProof",
    "CommitteeRulesVersion",
    "CommitteeSeat",
    "CommitteeSession",
    "Complaint",
    "ComplementRequest",
    "Consultation",
    "Correction",
    "Criterion",
    "CriterionAnswer",
    "DeadlineRule",
    "Decision",
    "Delegation",
    "DisplayedPromise",
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
    "Reply",
    "Report",
    "ReportFigure",
    "RepresentativeBody",
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
    "SurveyCode",
    "TeamSurvey",
    "TenantInvolvement",
    "TenantWord",
    "Theme",
    "Tie",
    "TrackingImport",
    "Trademark",
    "UsageRulesVersion",
    "Waiver",
    "WordDraft",
    "WordFile",
    "YearlyReport",
)
