"""Law of the values of the rules (BR-09): once each is another one, no page, mail nor file tells the former."""

import html
import io
import re
from datetime import timedelta

import pytest
from django.db import transaction
from pypdf import PdfReader

from labelling.committee.models import CommitteeSession
from labelling.parties.framework.models import CommitteeRulesVersion, LabelRulesVersion
from labelling.parties.framework.numbers import COUNTED, IN_BRACKETS, find_told_values, values_of
from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from portal.notifications import outbox
from tests.access.asking import address
from tests.access.lines import OK
from tests.access.mails.test_notices import catalogue, facts_of, furnish, thing_of
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS
from tests.access.world import TODAY
from tests.labelling.framework.factories import draft_of, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = (ANONYMOUS, "alice", "sonia", "ali", "carla", "dircom")
PRIMES = [n for n in range(37, 999) if all(n % d for d in range(2, 32))]
OTHER_PAGES = re.compile(  # of durations of the portal, of drafts beside what is in force, of examples
    "retention|personal_data|rules_draft|components|messages_preferences|scheme_table|framework_detail"
)
OTHER = re.compile(  # sentences that say the same number for another reason than the rules
    "|".join(
        (
            r"tous les (trois ans|six mois)",  # criteria
            r"(après|Après|depuis|Dans|dans|Dans les) (trois|douze) mois",  # mentoring, the directory's filter
            r"Trois mois (ont passé|après|de mentorat)",
            r"de trois mois en arrière",
            r"(dans les|en) (sept|7) jours",  # confirmation of an address, reminders of readings
            r"[Tt]rente jours",  # documents of a space
            r"[Dd]ouze derniers mois|([Ll]es|en) douze mois|12 mois|12 derniers mois",
            r"(30 derniers|depuis (7|30|90)|(dans les|en) 30|, 30) jours",
            r"(aux|sur|Sur les|depuis|d’ici|se garde) trois ans",
            r"90 jours après le rendez-vous",
            r"(dix|quinze|deux) jours",  # a practice, waits of a dossier, « l’un des deux jours »
            r"15 jours après la question|en 15 jours",
            r"50 caractères",
            r"(dans|il y a) \d+ (jours|mois|ans)",  # how far a date is
            r"délai de six mois",  # the INPI's
            r"ont 60 jours pour l’accepter",  # a charter keeps the days of its publication
            r"Label, trois ans",
        )
    )
)
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)


def others(version):
    """{field: a prime} of the numbers that a version tells with their unit, each its own."""
    found = {}
    for field in version._meta.concrete_fields:
        if IN_BRACKETS.search(str(field.verbose_name)) or field.name in COUNTED:
            value = getattr(version, field.name)
            found[field.name] = (
                [PRIMES.pop(0) for _ in value] if isinstance(value, list) else PRIMES.pop(0)
            )
    return found


def change_delays(rules):
    """Months first, so that dates stay in a century; a window stays one."""
    for rule in sorted(rules.deadline_rules.all(), key=lambda one: not one.delay.endswith("m")):
        first, last = sorted(PRIMES.pop(0) for _ in range(2))
        rule.reminders = [PRIMES.pop(0) * (1 if days > 0 else -1) for days in rule.reminders]
        if rule.delay_max and rule.is_before:
            first, last = last, first
        rule.delay = f"{first}{rule.delay[-1]}"
        rule.delay_max = rule.delay_max and f"{last}{rule.delay_max[-1]}"
        rule.save()
        sign = -1 if rule.is_before else 1
        rules.stages.filter(deadline=rule.code).update(
            offset_min_months=sign * first, offset_max_months=sign * last
        )


@pytest.fixture(scope="module")
def changed(world, django_db_blocker):
    """(the world a day later under rules whose every value is another, the values that were)."""
    with django_db_blocker.unblock(), transaction.atomic():
        furnish(world)
        kinds = (LabelRulesVersion, CommitteeRulesVersion)
        start = (TODAY + timedelta(days=1)).date()
        before = [published(kind) for kind in kinds]
        former = values_of(*before)
        after = [
            draft_of(kind, start=start, **others(one))
            for kind, one in zip(kinds, before, strict=True)
        ]
        change_delays(after[0])
        for one in after:
            one.publish()
        LabelDossier.objects.update(rules=after[0])
        CommitteeSession.objects.update(rules=after[1])
        new = values_of(*(published(kind) for kind in kinds))
        with clock.at(TODAY + timedelta(days=1)):
            yield world, {key: labels for key, labels in former.items() if key not in new}
        transaction.set_rollback(True)


def text_of(response):
    """Its words, one space between them."""
    return " ".join(_text_of(response).split())


def _text_of(response):
    if response.body.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.body)).pages)
    return html.unescape(MARKUP.sub(" ", response.body.decode("utf-8", "replace")))


@pytest.mark.parametrize("who", READERS)
def test_br09_no_page_tells_a_former_value_of_the_rules(changed, who):
    world, former = changed
    pages = [one for one in LINES if one.wanted(who) == OK and not one.post_only]
    pages = [one for one in pages if not OTHER_PAGES.search(one.name)]

    faults = [
        (line.name, one.said, one.values)
        for line in pages
        for one in find_told_values(
            OTHER.sub("…", text_of(world.ask(who, address(world, line)))), former
        )
    ]

    assert len(pages) > 100
    assert faults == []


def test_br09_no_mail_tells_a_former_value_of_the_rules(changed):
    world, former = changed
    facts, faults = facts_of(world), []
    for key, (model, topic) in sorted(catalogue().items()):
        notice, thing = outbox.NOTICES[key], thing_of(model, **facts.get(key, {}))
        said = outbox.render_template(
            outbox.template_of(notice, topic), thing, person=world.people["alice"], why=notice.why
        )
        text = OTHER.sub("…", " ".join("\n".join(said).split()))
        faults += [(key, one.said, one.values) for one in find_told_values(text, former)]

    assert faults == []


def test_a_page_that_told_a_former_value_would_be_found(changed):
    """The control: the page of the former règlement, which still tells what it said."""
    world, former = changed
    version = LabelRulesVersion.objects.published().order_by("effective_from").first()

    text = OTHER.sub("…", text_of(world.ask("alice", version.get_absolute_url())))

    said = {one.said for one in find_told_values(text, former)}
    assert {"30 jours", "15 jours ouvrés", "36 mois", "14 mois"} <= said
