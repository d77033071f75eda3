"""Look at the published pages: broken internal links, orphans, numbers of the rules; by the worker each morning."""

from django.db import connection, transaction
from django.dispatch import receiver
from django.tasks import task
from wagtail.models import Page
from wagtail.signals import page_unpublished

from home import guards
from home.checks import links
from home.checks import reading as content
from home.frame import reading
from home.site_map.tree import address
from home.upkeep.models import PageFinding
from labelling import public
from portal.ops import worker

Kind = PageFinding.Kind
ORPHAN = "Aucune page, aucun menu ne mène à cette page."
RULE = "«\u00a0{}\u00a0»\u00a0: comme les règles en vigueur ({}). À relire si elles changent."
OTHER_RULE = (
    "«\u00a0{}\u00a0»\u00a0: les règles en vigueur disent un autre nombre ({}). Relisez la page."
)
AND = "\u00a0; "
INDEXED = 4  # pages of this depth and below are listed by the page above them
LONGEST = 400


@worker.daily
def look_each_morning():
    """Not within somebody else’s transaction: a scenario that plays years of mornings has no page of then."""
    if not connection.in_atomic_block:
        look()


@task
def look_again():
    look()


@receiver(page_unpublished)
def look_at_what_led_there(**_):
    transaction.on_commit(look_again.enqueue)


def look():
    """Writes what is new, deletes what is mended; what stays keeps its date."""
    pages = list(Page.objects.live().filter(depth__gte=2).order_by("path").specific())
    found = {*_broken(pages), *_orphans(pages), *_numbers_of_the_rules(pages)}
    with transaction.atomic():
        kept = {}
        for row in PageFinding.objects.select_for_update(of=("self",)):
            kept[row.page_id, row.kind, row.sentence] = row.pk
        PageFinding.objects.filter(pk__in=[kept[key] for key in kept.keys() - found]).delete()
        PageFinding.objects.bulk_create(
            [
                PageFinding(page_id=key, kind=kind, sentence=sentence)
                for key, kind, sentence in sorted(found - kept.keys())
            ],
            ignore_conflicts=True,
        )
    return f"found {len(found)}"


def _broken(pages):
    for page in pages:
        for _field, sentence in links.problems(page):
            yield page.pk, Kind.LINK, sentence[:LONGEST]


def _numbers_of_the_rules(pages):
    """BR-09: what an editor typed does not follow the rules; a version that says otherwise makes it false."""
    for page in pages:
        for said, held, others in public.told_values(content.text(page)):
            if others:
                yield page.pk, Kind.OTHER_RULE, OTHER_RULE.format(said, AND.join(others))[:LONGEST]
            else:
                yield page.pk, Kind.RULE, RULE.format(said, AND.join(held))[:LONGEST]


def _orphans(pages):
    """Pages right under the home that no text, no menu and no tab names."""
    named, paths = set(), set()
    for page in pages:
        for kind, key in links.targets(page):
            if kind == "page":
                named.add(int(key))
            elif kind == "address" and (path := links.own_path(key)):
                paths.add(path)
    frame = reading.frame()
    shown = [*frame.menu, *frame.footer_links, *(one for part in frame.sections for one in part)]
    paths.update(url for _label, url in shown)
    for page in pages:
        if guards.is_fixed(page) or page.depth >= INDEXED or page.pk in named:
            continue
        if address(page.url_path) not in paths:
            yield page.pk, Kind.ORPHAN, ORPHAN
