"""The tables of the label; what is published stays, a licence ends with its label (triggers)."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import labelling.brand.models
import labelling.brand.sentences
import labelling.brand.tokens
import labelling.complaints.handling
import labelling.framework.committee_rules
import labelling.framework.deadlines
import labelling.framework.evaluation
import labelling.framework.models
import labelling.organisms.models
import portal.core.clock
from portal.schema.operations import CreateTables, RunSQLOf

SQLITE = (
    "CREATE TRIGGER labelling_labelrulesversion_frozen_update BEFORE UPDATE ON labelling_labelrulesversion WHEN OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS NOT NEW.effective_to) OR CAST(OLD.id AS TEXT) IS NOT CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS NOT CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS NOT CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS NOT CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS NOT CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS NOT CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS NOT CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS NOT CAST(NEW.published_at AS TEXT) OR CAST(OLD.label_months AS TEXT) IS NOT CAST(NEW.label_months AS TEXT) OR CAST(OLD.assignment_mode AS TEXT) IS NOT CAST(NEW.assignment_mode AS TEXT) OR CAST(OLD.same_auditor_max AS TEXT) IS NOT CAST(NEW.same_auditor_max AS TEXT) OR CAST(OLD.hqs_counted AS TEXT) IS NOT CAST(NEW.hqs_counted AS TEXT) OR CAST(OLD.report_replacement_days AS TEXT) IS NOT CAST(NEW.report_replacement_days AS TEXT) OR CAST(OLD.auditor_access_days AS TEXT) IS NOT CAST(NEW.auditor_access_days AS TEXT) OR CAST(OLD.extensions_per_cycle AS TEXT) IS NOT CAST(NEW.extensions_per_cycle AS TEXT) OR CAST(OLD.dismissal_reminders AS TEXT) IS NOT CAST(NEW.dismissal_reminders AS TEXT) OR CAST(OLD.renewal_reminder_months AS TEXT) IS NOT CAST(NEW.renewal_reminder_months AS TEXT) OR CAST(OLD.accreditation_reminder_months AS TEXT) IS NOT CAST(NEW.accreditation_reminder_months AS TEXT) OR CAST(OLD.accreditation_missions_min AS TEXT) IS NOT CAST(NEW.accreditation_missions_min AS TEXT) OR CAST(OLD.accreditation_days_min AS TEXT) IS NOT CAST(NEW.accreditation_days_min AS TEXT) OR CAST(OLD.auditor_average_min AS TEXT) IS NOT CAST(NEW.auditor_average_min AS TEXT) OR CAST(OLD.charter_grace_days AS TEXT) IS NOT CAST(NEW.charter_grace_days AS TEXT) OR CAST(OLD.club_read_months AS TEXT) IS NOT CAST(NEW.club_read_months AS TEXT) OR CAST(OLD.club_takes_engaged AS TEXT) IS NOT CAST(NEW.club_takes_engaged AS TEXT)) BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_labelrulesversion_period_insert BEFORE INSERT ON labelling_labelrulesversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_labelrulesversion_period_update BEFORE UPDATE ON labelling_labelrulesversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_committeerulesversion_frozen_update BEFORE UPDATE ON labelling_committeerulesversion WHEN OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS NOT NEW.effective_to) OR CAST(OLD.id AS TEXT) IS NOT CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS NOT CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS NOT CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS NOT CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS NOT CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS NOT CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS NOT CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS NOT CAST(NEW.published_at AS TEXT) OR CAST(OLD.quorum_num AS TEXT) IS NOT CAST(NEW.quorum_num AS TEXT) OR CAST(OLD.quorum_den AS TEXT) IS NOT CAST(NEW.quorum_den AS TEXT) OR CAST(OLD.majority_num AS TEXT) IS NOT CAST(NEW.majority_num AS TEXT) OR CAST(OLD.majority_den AS TEXT) IS NOT CAST(NEW.majority_den AS TEXT) OR CAST(OLD.special_num AS TEXT) IS NOT CAST(NEW.special_num AS TEXT) OR CAST(OLD.special_den AS TEXT) IS NOT CAST(NEW.special_den AS TEXT) OR CAST(OLD.special_answers AS TEXT) IS NOT CAST(NEW.special_answers AS TEXT) OR CAST(OLD.casting_vote AS TEXT) IS NOT CAST(NEW.casting_vote AS TEXT) OR CAST(OLD.motivation_min AS TEXT) IS NOT CAST(NEW.motivation_min AS TEXT) OR CAST(OLD.written_consultation_days AS TEXT) IS NOT CAST(NEW.written_consultation_days AS TEXT) OR CAST(OLD.rule_text AS TEXT) IS NOT CAST(NEW.rule_text AS TEXT)) BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_committeerulesversion_period_insert BEFORE INSERT ON labelling_committeerulesversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_committeerulesversion_period_update BEFORE UPDATE ON labelling_committeerulesversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_evaluationframeworkversion_frozen_update BEFORE UPDATE ON labelling_evaluationframeworkversion WHEN OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS NOT NEW.effective_to) OR CAST(OLD.id AS TEXT) IS NOT CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS NOT CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS NOT CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS NOT CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS NOT CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS NOT CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS NOT CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS NOT CAST(NEW.published_at AS TEXT) OR CAST(OLD.gate_mandatory AS TEXT) IS NOT CAST(NEW.gate_mandatory AS TEXT) OR CAST(OLD.gate_theme AS TEXT) IS NOT CAST(NEW.gate_theme AS TEXT) OR CAST(OLD.gate_global AS TEXT) IS NOT CAST(NEW.gate_global AS TEXT) OR CAST(OLD.stock_priority_from AS TEXT) IS NOT CAST(NEW.stock_priority_from AS TEXT) OR CAST(OLD.stock_watch_from AS TEXT) IS NOT CAST(NEW.stock_watch_from AS TEXT) OR CAST(OLD.stock_axis_alarm AS TEXT) IS NOT CAST(NEW.stock_axis_alarm AS TEXT)) BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_evaluationframeworkversion_period_insert BEFORE INSERT ON labelling_evaluationframeworkversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_evaluationframeworkversion_period_update BEFORE UPDATE ON labelling_evaluationframeworkversion WHEN NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS NOT NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = date(NEW.effective_from, '-1 day')))) BEGIN SELECT RAISE(ABORT, 'rules: periods overlap or leave a gap'); END",
    "CREATE TRIGGER labelling_stage_frozen_insert BEFORE INSERT ON labelling_stage WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_stage_frozen_update BEFORE UPDATE ON labelling_stage WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_requiredpiece_frozen_insert BEFORE INSERT ON labelling_requiredpiece WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_requiredpiece_frozen_update BEFORE UPDATE ON labelling_requiredpiece WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_deadlinerule_frozen_insert BEFORE INSERT ON labelling_deadlinerule WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_deadlinerule_frozen_update BEFORE UPDATE ON labelling_deadlinerule WHEN EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_theme_frozen_insert BEFORE INSERT ON labelling_theme WHEN EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = NEW.framework_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_theme_frozen_update BEFORE UPDATE ON labelling_theme WHEN EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = OLD.framework_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = NEW.framework_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_criterion_frozen_insert BEFORE INSERT ON labelling_criterion WHEN EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = NEW.theme_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_criterion_frozen_update BEFORE UPDATE ON labelling_criterion WHEN EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = OLD.theme_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = NEW.theme_id AND v.status = 'published') BEGIN SELECT RAISE(ABORT, 'rules: published versions do not change'); END",
    "CREATE TRIGGER labelling_brandcharterversion_frozen_update BEFORE UPDATE ON labelling_brandcharterversion WHEN OLD.state IN ('published', 'recalled') AND NOT (OLD.state IN ('published') AND NEW.state IN ('recalled') AND NEW.changes IS OLD.changes AND NEW.code IS OLD.code AND NEW.created_at IS OLD.created_at AND NEW.digest IS OLD.digest AND NEW.effective_from IS OLD.effective_from AND NEW.grace_days IS OLD.grace_days AND NEW.id IS OLD.id AND NEW.logo IS OLD.logo AND NEW.published_at IS OLD.published_at AND NEW.source_note IS OLD.source_note AND NEW.text_font IS OLD.text_font AND NEW.title IS OLD.title AND NEW.title_font IS OLD.title_font AND NEW.tokens IS OLD.tokens) BEGIN SELECT RAISE(ABORT, 'brand: published versions do not change'); END",
    "CREATE TRIGGER labelling_usagerulesversion_frozen_update BEFORE UPDATE ON labelling_usagerulesversion WHEN OLD.state IN ('published', 'recalled') AND NOT (OLD.state IN ('published') AND NEW.state IN ('recalled') AND NEW.code IS OLD.code AND NEW.created_at IS OLD.created_at AND NEW.effective_from IS OLD.effective_from AND NEW.file_id IS OLD.file_id AND NEW.filed_at_inpi_on IS OLD.filed_at_inpi_on AND NEW.forbidden IS OLD.forbidden AND NEW.id IS OLD.id AND NEW.published_at IS OLD.published_at AND NEW.review_on IS OLD.review_on AND NEW.said_engaged IS OLD.said_engaged AND NEW.said_labelled IS OLD.said_labelled AND NEW.said_mention IS OLD.said_mention AND NEW.source_note IS OLD.source_note AND NEW.text IS OLD.text AND NEW.title IS OLD.title AND NEW.trademark_id IS OLD.trademark_id) BEGIN SELECT RAISE(ABORT, 'brand: published versions do not change'); END",
    "CREATE TRIGGER labelling_brandlicence_end_insert BEFORE INSERT ON labelling_brandlicence WHEN EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
    "CREATE TRIGGER labelling_brandlicence_end_update BEFORE UPDATE ON labelling_brandlicence WHEN EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
    "CREATE TRIGGER labelling_label_end_update BEFORE UPDATE ON labelling_label WHEN EXISTS (SELECT 1 FROM labelling_brandlicence b WHERE b.label_id = NEW.id AND b.end_on > NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION labelling_labelrulesversion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS DISTINCT FROM NEW.effective_to) OR CAST(OLD.id AS TEXT) IS DISTINCT FROM CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS DISTINCT FROM CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS DISTINCT FROM CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS DISTINCT FROM CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS DISTINCT FROM CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS DISTINCT FROM CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS DISTINCT FROM CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS DISTINCT FROM CAST(NEW.published_at AS TEXT) OR CAST(OLD.label_months AS TEXT) IS DISTINCT FROM CAST(NEW.label_months AS TEXT) OR CAST(OLD.assignment_mode AS TEXT) IS DISTINCT FROM CAST(NEW.assignment_mode AS TEXT) OR CAST(OLD.same_auditor_max AS TEXT) IS DISTINCT FROM CAST(NEW.same_auditor_max AS TEXT) OR CAST(OLD.hqs_counted AS TEXT) IS DISTINCT FROM CAST(NEW.hqs_counted AS TEXT) OR CAST(OLD.report_replacement_days AS TEXT) IS DISTINCT FROM CAST(NEW.report_replacement_days AS TEXT) OR CAST(OLD.auditor_access_days AS TEXT) IS DISTINCT FROM CAST(NEW.auditor_access_days AS TEXT) OR CAST(OLD.extensions_per_cycle AS TEXT) IS DISTINCT FROM CAST(NEW.extensions_per_cycle AS TEXT) OR CAST(OLD.dismissal_reminders AS TEXT) IS DISTINCT FROM CAST(NEW.dismissal_reminders AS TEXT) OR CAST(OLD.renewal_reminder_months AS TEXT) IS DISTINCT FROM CAST(NEW.renewal_reminder_months AS TEXT) OR CAST(OLD.accreditation_reminder_months AS TEXT) IS DISTINCT FROM CAST(NEW.accreditation_reminder_months AS TEXT) OR CAST(OLD.accreditation_missions_min AS TEXT) IS DISTINCT FROM CAST(NEW.accreditation_missions_min AS TEXT) OR CAST(OLD.accreditation_days_min AS TEXT) IS DISTINCT FROM CAST(NEW.accreditation_days_min AS TEXT) OR CAST(OLD.auditor_average_min AS TEXT) IS DISTINCT FROM CAST(NEW.auditor_average_min AS TEXT) OR CAST(OLD.charter_grace_days AS TEXT) IS DISTINCT FROM CAST(NEW.charter_grace_days AS TEXT) OR CAST(OLD.club_read_months AS TEXT) IS DISTINCT FROM CAST(NEW.club_read_months AS TEXT) OR CAST(OLD.club_takes_engaged AS TEXT) IS DISTINCT FROM CAST(NEW.club_takes_engaged AS TEXT)) THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_labelrulesversion_frozen_update BEFORE UPDATE ON labelling_labelrulesversion FOR EACH ROW EXECUTE FUNCTION labelling_labelrulesversion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_labelrulesversion_period_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_labelrulesversion_period_insert BEFORE INSERT ON labelling_labelrulesversion FOR EACH ROW EXECUTE FUNCTION labelling_labelrulesversion_period_insert()",
    "CREATE OR REPLACE FUNCTION labelling_labelrulesversion_period_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_labelrulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_labelrulesversion_period_update BEFORE UPDATE ON labelling_labelrulesversion FOR EACH ROW EXECUTE FUNCTION labelling_labelrulesversion_period_update()",
    "CREATE OR REPLACE FUNCTION labelling_labelrulesversion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_labelrulesversion_frozen_delete BEFORE DELETE ON labelling_labelrulesversion FOR EACH ROW EXECUTE FUNCTION labelling_labelrulesversion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_committeerulesversion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS DISTINCT FROM NEW.effective_to) OR CAST(OLD.id AS TEXT) IS DISTINCT FROM CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS DISTINCT FROM CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS DISTINCT FROM CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS DISTINCT FROM CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS DISTINCT FROM CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS DISTINCT FROM CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS DISTINCT FROM CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS DISTINCT FROM CAST(NEW.published_at AS TEXT) OR CAST(OLD.quorum_num AS TEXT) IS DISTINCT FROM CAST(NEW.quorum_num AS TEXT) OR CAST(OLD.quorum_den AS TEXT) IS DISTINCT FROM CAST(NEW.quorum_den AS TEXT) OR CAST(OLD.majority_num AS TEXT) IS DISTINCT FROM CAST(NEW.majority_num AS TEXT) OR CAST(OLD.majority_den AS TEXT) IS DISTINCT FROM CAST(NEW.majority_den AS TEXT) OR CAST(OLD.special_num AS TEXT) IS DISTINCT FROM CAST(NEW.special_num AS TEXT) OR CAST(OLD.special_den AS TEXT) IS DISTINCT FROM CAST(NEW.special_den AS TEXT) OR CAST(OLD.special_answers AS TEXT) IS DISTINCT FROM CAST(NEW.special_answers AS TEXT) OR CAST(OLD.casting_vote AS TEXT) IS DISTINCT FROM CAST(NEW.casting_vote AS TEXT) OR CAST(OLD.motivation_min AS TEXT) IS DISTINCT FROM CAST(NEW.motivation_min AS TEXT) OR CAST(OLD.written_consultation_days AS TEXT) IS DISTINCT FROM CAST(NEW.written_consultation_days AS TEXT) OR CAST(OLD.rule_text AS TEXT) IS DISTINCT FROM CAST(NEW.rule_text AS TEXT)) THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_committeerulesversion_frozen_update BEFORE UPDATE ON labelling_committeerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_committeerulesversion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_committeerulesversion_period_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_committeerulesversion_period_insert BEFORE INSERT ON labelling_committeerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_committeerulesversion_period_insert()",
    "CREATE OR REPLACE FUNCTION labelling_committeerulesversion_period_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_committeerulesversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_committeerulesversion_period_update BEFORE UPDATE ON labelling_committeerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_committeerulesversion_period_update()",
    "CREATE OR REPLACE FUNCTION labelling_committeerulesversion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_committeerulesversion_frozen_delete BEFORE DELETE ON labelling_committeerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_committeerulesversion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_evaluationframeworkversion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' AND ((OLD.effective_to IS NOT NULL AND OLD.effective_to IS DISTINCT FROM NEW.effective_to) OR CAST(OLD.id AS TEXT) IS DISTINCT FROM CAST(NEW.id AS TEXT) OR CAST(OLD.code AS TEXT) IS DISTINCT FROM CAST(NEW.code AS TEXT) OR CAST(OLD.title AS TEXT) IS DISTINCT FROM CAST(NEW.title AS TEXT) OR CAST(OLD.status AS TEXT) IS DISTINCT FROM CAST(NEW.status AS TEXT) OR CAST(OLD.effective_from AS TEXT) IS DISTINCT FROM CAST(NEW.effective_from AS TEXT) OR CAST(OLD.supersedes_id AS TEXT) IS DISTINCT FROM CAST(NEW.supersedes_id AS TEXT) OR CAST(OLD.source_note AS TEXT) IS DISTINCT FROM CAST(NEW.source_note AS TEXT) OR CAST(OLD.published_at AS TEXT) IS DISTINCT FROM CAST(NEW.published_at AS TEXT) OR CAST(OLD.gate_mandatory AS TEXT) IS DISTINCT FROM CAST(NEW.gate_mandatory AS TEXT) OR CAST(OLD.gate_theme AS TEXT) IS DISTINCT FROM CAST(NEW.gate_theme AS TEXT) OR CAST(OLD.gate_global AS TEXT) IS DISTINCT FROM CAST(NEW.gate_global AS TEXT) OR CAST(OLD.stock_priority_from AS TEXT) IS DISTINCT FROM CAST(NEW.stock_priority_from AS TEXT) OR CAST(OLD.stock_watch_from AS TEXT) IS DISTINCT FROM CAST(NEW.stock_watch_from AS TEXT) OR CAST(OLD.stock_axis_alarm AS TEXT) IS DISTINCT FROM CAST(NEW.stock_axis_alarm AS TEXT)) THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_evaluationframeworkversion_frozen_update BEFORE UPDATE ON labelling_evaluationframeworkversion FOR EACH ROW EXECUTE FUNCTION labelling_evaluationframeworkversion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_evaluationframeworkversion_period_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_evaluationframeworkversion_period_insert BEFORE INSERT ON labelling_evaluationframeworkversion FOR EACH ROW EXECUTE FUNCTION labelling_evaluationframeworkversion_period_insert()",
    "CREATE OR REPLACE FUNCTION labelling_evaluationframeworkversion_period_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = 'published' AND (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from <= COALESCE(NEW.effective_to, '9999-12-31') AND COALESCE(o.effective_to, '9999-12-31') >= NEW.effective_from) OR (EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from) AND NOT EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion o WHERE o.status = 'published' AND o.id IS DISTINCT FROM NEW.id AND o.effective_from < NEW.effective_from AND o.effective_to = NEW.effective_from - 1))) THEN RAISE EXCEPTION 'rules: periods overlap or leave a gap' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_evaluationframeworkversion_period_update BEFORE UPDATE ON labelling_evaluationframeworkversion FOR EACH ROW EXECUTE FUNCTION labelling_evaluationframeworkversion_period_update()",
    "CREATE OR REPLACE FUNCTION labelling_evaluationframeworkversion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'published' THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_evaluationframeworkversion_frozen_delete BEFORE DELETE ON labelling_evaluationframeworkversion FOR EACH ROW EXECUTE FUNCTION labelling_evaluationframeworkversion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_stage_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_stage_frozen_insert BEFORE INSERT ON labelling_stage FOR EACH ROW EXECUTE FUNCTION labelling_stage_frozen_insert()",
    "CREATE OR REPLACE FUNCTION labelling_stage_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_stage_frozen_update BEFORE UPDATE ON labelling_stage FOR EACH ROW EXECUTE FUNCTION labelling_stage_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_stage_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_stage_frozen_delete BEFORE DELETE ON labelling_stage FOR EACH ROW EXECUTE FUNCTION labelling_stage_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_requiredpiece_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_requiredpiece_frozen_insert BEFORE INSERT ON labelling_requiredpiece FOR EACH ROW EXECUTE FUNCTION labelling_requiredpiece_frozen_insert()",
    "CREATE OR REPLACE FUNCTION labelling_requiredpiece_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_requiredpiece_frozen_update BEFORE UPDATE ON labelling_requiredpiece FOR EACH ROW EXECUTE FUNCTION labelling_requiredpiece_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_requiredpiece_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_requiredpiece_frozen_delete BEFORE DELETE ON labelling_requiredpiece FOR EACH ROW EXECUTE FUNCTION labelling_requiredpiece_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_deadlinerule_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_deadlinerule_frozen_insert BEFORE INSERT ON labelling_deadlinerule FOR EACH ROW EXECUTE FUNCTION labelling_deadlinerule_frozen_insert()",
    "CREATE OR REPLACE FUNCTION labelling_deadlinerule_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = NEW.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_deadlinerule_frozen_update BEFORE UPDATE ON labelling_deadlinerule FOR EACH ROW EXECUTE FUNCTION labelling_deadlinerule_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_deadlinerule_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_labelrulesversion v WHERE v.id = OLD.rules_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_deadlinerule_frozen_delete BEFORE DELETE ON labelling_deadlinerule FOR EACH ROW EXECUTE FUNCTION labelling_deadlinerule_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_theme_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = NEW.framework_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_theme_frozen_insert BEFORE INSERT ON labelling_theme FOR EACH ROW EXECUTE FUNCTION labelling_theme_frozen_insert()",
    "CREATE OR REPLACE FUNCTION labelling_theme_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = OLD.framework_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = NEW.framework_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_theme_frozen_update BEFORE UPDATE ON labelling_theme FOR EACH ROW EXECUTE FUNCTION labelling_theme_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_theme_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_evaluationframeworkversion v WHERE v.id = OLD.framework_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_theme_frozen_delete BEFORE DELETE ON labelling_theme FOR EACH ROW EXECUTE FUNCTION labelling_theme_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_criterion_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = NEW.theme_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_criterion_frozen_insert BEFORE INSERT ON labelling_criterion FOR EACH ROW EXECUTE FUNCTION labelling_criterion_frozen_insert()",
    "CREATE OR REPLACE FUNCTION labelling_criterion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = OLD.theme_id AND v.status = 'published') OR EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = NEW.theme_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_criterion_frozen_update BEFORE UPDATE ON labelling_criterion FOR EACH ROW EXECUTE FUNCTION labelling_criterion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_criterion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_theme p JOIN labelling_evaluationframeworkversion v ON v.id = p.framework_id WHERE p.id = OLD.theme_id AND v.status = 'published') THEN RAISE EXCEPTION 'rules: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_criterion_frozen_delete BEFORE DELETE ON labelling_criterion FOR EACH ROW EXECUTE FUNCTION labelling_criterion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_brandcharterversion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state IN ('published', 'recalled') AND NOT (OLD.state IN ('published') AND NEW.state IN ('recalled') AND NEW.changes IS NOT DISTINCT FROM OLD.changes AND NEW.code IS NOT DISTINCT FROM OLD.code AND NEW.created_at IS NOT DISTINCT FROM OLD.created_at AND NEW.digest IS NOT DISTINCT FROM OLD.digest AND NEW.effective_from IS NOT DISTINCT FROM OLD.effective_from AND NEW.grace_days IS NOT DISTINCT FROM OLD.grace_days AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.logo IS NOT DISTINCT FROM OLD.logo AND NEW.published_at IS NOT DISTINCT FROM OLD.published_at AND NEW.source_note IS NOT DISTINCT FROM OLD.source_note AND NEW.text_font IS NOT DISTINCT FROM OLD.text_font AND NEW.title IS NOT DISTINCT FROM OLD.title AND NEW.title_font IS NOT DISTINCT FROM OLD.title_font AND NEW.tokens IS NOT DISTINCT FROM OLD.tokens) THEN RAISE EXCEPTION 'brand: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_brandcharterversion_frozen_update BEFORE UPDATE ON labelling_brandcharterversion FOR EACH ROW EXECUTE FUNCTION labelling_brandcharterversion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_brandcharterversion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state IN ('published', 'recalled') THEN RAISE EXCEPTION 'brand: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_brandcharterversion_frozen_delete BEFORE DELETE ON labelling_brandcharterversion FOR EACH ROW EXECUTE FUNCTION labelling_brandcharterversion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_usagerulesversion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state IN ('published', 'recalled') AND NOT (OLD.state IN ('published') AND NEW.state IN ('recalled') AND NEW.code IS NOT DISTINCT FROM OLD.code AND NEW.created_at IS NOT DISTINCT FROM OLD.created_at AND NEW.effective_from IS NOT DISTINCT FROM OLD.effective_from AND NEW.file_id IS NOT DISTINCT FROM OLD.file_id AND NEW.filed_at_inpi_on IS NOT DISTINCT FROM OLD.filed_at_inpi_on AND NEW.forbidden IS NOT DISTINCT FROM OLD.forbidden AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.published_at IS NOT DISTINCT FROM OLD.published_at AND NEW.review_on IS NOT DISTINCT FROM OLD.review_on AND NEW.said_engaged IS NOT DISTINCT FROM OLD.said_engaged AND NEW.said_labelled IS NOT DISTINCT FROM OLD.said_labelled AND NEW.said_mention IS NOT DISTINCT FROM OLD.said_mention AND NEW.source_note IS NOT DISTINCT FROM OLD.source_note AND NEW.text IS NOT DISTINCT FROM OLD.text AND NEW.title IS NOT DISTINCT FROM OLD.title AND NEW.trademark_id IS NOT DISTINCT FROM OLD.trademark_id) THEN RAISE EXCEPTION 'brand: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_usagerulesversion_frozen_update BEFORE UPDATE ON labelling_usagerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_usagerulesversion_frozen_update()",
    "CREATE OR REPLACE FUNCTION labelling_usagerulesversion_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state IN ('published', 'recalled') THEN RAISE EXCEPTION 'brand: published versions do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER labelling_usagerulesversion_frozen_delete BEFORE DELETE ON labelling_usagerulesversion FOR EACH ROW EXECUTE FUNCTION labelling_usagerulesversion_frozen_delete()",
    "CREATE OR REPLACE FUNCTION labelling_brandlicence_end_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) THEN RAISE EXCEPTION 'licences: a licence does not outlive its label' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_brandlicence_end_insert BEFORE INSERT ON labelling_brandlicence FOR EACH ROW EXECUTE FUNCTION labelling_brandlicence_end_insert()",
    "CREATE OR REPLACE FUNCTION labelling_brandlicence_end_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) THEN RAISE EXCEPTION 'licences: a licence does not outlive its label' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_brandlicence_end_update BEFORE UPDATE ON labelling_brandlicence FOR EACH ROW EXECUTE FUNCTION labelling_brandlicence_end_update()",
    "CREATE OR REPLACE FUNCTION labelling_label_end_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_brandlicence b WHERE b.label_id = NEW.id AND b.end_on > NEW.end_on) THEN RAISE EXCEPTION 'licences: a licence does not outlive its label' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER labelling_label_end_update BEFORE UPDATE ON labelling_label FOR EACH ROW EXECUTE FUNCTION labelling_label_end_update()",
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("portal", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CommitteeSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                        ("label", models.CharField(max_length=160, verbose_name="siège")),
                        ("college", models.CharField(max_length=80, verbose_name="collège")),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=100, verbose_name="ordre"),
                        ),
                        ("is_chair", models.BooleanField(default=False, verbose_name="présidence")),
                        (
                            "is_vice_chair",
                            models.BooleanField(default=False, verbose_name="vice-présidence"),
                        ),
                        (
                            "is_active",
                            models.BooleanField(default=True, verbose_name="siège pourvu"),
                        ),
                    ],
                    options={
                        "verbose_name": "siège",
                        "ordering": ("order", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.CharField(max_length=12, verbose_name="code")),
                        ("title", models.CharField(max_length=300, verbose_name="critère")),
                        ("expectation", models.TextField(verbose_name="attendu")),
                        (
                            "evidence_examples",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="exemples de preuves"
                            ),
                        ),
                        (
                            "mandatory",
                            models.BooleanField(default=False, verbose_name="obligatoire"),
                        ),
                        (
                            "applies_if",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "toujours"),
                                    ("mention", "mention spéciale seulement"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="s’applique",
                            ),
                        ),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="poids",
                            ),
                        ),
                        (
                            "audit_types",
                            models.JSONField(
                                default=labelling.framework.evaluation.every_audit,
                                validators=[labelling.framework.evaluation.valid_audit_types],
                                verbose_name="audits",
                            ),
                        ),
                        (
                            "formerly",
                            models.CharField(
                                blank=True,
                                max_length=12,
                                verbose_name="code dans la version précédente",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "critère",
                        "ordering": ("theme__order", "order"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Auditor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                max_length=120, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        ("firm", models.CharField(max_length=160, verbose_name="cabinet")),
                        (
                            "regions",
                            models.JSONField(default=list, verbose_name="régions d’intervention"),
                        ),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False,
                                verbose_name="accepte de paraître dans la liste publique (BR-45)",
                            ),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(default=False, verbose_name="personne inventée"),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="auditor",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "auditeur",
                        "ordering": ("user__last_name",),
                    },
                ),
                migrations.CreateModel(
                    name="AuditMission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "audit_type",
                            models.CharField(
                                choices=[
                                    ("hqs", "Diagnostic HQS"),
                                    ("implementation", "Audit de mise en œuvre"),
                                    ("verification", "Audit de vérification"),
                                    ("short_notice", "Audit complémentaire"),
                                ],
                                max_length=16,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("to_assign", "À attribuer"),
                                    ("proposed", "Proposée à l’auditeur"),
                                    ("declined", "Refusée"),
                                    ("accepted", "Acceptée"),
                                    ("planned", "Planifiée"),
                                    ("in_progress", "En cours"),
                                    ("fieldwork_closed", "Clôture terrain"),
                                    ("draft_report", "Rapport provisoire"),
                                    ("contradictory", "Observations de l’organisme"),
                                    ("final_report", "Rapport définitif"),
                                    ("validated", "Validé par le référent"),
                                    ("closed", "Clos"),
                                    ("postponed", "Reporté"),
                                    ("cancelled", "Annulé"),
                                ],
                                default="to_assign",
                                editable=False,
                                max_length=20,
                                verbose_name="état",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="du")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="au")),
                        (
                            "declared_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="impartialité déclarée le"
                            ),
                        ),
                        (
                            "decline_reason",
                            models.TextField(blank=True, verbose_name="motif de refus"),
                        ),
                        ("plan_sites", models.TextField(blank=True, verbose_name="sites visités")),
                        (
                            "plan_people",
                            models.TextField(
                                blank=True, verbose_name="personnes rencontrées (par fonction)"
                            ),
                        ),
                        (
                            "plan_tenants_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="rencontre des représentants de locataires le",
                            ),
                        ),
                        (
                            "plan_approved_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="plan approuvé le"
                            ),
                        ),
                        (
                            "opened_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="réunion d’ouverture le"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="réunion de clôture le"
                            ),
                        ),
                        (
                            "tenants_met_on",
                            models.DateField(
                                editable=False,
                                null=True,
                                verbose_name="représentants de locataires rencontrés le",
                            ),
                        ),
                        (
                            "tenants_absence_reason",
                            models.TextField(blank=True, verbose_name="motif de leur absence"),
                        ),
                        (
                            "summary",
                            models.TextField(blank=True, verbose_name="synthèse du rapport"),
                        ),
                        (
                            "organism_answer",
                            models.TextField(
                                blank=True, verbose_name="observations de l’organisme"
                            ),
                        ),
                        ("organism_answered_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "validated_on",
                            models.DateField(editable=False, null=True, verbose_name="validé le"),
                        ),
                        (
                            "finished_on",
                            models.DateField(editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "auditor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="missions",
                                to="labelling.auditor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mission d’audit",
                        "verbose_name_plural": "missions d’audit",
                        "ordering": ("-created_at",),
                    },
                ),
                migrations.CreateModel(
                    name="AuditorAccreditation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("submitted", "Déposé"),
                                    ("to_complete", "À compléter"),
                                    ("under_review", "Instruction"),
                                    ("training", "Formation à suivre"),
                                    ("committee_pending", "À valider en comité"),
                                    ("active", "Agréé"),
                                    ("suspended", "Suspendu"),
                                    ("expired", "Échu"),
                                    ("refused", "Refusé"),
                                    ("withdrawn", "Retiré"),
                                    ("renounced", "Renoncé"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "audit_types",
                            models.JSONField(default=list, verbose_name="types d’audit"),
                        ),
                        (
                            "references_text",
                            models.TextField(
                                blank=True, verbose_name="références professionnelles"
                            ),
                        ),
                        (
                            "is_independent",
                            models.BooleanField(
                                default=False, verbose_name="déclare son indépendance"
                            ),
                        ),
                        (
                            "insured_until_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="assurance valable jusqu’au"
                            ),
                        ),
                        (
                            "ethics_accepted_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="charte de déontologie acceptée le",
                            ),
                        ),
                        (
                            "trained_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="formation USH suivie le"
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(editable=False, null=True, verbose_name="du"),
                        ),
                        ("ends_on", models.DateField(editable=False, null=True, verbose_name="au")),
                        (
                            "auditor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accreditations",
                                to="labelling.auditor",
                                verbose_name="auditeur",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agrément",
                        "ordering": ("-created_at",),
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="point")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("label", "Attribution du label"),
                                    ("suspension", "Suspension d’un label"),
                                    ("reinstatement", "Levée d’une suspension"),
                                    ("withdrawal", "Retrait d’un label"),
                                    ("extension", "Prorogation d’un label"),
                                    ("accreditation", "Agrément d’un auditeur"),
                                ],
                                max_length=14,
                                verbose_name="objet",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_open", "À examiner"),
                                    ("open", "Vote ouvert"),
                                    ("closed", "Vote clos"),
                                    ("validated", "Décision validée"),
                                    ("void", "Vote annulé"),
                                    ("removed", "Retiré de l’ordre du jour"),
                                    ("annulled", "Décision annulée"),
                                ],
                                default="not_open",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, verbose_name="tour"
                            ),
                        ),
                        (
                            "pack_digest",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=64,
                                verbose_name="empreinte du dossier de séance",
                            ),
                        ),
                        (
                            "closed_quorum",
                            models.JSONField(
                                editable=False, null=True, verbose_name="quorum à la clôture"
                            ),
                        ),
                        (
                            "accreditation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="labelling.auditoraccreditation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "point de l’ordre du jour",
                        "verbose_name_plural": "points de l’ordre du jour",
                        "ordering": ("session", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="BrandAsset",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                max_length=120, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        (
                            "state",
                            models.CharField(
                                choices=[("offered", "Proposée"), ("retired", "Retirée")],
                                default="offered",
                                editable=False,
                                max_length=8,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("logo", "logo"),
                                    ("charter", "charte graphique"),
                                    ("template", "modèle de document"),
                                    ("poster", "affiche"),
                                    ("photo", "photographie"),
                                    ("video", "vidéo"),
                                    ("text", "texte"),
                                    ("slides", "présentation"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "variant",
                            models.CharField(
                                choices=[
                                    ("none", "sans logo d’usage réservé"),
                                    ("engaged", "engagé"),
                                    ("labelled", "labellisé"),
                                    ("mention", "mention spéciale"),
                                ],
                                default="none",
                                max_length=8,
                                verbose_name="variante",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "tout public"),
                                    ("engaged", "organismes engagés"),
                                    ("labelled", "organismes labellisés"),
                                    ("press", "presse"),
                                ],
                                max_length=8,
                                verbose_name="public visé",
                            ),
                        ),
                        (
                            "licence_required",
                            models.BooleanField(
                                verbose_name="réservée à qui a une autorisation d’usage"
                            ),
                        ),
                        (
                            "description",
                            models.TextField(max_length=600, verbose_name="description"),
                        ),
                        (
                            "alternative",
                            models.TextField(
                                max_length=600, verbose_name="équivalent pour qui ne voit pas"
                            ),
                        ),
                        (
                            "credit",
                            models.CharField(blank=True, max_length=160, verbose_name="crédit"),
                        ),
                        (
                            "rights_expire_on",
                            models.DateField(blank=True, null=True, verbose_name="fin des droits"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=100, verbose_name="ordre"),
                        ),
                    ],
                    options={
                        "verbose_name": "ressource du kit",
                        "verbose_name_plural": "ressources du kit",
                        "ordering": ("order", "name", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "logo"), _negated=True),
                                    ("variant", "none"),
                                    ("licence_required", True),
                                    _connector="OR",
                                ),
                                name="kit_reserved_logo_needs_licence",
                                violation_error_message="Un logo d’usage réservé demande une autorisation (BR-78).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("licence_required", False),
                                    models.Q(("variant", "none"), _negated=True),
                                    _connector="OR",
                                ),
                                name="kit_licence_names_variant",
                                violation_error_message="Dites quelle autorisation est demandée\xa0: choisissez une variante.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("audience__in", ("engaged", "labelled")),
                                        ("licence_required", True),
                                    ),
                                    models.Q(
                                        ("audience__in", ("public", "press")),
                                        ("licence_required", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="kit_audience_follows_licence",
                                violation_error_message="Une ressource réservée s’adresse aux organismes engagés ou labellisés\xa0; une ressource ouverte, au public ou à la presse.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("alternative", ""), _negated=True),
                                    models.Q(("description", ""), _negated=True),
                                ),
                                name="kit_alternative_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssetVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("in_force", "En vigueur"),
                                    ("replaced", "Remplacée"),
                                    ("withdrawn", "Retirée"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="ce qui change"
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="en vigueur depuis le"
                            ),
                        ),
                        (
                            "recipe",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=64,
                                verbose_name="empreinte du dessin",
                            ),
                        ),
                        (
                            "preview",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="aperçu",
                            ),
                        ),
                        (
                            "asset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="labelling.brandasset",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version d’une ressource",
                        "verbose_name_plural": "versions des ressources",
                        "ordering": ("-number",),
                    },
                ),
                migrations.CreateModel(
                    name="BrandCharterVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9.-]*$",
                                        "Un code tient en lettres, chiffres, points et traits d’union.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("published", "Publiée"),
                                    ("abandoned", "Abandonnée"),
                                    ("recalled", "Retirée avant son effet"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="en vigueur du")),
                        (
                            "source_note",
                            models.CharField(
                                default="Version de démonstration",
                                max_length=300,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="publiée le"
                            ),
                        ),
                        ("changes", models.TextField(blank=True, verbose_name="ce qui change")),
                        (
                            "tokens",
                            models.JSONField(
                                default=labelling.brand.tokens.shipped,
                                validators=[labelling.brand.tokens.valid_colours],
                                verbose_name="couleurs",
                            ),
                        ),
                        (
                            "title_font",
                            models.CharField(
                                choices=[
                                    ("bricolage", "Bricolage Grotesque"),
                                    ("atkinson", "Atkinson Hyperlegible Next"),
                                ],
                                default="bricolage",
                                max_length=10,
                                verbose_name="police des titres",
                            ),
                        ),
                        (
                            "text_font",
                            models.CharField(
                                choices=[
                                    ("bricolage", "Bricolage Grotesque"),
                                    ("atkinson", "Atkinson Hyperlegible Next"),
                                ],
                                default="atkinson",
                                max_length=10,
                                verbose_name="police du texte",
                            ),
                        ),
                        (
                            "logo",
                            models.TextField(blank=True, verbose_name="dessin de la marque (SVG)"),
                        ),
                        (
                            "grace_days",
                            models.PositiveSmallIntegerField(
                                default=labelling.brand.models.grace_days,
                                verbose_name="délai pour accepter la charte (jours)",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                db_index=True,
                                editable=False,
                                max_length=16,
                                verbose_name="empreinte de l’apparence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "charte graphique",
                        "verbose_name_plural": "chartes graphiques",
                        "ordering": ("-effective_from", "code"),
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="brandcharterversion_published_has_instant",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("effective_from",),
                                name="brand_charter_one_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BrandLicence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "variant",
                            models.CharField(
                                choices=[
                                    ("engaged", "Organisme engagé"),
                                    ("labelled", "Organisme labellisé"),
                                    ("mention", "Mention spéciale"),
                                ],
                                max_length=8,
                                verbose_name="variante",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("eligible", "Ouverte à l’organisme"),
                                    ("requested", "À accepter"),
                                    ("active", "En vigueur"),
                                    ("suspended", "Suspendue"),
                                    ("ending", "Cessation en cours"),
                                    ("ended", "Terminée"),
                                    ("revoked", "Révoquée"),
                                    ("refused", "Refusée"),
                                ],
                                default="eligible",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        ("perimeter", models.TextField(blank=True, verbose_name="périmètre")),
                        ("supports", models.JSONField(default=list, verbose_name="supports")),
                        ("use_note", models.TextField(blank=True, verbose_name="usages prévus")),
                        (
                            "start_on",
                            models.DateField(editable=False, null=True, verbose_name="du"),
                        ),
                        ("end_on", models.DateField(editable=False, null=True, verbose_name="au")),
                        (
                            "accepted_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="acceptée le"
                            ),
                        ),
                        (
                            "mandatory_mentions",
                            models.JSONField(
                                default=list, editable=False, verbose_name="mentions obligatoires"
                            ),
                        ),
                        (
                            "prohibited_uses",
                            models.JSONField(
                                default=list, editable=False, verbose_name="usages interdits"
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, editable=False, verbose_name="motif"),
                        ),
                        (
                            "digital_due_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="retrait numérique avant le"
                            ),
                        ),
                        (
                            "print_due_on",
                            models.DateField(
                                editable=False,
                                null=True,
                                verbose_name="retrait des imprimés avant le",
                            ),
                        ),
                        (
                            "digital_removed_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="numérique retiré le"
                            ),
                        ),
                        (
                            "print_removed_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="imprimés retirés le"
                            ),
                        ),
                        (
                            "removal_note",
                            models.TextField(
                                blank=True, editable=False, verbose_name="déclaration de retrait"
                            ),
                        ),
                        (
                            "removal_confirmed_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="retrait constaté le"
                            ),
                        ),
                        (
                            "escalated_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="relance de la Dircom le"
                            ),
                        ),
                        (
                            "grievance",
                            models.TextField(
                                blank=True, editable=False, verbose_name="manquement reproché"
                            ),
                        ),
                        (
                            "hearing_until_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="observations jusqu’au"
                            ),
                        ),
                        (
                            "observations",
                            models.TextField(
                                blank=True, editable=False, verbose_name="observations"
                            ),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "charter",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licences",
                                to="labelling.brandcharterversion",
                            ),
                        ),
                        (
                            "grievance_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "removal_proof",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "licence de marque",
                        "verbose_name_plural": "licences de marque",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="BrandProof",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="support")),
                        (
                            "support",
                            models.CharField(
                                choices=[
                                    ("web", "site et applications"),
                                    ("social", "réseaux sociaux"),
                                    ("mail", "courriers et signatures de courriel"),
                                    ("print", "affiches, plaquettes et rapports"),
                                    ("signs", "halls, agences et véhicules"),
                                    ("press", "presse et événements"),
                                ],
                                max_length=8,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "print_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="impression ou mise en ligne le"
                            ),
                        ),
                        ("comment", models.TextField(blank=True, verbose_name="commentaire")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "À relire"),
                                    ("changes_requested", "À corriger"),
                                    ("approved", "Approuvé"),
                                    ("refused", "Refusé"),
                                    ("withdrawn", "Retiré"),
                                ],
                                default="submitted",
                                editable=False,
                                max_length=17,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "submitted_on",
                            models.DateField(
                                default=portal.core.clock.today,
                                editable=False,
                                verbose_name="envoyé le",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, editable=False, verbose_name="réponse"),
                        ),
                        (
                            "answered_on",
                            models.DateField(editable=False, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "annotated",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proofs",
                                to="labelling.brandlicence",
                                verbose_name="licence",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bon à tirer",
                        "verbose_name_plural": "bons à tirer",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeRulesVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9.-]*$",
                                        "Un code tient en lettres, chiffres, points et traits d’union.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Brouillon"), ("published", "Publiée")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="en vigueur du")),
                        (
                            "effective_to",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="au"
                            ),
                        ),
                        (
                            "source_note",
                            models.CharField(
                                default="Version de démonstration",
                                max_length=300,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="publiée le"
                            ),
                        ),
                        (
                            "quorum_num",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="quorum, numérateur",
                            ),
                        ),
                        (
                            "quorum_den",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="quorum, dénominateur",
                            ),
                        ),
                        (
                            "majority_num",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="majorité, numérateur",
                            ),
                        ),
                        (
                            "majority_den",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="majorité, dénominateur",
                            ),
                        ),
                        (
                            "special_num",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="majorité renforcée, numérateur",
                            ),
                        ),
                        (
                            "special_den",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="majorité renforcée, dénominateur",
                            ),
                        ),
                        (
                            "special_answers",
                            models.JSONField(
                                blank=True,
                                default=labelling.framework.committee_rules.refusals_and_withdrawal,
                                validators=[labelling.framework.committee_rules.valid_special],
                                verbose_name="réponses à majorité renforcée",
                            ),
                        ),
                        (
                            "casting_vote",
                            models.BooleanField(
                                default=True, verbose_name="voix prépondérante du président"
                            ),
                        ),
                        (
                            "motivation_min",
                            models.PositiveSmallIntegerField(
                                default=50, verbose_name="motivation minimale (caractères)"
                            ),
                        ),
                        (
                            "written_consultation_days",
                            models.PositiveSmallIntegerField(
                                default=15, verbose_name="consultation écrite (jours)"
                            ),
                        ),
                        ("rule_text", models.TextField(verbose_name="règle affichée")),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="labelling.committeerulesversion",
                                verbose_name="remplace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "règles du comité",
                        "verbose_name_plural": "règles du comité",
                        "ordering": ("-effective_from", "code"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="tour")),
                        ("option", models.CharField(max_length=30, verbose_name="vote")),
                        ("is_current", models.BooleanField(default=True, verbose_name="compte")),
                        ("cast_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ballots",
                                to="labelling.agendaitem",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.committeeseat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vote",
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "En préparation"),
                                    ("convened", "Convoquée"),
                                    ("pack_sent", "Dossiers transmis"),
                                    ("open", "Ouverte"),
                                    ("closed", "Close"),
                                    ("minutes_draft", "Relevé provisoire"),
                                    ("minutes_approved", "Relevé approuvé"),
                                    ("archived", "Archivée"),
                                    ("cancelled", "Annulée"),
                                    ("reconvened", "Reconvoquée, faute de quorum"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="état",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="date")),
                        ("starts_at", models.TimeField(verbose_name="heure")),
                        ("place", models.CharField(max_length=200, verbose_name="lieu")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("in_session", "sur place"),
                                    ("remote_session", "à distance"),
                                    ("written_consultation", "consultation écrite"),
                                ],
                                default="in_session",
                                max_length=24,
                                verbose_name="forme",
                            ),
                        ),
                        (
                            "convened_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="convoquée le"
                            ),
                        ),
                        (
                            "urgency_reason",
                            models.TextField(blank=True, verbose_name="motif d’urgence"),
                        ),
                        (
                            "minutes_text",
                            models.TextField(blank=True, verbose_name="relevé de décisions"),
                        ),
                        (
                            "minutes_digest",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=64,
                                verbose_name="empreinte du relevé",
                            ),
                        ),
                        (
                            "minutes_approved_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="relevé approuvé le"
                            ),
                        ),
                        (
                            "minutes_file",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "rules",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.committeerulesversion",
                                verbose_name="règles",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "séance",
                        "ordering": ("-held_on",),
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "full_status",
                            models.CharField(
                                choices=[("present", "présent"), ("absent", "absent")],
                                default="absent",
                                max_length=8,
                                verbose_name="titulaire",
                            ),
                        ),
                        (
                            "substitute_status",
                            models.CharField(
                                choices=[("present", "présent"), ("absent", "absent")],
                                default="absent",
                                max_length=8,
                                verbose_name="suppléant",
                            ),
                        ),
                        ("noted_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.committeeseat",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="labelling.committeesession",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "émargement",
                    },
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="session",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="labelling.committeesession",
                    ),
                ),
                migrations.CreateModel(
                    name="AuditRating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="cotation"
                            ),
                        ),
                        ("is_na", models.BooleanField(default=False, verbose_name="sans objet")),
                        ("comment", models.TextField(blank=True, verbose_name="constat")),
                        ("rated_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratings",
                                to="labelling.auditmission",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.criterion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cotation de l’auditeur",
                        "verbose_name_plural": "cotations de l’auditeur",
                        "ordering": ("criterion__theme__order", "criterion__order"),
                    },
                ),
                migrations.CreateModel(
                    name="AuditFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="numéro")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("PF", "Point fort"),
                                    ("PP", "Piste de progrès"),
                                    ("PS", "Point sensible"),
                                    ("NCm", "Non-conformité mineure"),
                                    ("NCM", "Non-conformité majeure"),
                                ],
                                max_length=3,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Ouvert"),
                                    ("answered", "Répondu"),
                                    ("accepted", "Accepté"),
                                    ("rejected", "Réponse refusée"),
                                    ("closed", "Clos"),
                                ],
                                default="open",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="constat")),
                        ("evidence", models.TextField(blank=True, verbose_name="preuve factuelle")),
                        ("cause", models.TextField(blank=True, verbose_name="cause")),
                        ("correction", models.TextField(blank=True, verbose_name="correction")),
                        ("action", models.TextField(blank=True, verbose_name="action corrective")),
                        (
                            "owner",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="responsable (fonction)"
                            ),
                        ),
                        (
                            "planned_on",
                            models.DateField(blank=True, null=True, verbose_name="prévu le"),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="labelling.auditmission",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.criterion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "constat",
                        "ordering": ("number",),
                    },
                ),
                migrations.CreateModel(
                    name="CriterionAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="cotation"
                            ),
                        ),
                        ("is_na", models.BooleanField(default=False, verbose_name="sans objet")),
                        (
                            "na_reason",
                            models.TextField(blank=True, verbose_name="motif du sans objet"),
                        ),
                        (
                            "comment",
                            models.TextField(blank=True, verbose_name="ce que nous faisons"),
                        ),
                        ("updated_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.criterion",
                            ),
                        ),
                        (
                            "updated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réponse sur un critère",
                        "verbose_name_plural": "réponses sur les critères",
                        "ordering": ("criterion__theme__order", "criterion__order"),
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("option", models.CharField(max_length=30, verbose_name="décision")),
                        ("counts", models.JSONField(verbose_name="décompte")),
                        ("rule_text", models.TextField(verbose_name="règle appliquée")),
                        ("arithmetic", models.TextField(verbose_name="calcul")),
                        ("motivation", models.TextField(blank=True, verbose_name="motivation")),
                        (
                            "recommendations",
                            models.TextField(blank=True, verbose_name="recommandations"),
                        ),
                        ("decided_on", models.DateField(verbose_name="décidé le")),
                        ("validated_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("notified_on", models.DateField(null=True, verbose_name="notifié le")),
                        (
                            "annulled_on",
                            models.DateField(editable=False, null=True, verbose_name="annulée le"),
                        ),
                        (
                            "annulment_reason",
                            models.TextField(
                                blank=True, editable=False, verbose_name="motif de l’annulation"
                            ),
                        ),
                        (
                            "annulment_reference",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=200,
                                verbose_name="décision qui l’annule",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="labelling.agendaitem",
                            ),
                        ),
                        (
                            "validated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "décision",
                    },
                ),
                migrations.AddField(
                    model_name="auditoraccreditation",
                    name="decision",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="labelling.decision",
                    ),
                ),
                migrations.CreateModel(
                    name="Enquiry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "received_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="reçu le"
                            ),
                        ),
                        ("promised_on", models.DateField(verbose_name="réponse promise pour le")),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "answered_on",
                            models.DateField(editable=False, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "closed_on",
                            models.DateField(editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "sender_name",
                            models.CharField(blank=True, max_length=120, verbose_name="nom"),
                        ),
                        (
                            "sender_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="adresse électronique"
                            ),
                        ),
                        (
                            "organism_name",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="organisme nommé"
                            ),
                        ),
                        ("sent_key", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "moved_to",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="suivi sous"
                            ),
                        ),
                        (
                            "came_from",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="issu de"
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("label", "Le label et ses étapes"),
                                    ("join", "Devenir labellisé"),
                                    ("verify", "Une attestation à vérifier"),
                                    ("press", "Presse et partenariats"),
                                    ("data", "Mes données personnelles"),
                                    ("site", "Le site et son accessibilité"),
                                    ("other", "Autre sujet"),
                                ],
                                default="label",
                                max_length=8,
                                verbose_name="sujet",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Reçu"),
                                    ("answered", "Répondu"),
                                    ("closed", "Classé"),
                                    ("transferred", "Transféré"),
                                ],
                                default="received",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="pièce",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message",
                        "ordering": ("-received_on", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationFrameworkVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9.-]*$",
                                        "Un code tient en lettres, chiffres, points et traits d’union.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Brouillon"), ("published", "Publiée")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="en vigueur du")),
                        (
                            "effective_to",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="au"
                            ),
                        ),
                        (
                            "source_note",
                            models.CharField(
                                default="Version de démonstration",
                                max_length=300,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="publiée le"
                            ),
                        ),
                        (
                            "gate_mandatory",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[django.core.validators.MaxValueValidator(3)],
                                verbose_name="cotation minimale d’un critère obligatoire",
                            ),
                        ),
                        (
                            "gate_theme",
                            models.PositiveSmallIntegerField(
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="score minimal d’un thème (%)",
                            ),
                        ),
                        (
                            "gate_global",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="score global minimal (%)",
                            ),
                        ),
                        (
                            "stock_priority_from",
                            models.PositiveSmallIntegerField(
                                default=12, verbose_name="indice d’une situation prioritaire"
                            ),
                        ),
                        (
                            "stock_watch_from",
                            models.PositiveSmallIntegerField(
                                default=8, verbose_name="indice d’une situation à surveiller"
                            ),
                        ),
                        (
                            "stock_axis_alarm",
                            models.PositiveSmallIntegerField(
                                default=4, verbose_name="cote d’un axe qui rend prioritaire"
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="labelling.evaluationframeworkversion",
                                verbose_name="remplace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cadre d’évaluation",
                        "verbose_name_plural": "cadres d’évaluation",
                        "ordering": ("-effective_from", "code"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                        ("added_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="labelling.criterionanswer",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "preuve",
                        "ordering": ("added_at",),
                    },
                ),
                migrations.CreateModel(
                    name="InterestDeclaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("has_interest", models.BooleanField(verbose_name="a un intérêt")),
                        (
                            "nature",
                            models.TextField(blank=True, verbose_name="nature de l’intérêt"),
                        ),
                        (
                            "is_automatic",
                            models.BooleanField(
                                default=False, verbose_name="constaté par le portail"
                            ),
                        ),
                        (
                            "lift_reason",
                            models.TextField(blank=True, verbose_name="motif de la levée"),
                        ),
                        ("declared_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="labelling.agendaitem",
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "déclaration d’intérêt",
                        "verbose_name_plural": "déclarations d’intérêt",
                    },
                ),
                migrations.CreateModel(
                    name="Label",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "À prendre effet"),
                                    ("active", "En vigueur"),
                                    ("extended", "Prorogé"),
                                    ("suspended", "Suspendu"),
                                    ("expired", "Échu"),
                                    ("withdrawn", "Retiré"),
                                    ("renounced", "Renoncé"),
                                    ("superseded", "Remplacé"),
                                    ("annulled", "Annulé"),
                                ],
                                default="pending",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "cycle",
                            models.PositiveSmallIntegerField(default=1, verbose_name="cycle"),
                        ),
                        ("perimeter", models.TextField(verbose_name="périmètre")),
                        ("start_on", models.DateField(verbose_name="du")),
                        ("end_on", models.DateField(verbose_name="au")),
                        (
                            "ended_on",
                            models.DateField(editable=False, null=True, verbose_name="terminé le"),
                        ),
                        (
                            "suspended_on",
                            models.DateField(editable=False, null=True, verbose_name="suspendu le"),
                        ),
                        (
                            "safeguard_on",
                            models.DateField(
                                editable=False,
                                null=True,
                                verbose_name="suspendu à titre conservatoire le",
                            ),
                        ),
                        (
                            "notice_sent_on",
                            models.DateField(
                                editable=False,
                                null=True,
                                verbose_name="phase contradictoire ouverte le",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, editable=False, verbose_name="motif"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="labels",
                                to="labelling.decision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "label",
                        "ordering": ("-start_on",),
                    },
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="label",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.label",
                    ),
                ),
                migrations.CreateModel(
                    name="Attestation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(max_length=12, unique=True, verbose_name="numéro"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("preparing", "en préparation"),
                                    ("published", "publiée"),
                                    ("void", "annulée"),
                                    ("failed", "en échec"),
                                ],
                                default="preparing",
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "organism_name",
                            models.CharField(max_length=160, verbose_name="organisme"),
                        ),
                        ("perimeter", models.TextField(verbose_name="périmètre")),
                        ("start_on", models.DateField(verbose_name="du")),
                        ("end_on", models.DateField(verbose_name="au")),
                        ("decided_on", models.DateField(verbose_name="décidé le")),
                        (
                            "signatory_name",
                            models.CharField(max_length=170, verbose_name="signataire"),
                        ),
                        (
                            "signatory_title",
                            models.CharField(max_length=170, verbose_name="qualité du signataire"),
                        ),
                        (
                            "issued_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="émise le"
                            ),
                        ),
                        (
                            "template_hash",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte du modèle"
                            ),
                        ),
                        (
                            "void_reason",
                            models.TextField(blank=True, verbose_name="motif d’annulation"),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="essais"
                            ),
                        ),
                        (
                            "next_try_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="prochain essai",
                            ),
                        ),
                        (
                            "error",
                            models.TextField(
                                blank=True, editable=False, verbose_name="dernière erreur"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attestations",
                                to="labelling.label",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attestation",
                        "ordering": ("-number",),
                    },
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="label",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="labelling.label",
                    ),
                ),
                migrations.CreateModel(
                    name="LabelDossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "dossier_type",
                            models.CharField(
                                choices=[
                                    ("initial", "Premier label"),
                                    ("verification", "Maintien du label"),
                                    ("renewal", "Renouvellement"),
                                    ("mention", "Mention spéciale"),
                                    ("extension", "Extension de périmètre"),
                                ],
                                default="initial",
                                max_length=12,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("submitted", "Déposé"),
                                    ("to_complete", "À compléter"),
                                    ("registered", "Recevable"),
                                    ("diagnosis", "Diagnostic HQS"),
                                    ("preparation", "Préparation"),
                                    ("audit", "Audit en cours"),
                                    ("follow_up", "Traitement des constats"),
                                    ("review", "En instruction"),
                                    ("scheduled", "Inscrit au comité"),
                                    ("adjourned", "Ajourné"),
                                    ("granted", "Label accordé"),
                                    ("refused", "Refusé"),
                                    ("discontinued", "Désistement"),
                                    ("dismissed", "Classé sans suite"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="état",
                            ),
                        ),
                        ("presentation", models.TextField(blank=True, verbose_name="présentation")),
                        ("perimeter", models.TextField(blank=True, verbose_name="périmètre")),
                        (
                            "homes_in_perimeter",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="logements du périmètre"
                            ),
                        ),
                        (
                            "engagement_signed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="engagement signé le"
                            ),
                        ),
                        (
                            "submitted_on",
                            models.DateField(editable=False, null=True, verbose_name="déposé le"),
                        ),
                        (
                            "registered_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="recevable le"
                            ),
                        ),
                        (
                            "prepared_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="en préparation depuis le"
                            ),
                        ),
                        (
                            "scheduled_on",
                            models.DateField(editable=False, null=True, verbose_name="inscrit le"),
                        ),
                        (
                            "decided_on",
                            models.DateField(editable=False, null=True, verbose_name="décidé le"),
                        ),
                        (
                            "instruction_note",
                            models.TextField(blank=True, verbose_name="note d’instruction"),
                        ),
                        (
                            "dismissal_proposed_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="classement proposé le"
                            ),
                        ),
                        (
                            "outcome_reason",
                            models.TextField(blank=True, editable=False, verbose_name="motif"),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="dossier inventé"
                            ),
                        ),
                        (
                            "engagement_signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.evaluationframeworkversion",
                                verbose_name="cadre d’évaluation",
                            ),
                        ),
                        (
                            "instructed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier",
                        "ordering": ("-created_at",),
                    },
                ),
                migrations.AddField(
                    model_name="label",
                    name="dossier",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="labelling.labeldossier",
                    ),
                ),
                migrations.CreateModel(
                    name="FrozenCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField(default=portal.core.clock.now)),
                        ("content", models.JSONField()),
                        ("digest", models.CharField(max_length=64, verbose_name="empreinte")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="frozen_copies",
                                to="labelling.labeldossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "copie figée",
                        "ordering": ("-at",),
                    },
                ),
                migrations.AddField(
                    model_name="criterionanswer",
                    name="dossier",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="labelling.labeldossier",
                    ),
                ),
                migrations.CreateModel(
                    name="ComplementRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "piece_code",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="pièce concernée"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="demande et motif")),
                        ("due_on", models.DateField(verbose_name="pour le")),
                        ("asked_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complements",
                                to="labelling.labeldossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "demande de complément",
                        "ordering": ("asked_at", "pk"),
                    },
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="dossier",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.labeldossier",
                    ),
                ),
                migrations.AddField(
                    model_name="auditmission",
                    name="dossier",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="labelling.labeldossier",
                    ),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="dossier",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="labelling.labeldossier",
                    ),
                ),
                migrations.CreateModel(
                    name="ActionPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("validated_on", models.DateField(null=True, verbose_name="validé le")),
                        (
                            "validated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_plan",
                                to="labelling.labeldossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan d’actions",
                        "verbose_name_plural": "plans d’actions",
                    },
                ),
                migrations.CreateModel(
                    name="LabelMention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                default="Accompagnement du vieillissement",
                                max_length=80,
                                verbose_name="mention",
                            ),
                        ),
                        ("start_on", models.DateField(verbose_name="du")),
                        ("end_on", models.DateField(verbose_name="au")),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mention",
                                to="labelling.decision",
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentions",
                                to="labelling.label",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mention spéciale",
                        "verbose_name_plural": "mentions spéciales",
                        "ordering": ("start_on", "pk"),
                    },
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="mention",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.labelmention",
                    ),
                ),
                migrations.CreateModel(
                    name="LabelRulesVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9.-]*$",
                                        "Un code tient en lettres, chiffres, points et traits d’union.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Brouillon"), ("published", "Publiée")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="en vigueur du")),
                        (
                            "effective_to",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="au"
                            ),
                        ),
                        (
                            "source_note",
                            models.CharField(
                                default="Version de démonstration",
                                max_length=300,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="publiée le"
                            ),
                        ),
                        (
                            "label_months",
                            models.PositiveSmallIntegerField(
                                default=36, verbose_name="durée du label (mois)"
                            ),
                        ),
                        (
                            "assignment_mode",
                            models.CharField(
                                choices=[
                                    (
                                        "organism_choice",
                                        "l’organisme choisit parmi les auditeurs agréés",
                                    ),
                                    ("ush_designation", "l’USH désigne l’auditeur"),
                                ],
                                default="organism_choice",
                                max_length=20,
                                verbose_name="choix de l’auditeur",
                            ),
                        ),
                        (
                            "same_auditor_max",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="évaluations de suite par le même auditeur"
                            ),
                        ),
                        (
                            "hqs_counted",
                            models.BooleanField(
                                default=True,
                                verbose_name="le diagnostic HQS compte dans cette limite",
                            ),
                        ),
                        (
                            "report_replacement_days",
                            models.PositiveSmallIntegerField(
                                default=15, verbose_name="remplacement du rapport (jours)"
                            ),
                        ),
                        (
                            "auditor_access_days",
                            models.PositiveSmallIntegerField(
                                default=15, verbose_name="accès de l’auditeur après clôture (jours)"
                            ),
                        ),
                        (
                            "extensions_per_cycle",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="prorogations par cycle"
                            ),
                        ),
                        (
                            "dismissal_reminders",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="relances avant classement sans suite"
                            ),
                        ),
                        (
                            "renewal_reminder_months",
                            models.JSONField(
                                default=labelling.framework.models.renewal_months,
                                validators=[labelling.framework.deadlines.numbers],
                                verbose_name="rappels de renouvellement (mois avant)",
                            ),
                        ),
                        (
                            "accreditation_reminder_months",
                            models.JSONField(
                                default=labelling.framework.models.accreditation_months,
                                validators=[labelling.framework.deadlines.numbers],
                                verbose_name="rappels d’agrément (mois avant)",
                            ),
                        ),
                        (
                            "accreditation_missions_min",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="missions pendant l’agrément"
                            ),
                        ),
                        (
                            "accreditation_days_min",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="journées de communauté par an"
                            ),
                        ),
                        (
                            "auditor_average_min",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="réponses avant moyenne de l’auditeur"
                            ),
                        ),
                        (
                            "charter_grace_days",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="délai après une nouvelle charte (jours)"
                            ),
                        ),
                        (
                            "club_read_months",
                            models.PositiveSmallIntegerField(
                                default=6, verbose_name="lecture du club après le label (mois)"
                            ),
                        ),
                        (
                            "club_takes_engaged",
                            models.BooleanField(
                                default=False, verbose_name="le club prend les engagés"
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="labelling.labelrulesversion",
                                verbose_name="remplace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "règlement du label",
                        "verbose_name_plural": "règlements du label",
                        "ordering": ("-effective_from", "code"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.AddField(
                    model_name="labeldossier",
                    name="rules",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="labelling.labelrulesversion",
                        verbose_name="règles",
                    ),
                ),
                migrations.CreateModel(
                    name="DeadlineRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.CharField(max_length=6, verbose_name="code")),
                        ("label", models.CharField(max_length=160, verbose_name="objet")),
                        (
                            "delay",
                            models.CharField(
                                max_length=6,
                                validators=[labelling.framework.deadlines.valid_delay],
                                verbose_name="délai",
                            ),
                        ),
                        (
                            "delay_max",
                            models.CharField(
                                blank=True,
                                max_length=6,
                                validators=[labelling.framework.deadlines.valid_delay],
                                verbose_name="délai le plus long",
                            ),
                        ),
                        (
                            "is_before",
                            models.BooleanField(default=False, verbose_name="compté avant la date"),
                        ),
                        ("starts", models.CharField(max_length=120, verbose_name="compté depuis")),
                        (
                            "reminders",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[labelling.framework.deadlines.numbers],
                                verbose_name="rappels (jours avant l’échéance)",
                            ),
                        ),
                        (
                            "rules",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadline_rules",
                                to="labelling.labelrulesversion",
                                verbose_name="règlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "délai",
                        "ordering": ("rules", "order"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="MinutesAddendum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "written_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="écrit le"
                            ),
                        ),
                        ("approved_on", models.DateField(null=True, verbose_name="approuvé le")),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="empreinte"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="labelling.committeesession",
                                verbose_name="séance",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "additif au relevé",
                        "verbose_name_plural": "additifs au relevé",
                        "ordering": ("session", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="Organism",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="nom")),
                        (
                            "slug",
                            models.SlugField(
                                max_length=160, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        (
                            "siren",
                            models.CharField(
                                max_length=9,
                                unique=True,
                                validators=[labelling.organisms.models.valid_siren],
                                verbose_name="Siren",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("OPH", "Office public de l’habitat"),
                                    ("ESH", "Entreprise sociale pour l’habitat"),
                                    ("COOP", "Coopérative Hlm"),
                                    ("PROCIVIS", "Procivis (SACICAP)"),
                                ],
                                max_length=10,
                                verbose_name="famille",
                            ),
                        ),
                        ("region", models.CharField(max_length=3, verbose_name="région")),
                        ("departement", models.CharField(max_length=3, verbose_name="département")),
                        (
                            "city",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="commune du siège"
                            ),
                        ),
                        ("homes", models.PositiveIntegerField(default=0, verbose_name="logements")),
                        ("website", models.URLField(blank=True, verbose_name="site")),
                        (
                            "is_active",
                            models.BooleanField(default=True, verbose_name="en activité"),
                        ),
                        (
                            "has_public_consent",
                            models.BooleanField(
                                default=False,
                                verbose_name="accepte de paraître comme engagé (BR-70)",
                            ),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(default=False, verbose_name="organisme inventé"),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="source des faits publics"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=portal.core.clock.now, editable=False),
                        ),
                    ],
                    options={
                        "verbose_name": "organisme",
                        "ordering": ("name",),
                        "indexes": [
                            models.Index(fields=["region", "family"], name="organism_region_family")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MisuseReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "received_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="reçu le"
                            ),
                        ),
                        ("promised_on", models.DateField(verbose_name="réponse promise pour le")),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "answered_on",
                            models.DateField(editable=False, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "closed_on",
                            models.DateField(editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "sender_name",
                            models.CharField(blank=True, max_length=120, verbose_name="nom"),
                        ),
                        (
                            "sender_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="adresse électronique"
                            ),
                        ),
                        (
                            "organism_name",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="organisme nommé"
                            ),
                        ),
                        ("sent_key", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "moved_to",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="suivi sous"
                            ),
                        ),
                        (
                            "came_from",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="issu de"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("mark", "Le logo ou le nom du label utilisé sans droit"),
                                    (
                                        "claim",
                                        "Un organisme se dit labellisé et ne l’est pas, ou plus",
                                    ),
                                    ("attestation", "Une attestation qui paraît fausse"),
                                    ("quality", "Un problème de qualité de service qui dure"),
                                    ("other", "Autre chose"),
                                ],
                                max_length=12,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=300, verbose_name="vu où"),
                        ),
                        ("seen_on", models.DateField(blank=True, null=True, verbose_name="vu le")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Reçu"),
                                    ("acknowledged", "Pris en charge"),
                                    ("founded", "Retenu"),
                                    ("unfounded", "Non retenu"),
                                    ("redirected", "Réorienté"),
                                    ("handled", "Traité"),
                                    ("closed", "Clos"),
                                    ("transferred", "Transféré"),
                                ],
                                default="received",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "finding",
                            models.TextField(blank=True, verbose_name="ce qui a été constaté"),
                        ),
                        (
                            "redirected_to",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="réorienté vers"
                            ),
                        ),
                        (
                            "measures",
                            models.TextField(blank=True, verbose_name="ce qui a été fait"),
                        ),
                        (
                            "retained_on",
                            models.DateField(editable=False, null=True, verbose_name="retenu le"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="pièce",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="misuses",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signalement",
                        "ordering": ("-received_on", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[("contact", "correspondant"), ("signatory", "signataire")],
                                max_length=10,
                                verbose_name="rôle",
                            ),
                        ),
                        (
                            "job",
                            models.CharField(blank=True, max_length=120, verbose_name="fonction"),
                        ),
                        (
                            "is_active",
                            models.BooleanField(default=True, verbose_name="en fonction"),
                        ),
                        (
                            "since_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="depuis le"
                            ),
                        ),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "membre d’un organisme",
                        "verbose_name_plural": "membres des organismes",
                        "ordering": ("user__last_name",),
                    },
                ),
                migrations.AddField(
                    model_name="labeldossier",
                    name="organism",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="labelling.organism",
                        verbose_name="organisme",
                    ),
                ),
                migrations.AddField(
                    model_name="label",
                    name="organism",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="labelling.organism",
                        verbose_name="organisme",
                    ),
                ),
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "received_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="reçu le"
                            ),
                        ),
                        ("promised_on", models.DateField(verbose_name="réponse promise pour le")),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "answered_on",
                            models.DateField(editable=False, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "closed_on",
                            models.DateField(editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "sender_name",
                            models.CharField(blank=True, max_length=120, verbose_name="nom"),
                        ),
                        (
                            "sender_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="adresse électronique"
                            ),
                        ),
                        (
                            "organism_name",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="organisme nommé"
                            ),
                        ),
                        ("sent_key", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "moved_to",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="suivi sous"
                            ),
                        ),
                        (
                            "came_from",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="issu de"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("organisation", "L’organisation du label"),
                                    ("audit", "Un audit"),
                                    ("organism", "Un organisme labellisé"),
                                ],
                                max_length=12,
                                verbose_name="objet",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Reçue"),
                                    ("acknowledged", "Prise en charge"),
                                    ("investigated", "Instruite"),
                                    ("decided", "Décidée"),
                                    ("notified", "Notifiée"),
                                    ("transferred", "Transférée"),
                                ],
                                default="received",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        ("finding", models.TextField(blank=True, verbose_name="instruction")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("founded", "Fondée"),
                                    ("partly", "Fondée en partie"),
                                    ("unfounded", "Non fondée"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="pièce",
                            ),
                        ),
                        (
                            "handlers",
                            models.ManyToManyField(
                                blank=True,
                                related_name="complaints_handled",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="chargés de l’instruction",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="labelling.auditmission",
                                verbose_name="audit contesté",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="labelling.decision",
                                verbose_name="décision contestée",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réclamation",
                        "ordering": ("-received_on", "-pk"),
                        "abstract": False,
                    },
                    bases=(labelling.complaints.handling.Handled, models.Model),
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="organism",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.organism",
                        verbose_name="organisme",
                    ),
                ),
                migrations.CreateModel(
                    name="AssetDownload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "template",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="modèle composé"
                            ),
                        ),
                        ("form", models.CharField(max_length=60, verbose_name="format")),
                        (
                            "variant",
                            models.CharField(
                                choices=[
                                    ("none", "sans logo d’usage réservé"),
                                    ("engaged", "engagé"),
                                    ("labelled", "labellisé"),
                                    ("mention", "mention spéciale"),
                                ],
                                max_length=8,
                                verbose_name="variante",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=portal.core.clock.now, verbose_name="le"),
                        ),
                        ("keep_until_on", models.DateField(verbose_name="à garder jusqu’au")),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="downloads",
                                to="labelling.assetversion",
                                verbose_name="version",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kit_downloads",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "téléchargement du kit",
                        "verbose_name_plural": "téléchargements du kit",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "received_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="reçu le"
                            ),
                        ),
                        ("promised_on", models.DateField(verbose_name="réponse promise pour le")),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "answered_on",
                            models.DateField(editable=False, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "closed_on",
                            models.DateField(editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Reçu"),
                                    ("acknowledged", "Pris en charge"),
                                    ("investigated", "Instruit"),
                                    ("decided", "Décidé"),
                                    ("notified", "Notifié"),
                                ],
                                default="received",
                                editable=False,
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        ("finding", models.TextField(blank=True, verbose_name="instruction")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Accueilli\xa0: réexamen"),
                                    ("dismissed", "Rejeté"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="pièce",
                            ),
                        ),
                        (
                            "handlers",
                            models.ManyToManyField(
                                blank=True,
                                related_name="appeals_handled",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="chargés de l’instruction",
                            ),
                        ),
                        (
                            "lodged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="formé par",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeal",
                                to="labelling.decision",
                                verbose_name="décision contestée",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recours",
                        "verbose_name_plural": "recours",
                        "ordering": ("-received_on", "-pk"),
                        "abstract": False,
                    },
                    bases=(labelling.complaints.handling.Handled, models.Model),
                ),
                migrations.CreateModel(
                    name="Piece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="pièce")),
                        (
                            "stage",
                            models.CharField(blank=True, max_length=40, verbose_name="étape"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                        (
                            "is_current",
                            models.BooleanField(default=True, verbose_name="en vigueur"),
                        ),
                        (
                            "is_frozen",
                            models.BooleanField(default=False, verbose_name="figée par un dépôt"),
                        ),
                        ("added_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pieces",
                                to="labelling.labeldossier",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pièce",
                        "ordering": ("code", "-added_at"),
                    },
                ),
                migrations.CreateModel(
                    name="PublishedCommitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(verbose_name="place dans la liste"),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="engagement")),
                        (
                            "target",
                            models.CharField(blank=True, max_length=80, verbose_name="objectif"),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="résultat mesuré"
                            ),
                        ),
                        (
                            "measured_on",
                            models.DateField(blank=True, null=True, verbose_name="mesuré le"),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="source"),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="écrit le",
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="public depuis le"
                            ),
                        ),
                        (
                            "ended_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="public jusqu’au"
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="labelling.organism",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "engagement publié",
                        "verbose_name_plural": "engagements publiés",
                        "ordering": ("place", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="version")),
                        ("at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="labelling.auditmission",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rapport d’audit",
                        "verbose_name_plural": "rapports d’audit",
                        "ordering": ("-number",),
                    },
                ),
                migrations.CreateModel(
                    name="RequiredPiece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "dossier_type",
                            models.CharField(
                                choices=[
                                    ("initial", "Premier label"),
                                    ("verification", "Maintien du label"),
                                    ("renewal", "Renouvellement"),
                                    ("mention", "Mention spéciale"),
                                    ("extension", "Extension de périmètre"),
                                ],
                                max_length=15,
                                verbose_name="type de dossier",
                            ),
                        ),
                        ("stage", models.SlugField(max_length=30, verbose_name="étape")),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("label", models.CharField(max_length=160, verbose_name="pièce")),
                        (
                            "hint",
                            models.CharField(blank=True, max_length=300, verbose_name="précision"),
                        ),
                        (
                            "mandatory",
                            models.BooleanField(default=True, verbose_name="obligatoire"),
                        ),
                        (
                            "several",
                            models.BooleanField(
                                default=False, verbose_name="plusieurs fichiers possibles"
                            ),
                        ),
                        (
                            "extensions",
                            models.JSONField(
                                default=list,
                                validators=[labelling.framework.models.words_list],
                                verbose_name="formats acceptés",
                            ),
                        ),
                        (
                            "rules",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="required_pieces",
                                to="labelling.labelrulesversion",
                                verbose_name="règlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pièce demandée",
                        "verbose_name_plural": "pièces demandées",
                        "ordering": ("rules", "dossier_type", "order"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Residence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="code")),
                        ("name", models.CharField(max_length=160, verbose_name="nom")),
                        (
                            "address",
                            models.CharField(blank=True, max_length=250, verbose_name="adresse"),
                        ),
                        (
                            "postcode",
                            models.CharField(blank=True, max_length=5, verbose_name="code postal"),
                        ),
                        ("insee", models.CharField(max_length=5, verbose_name="code Insee")),
                        ("homes", models.PositiveIntegerField(verbose_name="logements")),
                        (
                            "built_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="année de construction"
                            ),
                        ),
                        (
                            "is_qpv",
                            models.BooleanField(
                                default=False, verbose_name="en quartier prioritaire"
                            ),
                        ),
                        (
                            "agency",
                            models.CharField(blank=True, max_length=100, verbose_name="agence"),
                        ),
                        (
                            "is_active",
                            models.BooleanField(default=True, verbose_name="dans le patrimoine"),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="labelling.organism",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "résidence",
                        "ordering": ("name", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "building",
                            models.PositiveSmallIntegerField(verbose_name="bâti et équipements"),
                        ),
                        (
                            "cleanliness",
                            models.PositiveSmallIntegerField(verbose_name="propreté et abords"),
                        ),
                        (
                            "tranquillity",
                            models.PositiveSmallIntegerField(verbose_name="tranquillité"),
                        ),
                        ("management", models.PositiveSmallIntegerField(verbose_name="gestion")),
                        (
                            "satisfaction",
                            models.PositiveSmallIntegerField(
                                verbose_name="satisfaction et réclamations"
                            ),
                        ),
                        (
                            "index",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="index"),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("priority", "prioritaire"),
                                    ("watch", "à surveiller"),
                                    ("ordinary", "ordinaire"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="classe",
                            ),
                        ),
                        ("rated_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratings",
                                to="labelling.labeldossier",
                            ),
                        ),
                        (
                            "rated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratings",
                                to="labelling.residence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cotation d’une résidence",
                        "ordering": ("-index",),
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="numéro")),
                        (
                            "scope",
                            models.CharField(
                                choices=[("transversal", "transversale"), ("local", "locale")],
                                max_length=12,
                                verbose_name="portée",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="action")),
                        (
                            "criterion_code",
                            models.CharField(blank=True, max_length=8, verbose_name="critère"),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="responsable (fonction)"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="pour le")),
                        (
                            "indicator",
                            models.CharField(blank=True, max_length=200, verbose_name="indicateur"),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("planned", "à faire"),
                                    ("doing", "en cours"),
                                    ("done", "faite"),
                                    ("dropped", "abandonnée"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="avancement",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="labelling.labeldossier",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="labelling.residence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "action",
                        "ordering": ("scope", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="SeatHolder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[("full", "titulaire"), ("substitute", "suppléant")],
                                max_length=10,
                                verbose_name="rang",
                            ),
                        ),
                        (
                            "since_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="depuis le"
                            ),
                        ),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au"),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holders",
                                to="labelling.committeeseat",
                                verbose_name="siège",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mandat",
                        "ordering": ("seat__order", "rank"),
                    },
                ),
                migrations.CreateModel(
                    name="Snapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[("pre", "avant l’audit"), ("post", "après l’audit")],
                                max_length=4,
                                verbose_name="moment",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(default=portal.core.clock.now)),
                        ("content", models.JSONField()),
                        ("digest", models.CharField(max_length=64, verbose_name="empreinte")),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="snapshots",
                                to="labelling.auditmission",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "instantané",
                    },
                ),
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "dossier_type",
                            models.CharField(
                                choices=[
                                    ("initial", "Premier label"),
                                    ("verification", "Maintien du label"),
                                    ("renewal", "Renouvellement"),
                                    ("mention", "Mention spéciale"),
                                    ("extension", "Extension de périmètre"),
                                ],
                                max_length=15,
                                verbose_name="type de dossier",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.SlugField(max_length=30, verbose_name="code")),
                        ("label", models.CharField(max_length=120, verbose_name="étape")),
                        (
                            "hint",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="ce qui s’y passe"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                max_length=20, verbose_name="état du dossier à l’entrée"
                            ),
                        ),
                        (
                            "other_states",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[labelling.framework.models.words_list],
                                verbose_name="autres états",
                            ),
                        ),
                        (
                            "audit_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "sans audit"),
                                    ("hqs", "diagnostic HQS"),
                                    ("implementation", "audit de mise en œuvre"),
                                    ("verification", "audit de vérification"),
                                ],
                                default="",
                                max_length=15,
                                verbose_name="audit",
                            ),
                        ),
                        (
                            "anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "sans fenêtre"),
                                    ("hqs_closing", "la clôture du diagnostic HQS"),
                                    ("label_start", "le début du label"),
                                    ("label_end", "la fin du label"),
                                ],
                                default="",
                                max_length=15,
                                verbose_name="fenêtre comptée depuis",
                            ),
                        ),
                        (
                            "deadline",
                            models.CharField(
                                blank=True, max_length=6, verbose_name="délai de la fenêtre"
                            ),
                        ),
                        (
                            "offset_min_months",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="au plus tôt (mois)"
                            ),
                        ),
                        (
                            "offset_max_months",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="au plus tard (mois)"
                            ),
                        ),
                        (
                            "requires_committee",
                            models.BooleanField(default=False, verbose_name="décision du comité"),
                        ),
                        (
                            "needs_tenants",
                            models.BooleanField(
                                default=False, verbose_name="preuve d’association des locataires"
                            ),
                        ),
                        (
                            "rules",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="labelling.labelrulesversion",
                                verbose_name="règlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "étape",
                        "ordering": ("rules", "dossier_type", "order"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="StockImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="numéro")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("previewed", "à confirmer"),
                                    ("confirmed", "importé"),
                                    ("abandoned", "abandonné"),
                                ],
                                default="previewed",
                                max_length=10,
                                verbose_name="suite",
                            ),
                        ),
                        ("name", models.CharField(max_length=255, verbose_name="fichier")),
                        ("report", models.JSONField(verbose_name="compte rendu")),
                        ("at", models.DateTimeField(default=portal.core.clock.now)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stock_imports",
                                to="labelling.labeldossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import de patrimoine",
                        "ordering": ("-number",),
                    },
                ),
                migrations.CreateModel(
                    name="TenantInvolvement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("stage", models.CharField(max_length=40, verbose_name="étape")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("information", "Information"),
                                    ("hearing", "Audition"),
                                    ("concertation", "Concertation"),
                                    ("restitution", "Restitution"),
                                ],
                                max_length=12,
                                verbose_name="nature",
                            ),
                        ),
                        ("body", models.CharField(max_length=200, verbose_name="instance")),
                        ("held_on", models.DateField(verbose_name="date")),
                        (
                            "attendees",
                            models.PositiveIntegerField(verbose_name="nombre de présents"),
                        ),
                        ("added_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tenant_involvements",
                                to="labelling.labeldossier",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "association des représentants de locataires",
                        "ordering": ("-held_on",),
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.CharField(max_length=10, verbose_name="code")),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="poids",
                            ),
                        ),
                        (
                            "gate",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="seuil propre au thème (%)",
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="labelling.evaluationframeworkversion",
                                verbose_name="cadre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thème",
                        "ordering": ("order",),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="theme",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="labelling.theme",
                        verbose_name="thème",
                    ),
                ),
                migrations.CreateModel(
                    name="Tie",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("employed", "salarié de l’organisme"),
                                    ("advised", "mission de conseil"),
                                    ("board", "mandat d’administrateur"),
                                ],
                                max_length=10,
                                verbose_name="lien",
                            ),
                        ),
                        (
                            "is_of_firm",
                            models.BooleanField(default=False, verbose_name="lien du cabinet"),
                        ),
                        ("started_on", models.DateField(verbose_name="depuis le")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au"),
                        ),
                        (
                            "declared_at",
                            models.DateTimeField(default=portal.core.clock.now, editable=False),
                        ),
                        (
                            "auditor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ties",
                                to="labelling.auditor",
                                verbose_name="auditeur",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lien déclaré",
                        "verbose_name_plural": "liens déclarés",
                        "ordering": ("-started_on",),
                    },
                ),
                migrations.CreateModel(
                    name="Trademark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                max_length=60, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom de la marque")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "Déposée"),
                                    ("registered", "Enregistrée"),
                                    ("lapsed", "Échue"),
                                ],
                                default="filed",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("unknown", "à préciser"),
                                    ("individual", "marque individuelle"),
                                    ("collective", "marque collective"),
                                    ("guarantee", "marque de garantie"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="numéro à l’INPI"
                            ),
                        ),
                        (
                            "filed_on",
                            models.DateField(blank=True, null=True, verbose_name="déposée le"),
                        ),
                        (
                            "registered_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="enregistrée le"
                            ),
                        ),
                        (
                            "renewal_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="à renouveler avant le"
                            ),
                        ),
                        (
                            "classes",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[labelling.brand.models.nice_classes],
                                verbose_name="classes",
                            ),
                        ),
                        (
                            "territory",
                            models.CharField(
                                blank=True,
                                default="France",
                                max_length=120,
                                verbose_name="territoire",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(blank=True, max_length=160, verbose_name="titulaire"),
                        ),
                        (
                            "logo_note",
                            models.TextField(
                                blank=True, verbose_name="ce qui est déposé (nom, logo)"
                            ),
                        ),
                        (
                            "reminder_months",
                            models.JSONField(
                                default=labelling.brand.models.reminder_months,
                                validators=[labelling.framework.deadlines.numbers],
                                verbose_name="rappels avant le renouvellement (mois)",
                            ),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(
                                default=False, verbose_name="fiche de démonstration"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "marque",
                        "ordering": ("name",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "registered"), _negated=True),
                                    models.Q(
                                        models.Q(("number", ""), _negated=True),
                                        ("registered_on__isnull", False),
                                        ("renewal_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="trademark_registered_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filed_on__isnull", True),
                                    ("renewal_on__isnull", True),
                                    ("renewal_on__gt", models.F("filed_on")),
                                    _connector="OR",
                                ),
                                name="trademark_renewed_after_filing",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="trademark",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.trademark",
                    ),
                ),
                migrations.CreateModel(
                    name="UsageRulesVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9.-]*$",
                                        "Un code tient en lettres, chiffres, points et traits d’union.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titre")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("published", "Publiée"),
                                    ("abandoned", "Abandonnée"),
                                    ("recalled", "Retirée avant son effet"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="en vigueur du")),
                        (
                            "source_note",
                            models.CharField(
                                default="Version de démonstration",
                                max_length=300,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="publiée le"
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="texte")),
                        (
                            "said_engaged",
                            models.JSONField(
                                blank=True,
                                default=labelling.brand.sentences.for_engaged,
                                validators=[labelling.brand.sentences.valid_sentences],
                                verbose_name="mentions d’un organisme engagé",
                            ),
                        ),
                        (
                            "said_labelled",
                            models.JSONField(
                                blank=True,
                                default=labelling.brand.sentences.for_labelled,
                                validators=[labelling.brand.sentences.valid_sentences],
                                verbose_name="mentions d’un organisme labellisé",
                            ),
                        ),
                        (
                            "said_mention",
                            models.JSONField(
                                blank=True,
                                default=labelling.brand.sentences.for_mention,
                                validators=[labelling.brand.sentences.valid_sentences],
                                verbose_name="mentions d’une mention spéciale",
                            ),
                        ),
                        (
                            "forbidden",
                            models.JSONField(
                                blank=True,
                                default=labelling.brand.sentences.forbidden,
                                validators=[labelling.brand.sentences.valid_sentences],
                                verbose_name="usages interdits",
                            ),
                        ),
                        (
                            "filed_at_inpi_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="déposé à l’INPI le"
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="à revoir avant le"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "trademark",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="usage_rules",
                                to="labelling.trademark",
                                verbose_name="marque",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "règlement d’usage",
                        "verbose_name_plural": "règlements d’usage",
                        "ordering": ("-effective_from", "code"),
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.AddField(
                    model_name="brandlicence",
                    name="usage_rules",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="labelling.usagerulesversion",
                    ),
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("rule", models.CharField(max_length=20, verbose_name="règle")),
                        ("reason", models.TextField(verbose_name="motif")),
                        ("granted_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waivers",
                                to="labelling.labeldossier",
                            ),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dérogation",
                    },
                ),
                migrations.CreateModel(
                    name="AssetFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(max_length=40, verbose_name="nom dans les adresses"),
                        ),
                        ("label", models.CharField(max_length=60, verbose_name="format")),
                        (
                            "stored",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="labelling.assetversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "format d’une version",
                        "verbose_name_plural": "formats d’une version",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "key"), name="kit_format_once"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="assetversion",
                    constraint=models.UniqueConstraint(
                        fields=("asset", "number"), name="kit_version_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assetversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("asset",),
                        name="kit_one_version_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assetversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True),
                            ("published_on__isnull", False),
                            _connector="OR",
                        ),
                        name="kit_in_force_is_dated",
                    ),
                ),
                migrations.AddIndex(
                    model_name="brandproof",
                    index=models.Index(fields=["state", "due_on"], name="proof_state_due"),
                ),
                migrations.AddConstraint(
                    model_name="brandproof",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["approved", "changes_requested", "refused"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("answered_by__isnull", False), ("answered_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="proof_answered_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandproof",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["changes_requested", "refused"]), _negated=True
                            ),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proof_no_is_explained",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandproof",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="proof_submitted_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("effective_to__isnull", True), ("status", "published")),
                        fields=("status",),
                        name="committeerulesversion_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("effective_from",),
                        name="committeerulesversion_one_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to__isnull", True),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="committeerulesversion_period_runs_forward",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="committeerulesversion_published_has_instant",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("quorum_num__gte", 1), ("quorum_num__lte", models.F("quorum_den"))
                        ),
                        name="committee_quorum_is_a_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeerulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("majority_num__lt", models.F("majority_den")),
                            ("special_num__lte", models.F("special_den")),
                        ),
                        name="committee_majorities_are_shares",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ballot",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("item", "round", "seat"),
                        name="ballot_one_a_seat",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.UniqueConstraint(
                        fields=("session", "seat"), name="attendance_once_a_seat"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditrating",
                    constraint=models.UniqueConstraint(
                        fields=("mission", "criterion"), name="audit_rating_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditrating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_na", True), ("rating__isnull", True)),
                            models.Q(("is_na", False), ("rating__lte", 3)),
                            _connector="OR",
                        ),
                        name="audit_rating_or_na",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditfinding",
                    constraint=models.UniqueConstraint(
                        fields=("mission", "number"), name="finding_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["NCm", "NCM"]), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_nc_has_evidence",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("annulled_on", None),
                                ("annulment_reason", ""),
                                ("annulment_reference", ""),
                            ),
                            models.Q(
                                ("annulled_on__isnull", False),
                                models.Q(("annulment_reason", ""), _negated=True),
                                models.Q(("annulment_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_annulled_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditoraccreditation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            models.Q(
                                ("decision__isnull", False),
                                ("ends_on__gte", models.F("starts_on")),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accreditation_active_is_decided",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditoraccreditation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["active", "suspended"])),
                        fields=("auditor",),
                        name="accreditation_one_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluationframeworkversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("effective_to__isnull", True), ("status", "published")),
                        fields=("status",),
                        name="evaluationframeworkversion_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluationframeworkversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("effective_from",),
                        name="evaluationframeworkversion_one_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluationframeworkversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to__isnull", True),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="evaluationframeworkversion_period_runs_forward",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluationframeworkversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="evaluationframeworkversion_published_has_instant",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interestdeclaration",
                    constraint=models.UniqueConstraint(
                        fields=("item", "user"), name="interest_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attestation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organism_name", ""), _negated=True),
                            models.Q(("perimeter", ""), _negated=True),
                            models.Q(("signatory_name", ""), _negated=True),
                            ("number__regex", "^QH-[0-9]{4}-[0-9]{4}$"),
                        ),
                        name="attestation_complete",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionanswer",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "criterion"), name="answer_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_na", True), ("rating__isnull", True)),
                            models.Q(("is_na", False), ("rating__isnull", True)),
                            models.Q(("is_na", False), ("rating__lte", 3)),
                            _connector="OR",
                        ),
                        name="answer_rating_or_na",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditmission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "in_progress",
                                        "fieldwork_closed",
                                        "draft_report",
                                        "contradictory",
                                        "final_report",
                                        "validated",
                                        "closed",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("auditor__isnull", False), ("declared_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="mission_declared_before_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditmission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="mission_dates_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        fields=("session", "number"), name="item_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dossier__isnull", False), ("kind", "label")),
                            models.Q(("accreditation__isnull", False), ("kind", "accreditation")),
                            models.Q(
                                (
                                    "kind__in",
                                    ["suspension", "reinstatement", "withdrawal", "extension"],
                                ),
                                ("label__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="item_has_its_object",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labelmention",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end_on__gte", models.F("start_on"))),
                        name="mention_dates_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labelrulesversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("effective_to__isnull", True), ("status", "published")),
                        fields=("status",),
                        name="labelrulesversion_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labelrulesversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("effective_from",),
                        name="labelrulesversion_one_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labelrulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to__isnull", True),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="labelrulesversion_period_runs_forward",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labelrulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="labelrulesversion_published_has_instant",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadlinerule",
                    constraint=models.UniqueConstraint(
                        fields=("rules", "code"), name="deadline_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesaddendum",
                    constraint=models.UniqueConstraint(
                        fields=("session", "number"), name="addendum_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesaddendum",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("approved_on", None)),
                        fields=("session",),
                        name="addendum_one_pending",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesaddendum",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", None), ("approved_on", None), ("digest", "")),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("approved_on__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="addendum_approved_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="membership",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("organism", "user"),
                        name="membership_once",
                    ),
                ),
                migrations.AddIndex(
                    model_name="labeldossier",
                    index=models.Index(fields=["-created_at"], name="dossier_recent"),
                ),
                migrations.AddIndex(
                    model_name="labeldossier",
                    index=models.Index(fields=["state", "due_on"], name="dossier_state_due"),
                ),
                migrations.AddConstraint(
                    model_name="labeldossier",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("granted", "refused", "discontinued", "dismissed")),
                            _negated=True,
                        ),
                        fields=("organism", "dossier_type"),
                        name="dossier_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labeldossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "refused"]), _negated=True),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="dossier_decided_has_date",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="labeldossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "discontinued"]),
                            ("submitted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="dossier_submitted_has_date",
                    ),
                ),
                migrations.AddIndex(
                    model_name="label",
                    index=models.Index(fields=["state", "end_on"], name="label_state_end"),
                ),
                migrations.AddConstraint(
                    model_name="label",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["active", "extended", "suspended"])),
                        fields=("organism",),
                        name="label_one_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="label",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end_on__gte", models.F("start_on"))),
                        name="label_dates_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="label",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("safeguard_on", None), ("state", "suspended"), _connector="OR"
                        ),
                        name="label_safeguard_suspends",
                    ),
                ),
                migrations.AddIndex(
                    model_name="assetdownload",
                    index=models.Index(fields=["organism", "at"], name="kit_download_organism"),
                ),
                migrations.AddIndex(
                    model_name="assetdownload",
                    index=models.Index(fields=["version", "at"], name="kit_download_version"),
                ),
                migrations.AddConstraint(
                    model_name="assetdownload",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("version", None), ("template", ""), _connector="XOR"),
                        name="kit_download_of_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="piece",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("dossier", "code", "title"),
                        name="piece_one_current",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 12)),
                        name="commitment_twelve_at_most",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("published_on", None)),
                        fields=("organism", "place"),
                        name="commitment_one_draft_a_place",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_on", None), ("published_on__isnull", False)),
                        fields=("organism", "place"),
                        name="commitment_one_public_a_place",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on", None), ("published_by", None), ("published_on", None)
                            ),
                            models.Q(
                                ("published_by__isnull", False), ("published_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="commitment_published_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("published_on")),
                            _connector="OR",
                        ),
                        name="commitment_dates_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishedcommitment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("result", ""), ("measured_on__isnull", False), _connector="OR"
                        ),
                        name="commitment_result_has_its_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.UniqueConstraint(
                        fields=("mission", "number"), name="report_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requiredpiece",
                    constraint=models.UniqueConstraint(
                        fields=("rules", "dossier_type", "stage", "code"), name="piece_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="residence",
                    constraint=models.UniqueConstraint(
                        fields=("organism", "code"), name="residence_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rating",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "residence"), name="rating_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("building__lte", 4),
                            ("cleanliness__lte", 4),
                            ("tranquillity__lte", 4),
                            ("management__lte", 4),
                            ("satisfaction__lte", 4),
                        ),
                        name="rating_axes_0_to_4",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "number"), name="action_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("residence__isnull", True), ("scope", "transversal")),
                            models.Q(("residence__isnull", False), ("scope", "local")),
                            _connector="OR",
                        ),
                        name="action_local_has_residence",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="seatholder",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("seat", "rank"),
                        name="seat_one_holder_a_rank",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="snapshot",
                    constraint=models.UniqueConstraint(
                        fields=("mission", "moment"), name="snapshot_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.UniqueConstraint(
                        fields=("rules", "dossier_type", "code"), name="stage_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.UniqueConstraint(
                        fields=("rules", "dossier_type", "order"), name="stage_order_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("anchor", ""),
                            models.Q(
                                ("offset_max_months__gte", models.F("offset_min_months")),
                                ("offset_min_months__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="stage_window_runs_forward",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stockimport",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "number"), name="stock_import_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="tenantinvolvement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("attendees__gte", 1)), name="tenants_came"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="theme",
                    constraint=models.UniqueConstraint(
                        fields=("framework", "code"), name="theme_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="theme",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="theme_weighs"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.UniqueConstraint(
                        fields=("theme", "code"), name="criterion_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="criterion_weighs"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="usagerulesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="usagerulesversion_published_has_instant",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="usagerulesversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("trademark", "effective_from"),
                        name="usage_rules_one_start",
                    ),
                ),
                migrations.AddIndex(
                    model_name="brandlicence",
                    index=models.Index(fields=["state", "end_on"], name="licence_state_end"),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("eligible", "requested", "active", "suspended"))
                        ),
                        fields=("organism", "variant"),
                        name="licence_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dossier__isnull", False),
                                ("label", None),
                                ("mention", None),
                                ("variant", "engaged"),
                            ),
                            models.Q(
                                ("dossier", None),
                                ("label__isnull", False),
                                ("mention", None),
                                ("variant", "labelled"),
                            ),
                            models.Q(
                                ("dossier", None),
                                ("label__isnull", False),
                                ("mention__isnull", False),
                                ("variant", "mention"),
                            ),
                            _connector="OR",
                        ),
                        name="licence_of_its_title",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("charter__isnull", False),
                                ("start_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="licence_active_is_accepted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("variant", "engaged"), ("end_on__isnull", False), _connector="OR"
                        ),
                        name="licence_title_has_an_end",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("suspended", "ending", "revoked")), _negated=True
                            ),
                            models.Q(
                                ("digital_due_on__isnull", False),
                                ("print_due_on__gte", models.F("digital_due_on")),
                            ),
                            _connector="OR",
                        ),
                        name="licence_removal_has_dates",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="brandlicence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("grievance", ""), ("hearing_until_on__isnull", False), _connector="OR"
                        ),
                        name="licence_grievance_is_heard",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="waiver",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "rule"), name="waiver_once"
                    ),
                ),
            ]
        ),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
