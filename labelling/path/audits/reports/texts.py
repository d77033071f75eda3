"""Texts of an audit whose revisions are kept: comments, findings, synthesis, observations of the organism."""

from django.http import Http404
from django.urls import reverse

from labelling.parties.organisms.rules import member
from labelling.path.audits import actions, guards
from labelling.path.audits.missions import pages
from labelling.path.audits.models import OWN, AuditMission
from labelling.path.audits.rules import AUDITOR, assigned
from portal.revisions import Text, register_text


def _in(rule, states):
    return lambda user, mission: rule(user, mission) and mission.state in states


def _rate(mission, code, text, *, by):
    """The rating stays as it is."""
    known = mission.ratings.get(criterion__code=code)
    actions.rate(mission, {code: (known.rating, known.is_na, text)}, by=by)


def _finding(mission, number):
    rows = mission.findings.select_related("criterion", "mission")
    found = rows.filter(number=number).first() if number.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _finding_page(finding):
    return reverse("labelling:finding_edit", args=[finding.mission.reference, finding.number])


def _criterion(mission, code):
    found = next((one for one in guards.criteria_of(mission) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _find(field):
    def write(mission, number, text, *, by):
        """The rest of the finding stays as it is."""
        found = _finding(mission, number)
        names = ("kind", "criterion", *actions.FINDING_TEXTS)
        facts = {name: getattr(found, name) for name in names} | {field: text}
        actions.edit_finding(found, by=by, **facts)

    return write


def _summarise(mission, _part, text, *, by):
    mission.workflow.fire(mission, "send_draft", by=by, summary=text)


def _observe(mission, _part, text, *, by):
    actions.observe(mission, text, by=by)


AUDITORS = {"model": AuditMission, "readers": (AUDITOR,)}
register_text(
    Text(
        code=actions.RATING_TEXT,
        label="Constat général",
        part_label="critère {}",
        write=_rate,
        may_write=_in(assigned, actions.OPEN),
        **AUDITORS,
        address=lambda mission, code: pages.criterion_url(mission, _criterion(mission, code)),
    )
)
for _field, _label in (("text", "Fait observé"), ("evidence", "Preuve factuelle")):
    register_text(
        Text(
            code=actions.FINDING_TEXTS[_field],
            label=_label,
            part_label="constat {}",
            write=_find(_field),
            may_write=_in(assigned, actions.WRITING),
            **AUDITORS,
            address=lambda mission, number: _finding_page(_finding(mission, number)),
        )
    )
register_text(
    Text(
        code=actions.SUMMARY,
        label="Synthèse du rapport",
        write=_summarise,
        **AUDITORS,
        may_write=_in(
            assigned, (AuditMission.State.FIELDWORK_CLOSED, AuditMission.State.DRAFT_REPORT)
        ),
        address=lambda mission, _part: reverse(
            "labelling:mission_act", args=[mission.reference, "rediger-le-rapport"]
        ),
    )
)
register_text(
    Text(
        code=actions.OBSERVATIONS,
        label="Observations de l’organisme",
        model=AuditMission,
        readers=(OWN,),
        write=_observe,
        may_write=_in(member, (AuditMission.State.CONTRADICTORY,)),
        address=lambda mission, _part: reverse(
            "labelling:mission_observe", args=[mission.reference]
        ),
    )
)
