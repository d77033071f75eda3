"""Context of the pages of the drafts of the rules."""

from labelling.parties.framework.drafts import content
from labelling.parties.framework.drafts.actions import may_edit
from labelling.parties.framework.drafts.comparing import compare
from labelling.parties.framework.drafts.parts import parts_of
from labelling.parties.framework.files.reading import Unreadable
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import DeadlineRule, RulesDraft
from portal import access
from portal.ui import words
from portal.workflow import audit_log

S = RulesDraft.State


def open_drafts(user):
    """Those that are neither published nor given up."""
    rows = RulesDraft.objects.visible_to(user)
    return rows.exclude(state__in=(S.PUBLISHED, S.WITHDRAWN))


def draft_page(draft, user):
    return (
        comparison(draft)
        | {
            "draft": draft,
            "offers": draft.workflow.offers(draft, user),
            "may_edit": may_edit(user, draft),
            "can_try": draft.kind != RulesDraft.Kind.COMMITTEE,  # binds sessions, not dossiers
            "parts": [
                {"part": part, "is_list": bool(part.groups), "count": len(part.rows(draft.content))}
                for part in parts_of(draft.kind)
            ],
            "entries": audit_log.entries_of(draft)[:20],
            "seen": access.who_sees(draft),
        }
    )


def comparison(draft):
    """{before, comparison, faults}: what differs from the version that it follows, what forbids publishing."""
    before = content.sheet_before(draft)
    try:
        sheet = content.sheet_of(draft)
    except Unreadable as unreadable:
        return {"before": None, "comparison": None, "faults": list(map(str, unreadable.mistakes))}
    return {
        "before": before.version if before else None,
        "comparison": compare(before, sheet),
        "faults": content.missing(sheet),
    }


def part_page(draft, part, user):
    """{groups}: each list of the part with its rows, in order; the row of a part that has one only."""
    groups = [
        {
            "key": group,
            "title": group_title(draft, part, group),
            "rows": [
                {
                    "key": f"{group}/{row['code']}" if group else row["code"],
                    "label": _label(part, row),
                }
                | {"told": _row_summary(part, row)}
                for row in rows
            ],
        }
        for group, rows in part.groups(draft.content).items()
    ]
    return {"draft": draft, "part": part, "groups": groups, "may_edit": may_edit(user, draft)}


def group_title(draft, part, group):
    """« Premier label », « Premier label, Candidature », « T01 Pilotage »; "" of the only list."""
    if part.code == "criteres":
        themes = {one["code"]: one["title"] for one in draft.content["themes"]}
        return f"{group} {themes[group]}"
    if not group:
        return ""
    kind, _, stage = group.partition("/")
    label = DossierType(kind).label
    if not stage:
        return label
    plan = draft.content["plans"][kind]
    return f"{label}, {next(one['label'] for one in plan if one['code'] == stage)}"


def row_label(part, row):
    return _label(part, vars(row)) if part.groups else "Modifier"


def _label(part, row):
    """« D01 Contrôle de complétude »; the code of a stage or of a piece is for addresses alone."""
    title = row.get("label") or row.get("title")
    return title if part.code in ("etapes", "pieces") else f"{row['code']} {title}"


def _row_summary(part, row):
    """What a list says of a row beside its name."""
    if part.model is DeadlineRule:
        return DeadlineRule(**row).sentence
    if part.code == "pieces":
        return "obligatoire" if row["mandatory"] else "facultative"
    if part.code == "criteres":
        return f"poids {row['weight']}{', obligatoire' if row['mandatory'] else ''}"
    if part.code == "themes":
        criteria = words.count(len(row.get("criteria", ())), "critère", "critères")
        return f"poids {row['weight']}, {criteria}"
    return row.get("hint", "")


def removal_effects(draft, part, key):
    """What removing a row does, in sentences."""
    rows, rank = part.place(draft.content, key)
    row = rows[rank]
    effects = [
        f"«\u00a0{_label(part, row)}\u00a0» n’est plus dans le projet\u00a0; les versions publiées le gardent."
    ]
    if part.code == "themes" and row.get("criteria"):
        count = words.count(len(row["criteria"]), "critère part", "critères partent")
        effects.append(f"{count} avec lui.")
    if part.code == "etapes":
        kind = key.partition("/")[0]
        pieces = draft.content["pieces"].get(kind, {}).get(row["code"], [])
        if pieces:
            count = words.count(len(pieces), "pièce demandée part", "pièces demandées partent")
            effects.append(f"{count} avec elle.")
    return effects
