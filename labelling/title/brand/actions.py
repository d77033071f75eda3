"""Actions of the Dircom on the brand beside the steps of its tables: drafts, a document."""

from copy import deepcopy

from django.db import transaction

from labelling.title.brand.charters.looks import latest
from labelling.title.brand.models import BrandCharterVersion, UsageRulesVersion
from labelling.title.brand.rules import dircom
from portal import documents
from portal.workflow import Forbidden, Problem, acting, audit_log

COPIED = ("tokens", "title_font", "text_font", "logo")
SENTENCES = ("said_engaged", "said_labelled", "said_mention", "forbidden")


def may_edit(user, thing):
    """The Dircom, as long as the version is a draft; the mark itself, always."""
    return dircom(user, thing) and thing.state in ("draft", "filed", "registered")


def _allowed(by):
    if not dircom(by, None):
        raise Forbidden(Problem("forbidden", f"Seule {dircom.label} prépare une version."))


def _opened(thing, by, what):
    """The first line of its journal."""
    sentence = f"{by} a préparé {what} {thing.code}."
    audit_log.write(thing, by=by, act="open", sentence=sentence, target=thing.state)
    return thing


@transaction.atomic
def prepare_charter(by, *, code, title, effective_from, **values):
    """A draft that starts from the charter published last: only what changes is to be written."""
    _allowed(by)
    before = latest()
    copied = {name: deepcopy(getattr(before, name)) for name in COPIED} if before else {}
    facts = {"code": code, "title": title, "effective_from": effective_from}
    charter = BrandCharterVersion.objects.create(**copied | facts | values)
    return _opened(charter, by, "la charte")


@transaction.atomic
def prepare_rules(trademark, by, *, document=None, **facts):
    """A draft of a règlement d’usage of the mark, with its document if there is one.

    Its sentences start from those of the version published last.
    """
    _allowed(by)
    begun_from = sentences_before(trademark)
    rules = UsageRulesVersion.objects.create(trademark=trademark, **begun_from | facts)
    _opened(rules, by, "le règlement d’usage")
    if document:
        attach(rules, document, by)
    return rules


def sentences_before(trademark):
    """{field: sentences} where a draft of the mark begins: the version published last, else the shipped ones."""
    before = trademark.usage_rules.published().order_by("-effective_from").first()
    before = before or UsageRulesVersion(trademark=trademark)
    return {name: deepcopy(getattr(before, name)) for name in SENTENCES}


def attach(rules, document, by):
    """The document of a draft; a second one is a new version of the first (BR-16)."""
    with acting(rules, by=by, act="attach", sentence="a joint le document") as current:
        current.file = documents.store(
            document, holder=current, by=by, kind="usage_rules", replaces=current.file
        )
