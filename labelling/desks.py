"""CMS desks of the label: organisms, dossiers, audits, accreditations, seats, attestations."""

from wagtail_modeladmin.options import ModelAdminGroup

from labelling.accreditation.models import AuditorAccreditation
from labelling.audits.models import AuditMission
from labelling.brand.desk import CharterDesk, TrademarkDesk
from labelling.committee.models import CommitteeSession, SeatHolder
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Attestation, Label
from labelling.organisms.models import Organism
from portal.web.cms_desk import Desk


class OrganismDesk(Desk):
    model = Organism
    menu_icon = "group"
    list_display = ("name", "family", "region_said", "homes", "is_demo")
    list_filter = ("family", "is_active", "is_demo")
    list_export = ("name", "siren", "family", "region_said", "departement", "homes", "is_demo")
    search_fields = ("name", "siren")
    ordering = ("name",)

    def region_said(self, organism):
        return organism.region_name

    region_said.short_description = "région"


class DossierDesk(Desk):
    model = LabelDossier
    menu_icon = "folder-open-inverse"
    list_display = ("reference", "organism", "dossier_type", "state", "due_on", "since_at")
    list_filter = ("state", "dossier_type", "created_at", "is_demo")
    list_export = (
        "reference",
        "organism",
        "dossier_type",
        "state",
        "submitted_on",
        "registered_on",
        "decided_on",
    )
    list_select_related = ("organism",)
    search_fields = ("reference", "organism__name")
    ordering = ("-created_at",)
    inspect_view_fields_exclude = ("presentation", "instruction_note")


class MissionDesk(Desk):
    model = AuditMission
    menu_icon = "clipboard-list"
    list_display = ("reference", "dossier", "audit_type", "auditor", "state", "starts_on")
    list_filter = ("state", "audit_type", "starts_on")
    list_export = (
        "reference",
        "audit_type",
        "auditor",
        "state",
        "starts_on",
        "ends_on",
        "validated_on",
    )
    list_select_related = ("dossier__organism", "auditor__user")
    search_fields = ("reference", "dossier__organism__name")
    ordering = ("-created_at",)
    inspect_view_fields_exclude = ("summary", "organism_answer")


class AccreditationDesk(Desk):
    model = AuditorAccreditation
    menu_icon = "user"
    list_display = ("reference", "auditor", "state", "starts_on", "ends_on")
    list_filter = ("state", "ends_on")
    list_export = ("reference", "auditor", "state", "starts_on", "ends_on")
    list_select_related = ("auditor__user",)
    search_fields = ("reference", "auditor__user__last_name", "auditor__firm")
    ordering = ("-created_at",)


class SeatHolderDesk(Desk):
    model = SeatHolder
    menu_label = "Sièges et mandats"
    menu_icon = "tag"
    list_display = ("seat", "rank", "user", "since_on", "until_on")
    list_filter = ("rank", "seat__college")
    list_export = ("seat", "rank", "user", "since_on", "until_on")
    list_select_related = ("seat", "user")
    search_fields = ("seat__label", "user__last_name")
    ordering = ("seat__order", "rank")


class SessionDesk(Desk):
    model = CommitteeSession
    menu_icon = "date"
    list_display = ("reference", "held_on", "mode", "state", "place")
    list_filter = ("state", "mode", "held_on")
    list_export = ("reference", "held_on", "mode", "state")
    search_fields = ("reference", "place")
    ordering = ("-held_on",)
    inspect_view_fields = ("reference", "state", "held_on", "starts_at", "place", "mode", "rules")


class LabelDesk(Desk):
    model = Label
    menu_icon = "success"
    list_display = ("reference", "organism", "state", "cycle", "start_on", "end_on")
    list_filter = ("state", "end_on")
    list_export = ("reference", "organism", "state", "cycle", "start_on", "end_on")
    list_select_related = ("organism",)
    search_fields = ("reference", "organism__name")
    ordering = ("-start_on",)


class AttestationDesk(Desk):
    model = Attestation
    menu_icon = "doc-full-inverse"
    list_display = ("number", "organism_name", "status", "start_on", "end_on", "issued_on")
    list_filter = ("status", "issued_on")
    list_export = ("number", "organism_name", "status", "start_on", "end_on", "issued_on")
    search_fields = ("number", "organism_name")
    ordering = ("-number",)


class LabellingDesks(ModelAdminGroup):
    menu_label = "Labellisation"
    menu_icon = "clipboard-list"
    menu_order = 110
    items = (
        OrganismDesk,
        DossierDesk,
        MissionDesk,
        AccreditationDesk,
        SessionDesk,
        SeatHolderDesk,
        LabelDesk,
        AttestationDesk,
        TrademarkDesk,
        CharterDesk,
    )
