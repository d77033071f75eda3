"""Content of a draft of the rules: what it begins from, and its rows built and checked as a file's are."""

from copy import deepcopy

from labelling.parties.framework.drafts.parts import tidied
from labelling.parties.framework.files import loading
from labelling.parties.framework.files.parsing import KINDS, Sheet, build
from labelling.parties.framework.files.reading import block_of, read
from labelling.parties.framework.files.writing import body_of
from portal.ui import words

SHIPPED = {"rules": "reglement.yaml", "committee": "comite.yaml", "framework": "cadre.yaml"}
UNDECIDED = "Projet préparé sur le portail."


def latest(kind):
    """The version published last of a kind (in force, or to come), or None."""
    return KINDS[kind].objects.published().order_by("-effective_from").first()


def latest_sheet(kind):
    version = latest(kind)
    return Sheet.of(version) if version else None


def sheet_before(draft):
    """That of the version which a draft follows: the one published last, or what was once it is published."""
    if draft.state != draft.State.PUBLISHED:
        return latest_sheet(draft.kind)
    before = KINDS[draft.kind].objects.published().filter(code=draft.follows).first()
    return Sheet.of(before) if before else None


def first_body(kind):
    """Where a draft begins: the version published last, or the model that the portal is shipped with."""
    return body_of(latest_sheet(kind) or build(read(loading.FOLDER / SHIPPED[kind])))


def sheet_of(draft, content=None):
    """The unsaved Sheet of a draft; Unreadable lists its mistakes, each with its place.

    A database keeps no order of keys: pieces are read in the order of their stages.
    """
    head = {
        "kind": draft.kind,
        "code": draft.code,
        "title": draft.title,
        "effective_from": draft.effective_from.isoformat(),
        "source_note": trace(draft) or UNDECIDED,
    }
    body = deepcopy(draft.content if content is None else content)
    return build(block_of(head | tidied(body), draft.code))


def missing(sheet):
    """What forbids publishing these rows: sentences."""
    return sheet.version.lacking(sheet.rows)


def trace(draft):
    """Who proposed, gave an opinion and decided, as the published version keeps it; "" before."""
    parts = []
    if draft.proposed_on:
        parts.append(f"Proposée par {draft.get_origin_display()} le {words.day(draft.proposed_on)}")
    if draft.endorsed_on:
        given = f"avis favorable rendu par {draft.get_adviser_display()}"
        parts.append(f"{given} le {words.day(draft.endorsed_on)}")
    if draft.decided_on:
        parts.append(
            f"décidée par le COMEX le {words.day(draft.decided_on)} ({draft.decided_reference})"
        )
    return f"{'\u00a0; '.join(parts)}." if parts else ""
