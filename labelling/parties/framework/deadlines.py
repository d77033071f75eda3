"""Deadline codes of the règlement (D01…): how each is counted and shown."""

from django.core.exceptions import ValidationError
from django.db import models

from labelling.parties.framework.versions import Guarded, GuardedQuerySet
from portal import access
from portal.core.working_days import Delay
from portal.ui import words
from portal.workflow import WORKFLOWS

# Each is told in docs/rules.md; a published version of the rules gives a value to all of them.
DEADLINES = (
    *(
        "D01",
        "D01r",
        "D01t",
        "D02",
        "D03",
        "D04",
        "D05",
        "D06",
        "D06a",
        "D06v",
        "D07",
        "D07a",
        "D07b",
        "D07c",
        "D07d",
        "D07e",
    ),
    *("D08", "D08M", "D08i", "D08r", "D09", "D09a", "D09b", "D09c", "D09d", "D10", "D10b", "D10b2"),
    *("D11", "D12", "D13", "D14", "D15", "D16", "D16b", "D17", "D18", "D19", "D20", "D20a"),
    *("D21", "D21p", "D22", "D23", "D23b", "D24", "D24a", "D25"),
)
DELAY = ("delay", "is_before")  # what a list reads of a rule, to date its rows
LONGEST = 999  # of a delay, whatever its unit: beyond, no date would be told
NOUNS = {"o": ("jour ouvré", "jours ouvrés"), "j": ("jour", "jours"), "m": ("mois", "mois")}


def numbers(value):
    """Validates a JSON list of whole numbers: [10, 3, -1]."""
    if not isinstance(value, list) or not all(type(item) is int for item in value):
        raise ValidationError("Une liste de nombres entiers est attendue, par exemple [10, 3, -1].")


def valid_delay(value):
    try:
        count = Delay.parse(value).count
    except (ValueError, IndexError):
        count = -1
    if not 0 <= count <= LONGEST:
        raise ValidationError(
            f"Un délai s’écrit 15o (jours ouvrés), 30j (jours) ou 12m (mois), de 0 à {LONGEST}."
        )


def days_of(months):
    """Months as days, for « 9 mois avant »: 12 are 365, 9 are 274, 1 is 30."""
    return (365 * months + 6) // 12


def in_words(delay):
    """« 15 jours ouvrés » of « 15o »."""
    parsed = Delay.parse(delay)
    return words.count(parsed.count, *NOUNS[parsed.unit])


class DeadlineRule(Guarded):
    """One delay. `starts` completes « 15 jours ouvrés après … » or « 21 jours avant … »."""

    version_path = "rules"
    settled = ("rules",)

    rules = models.ForeignKey(
        "labelling.LabelRulesVersion",
        models.CASCADE,
        related_name="deadline_rules",
        verbose_name="règlement",
    )
    order = models.PositiveSmallIntegerField("rang")
    code = models.CharField("code", max_length=6)
    label = models.CharField("objet", max_length=160)
    delay = models.CharField("délai", max_length=6, validators=[valid_delay])
    delay_max = models.CharField(
        "délai le plus long", max_length=6, blank=True, validators=[valid_delay]
    )
    is_before = models.BooleanField("compté avant la date", default=False)
    starts = models.CharField("compté depuis", max_length=120)
    reminders = models.JSONField(
        "rappels (jours avant l’échéance)", default=list, blank=True, validators=[numbers]
    )

    objects = GuardedQuerySet.as_manager()
    visibilities = access.through("rules")

    class Meta(Guarded.Meta):
        verbose_name = "délai"
        ordering = ("rules", "order")
        constraints = (
            models.UniqueConstraint(fields=("rules", "code"), name="deadline_code_once"),
        )

    def __str__(self):
        return f"{self.code} {self.label}"

    @property
    def parsed(self) -> Delay:
        return Delay.parse(self.delay)

    def due(self, day):
        """The last day to act. Counted before a date (« J-21 »), it does not slip to a working day."""
        return self.parsed.before(day) if self.is_before else self.parsed.after(day)

    def window(self, day):
        """First and last day, both included: « de 10 à 14 mois après », « de 6 à 3 mois avant »."""
        last = Delay.parse(self.delay_max or self.delay)
        return self.due(day), (last.before(day) if self.is_before else last.after(day))

    @property
    def shown(self):
        """« 15 jours ouvrés », « de 10 à 14 mois »."""
        if not self.delay_max:
            return in_words(self.delay)
        return f"de {self.parsed.count} à {in_words(self.delay_max)}"

    @property
    def sentence(self):
        """« 21 jours avant la séance »."""
        return f"{self.shown} {'avant' if self.is_before else 'après'} {self.starts}"

    @property
    def reminders_shown(self):
        """« J-10, J-3, J+1 », as the règlement writes reminders; "" where no mail leaves on these days."""
        if self.code not in reminded():
            return ""
        return ", ".join(f"J{-days:+d}" if days else "jour J" for days in self.reminders)

    @property
    def reminders_sentence(self):
        """« 10 jours et 3 jours avant la date, puis le lendemain », "" without a reminder."""
        told = []
        for days, side in (
            ([days for days in self.reminders if days > 0], "avant la date"),
            ([-days for days in self.reminders if days < 0], "après"),
        ):
            if side == "après" and days == [1]:
                told.append("le lendemain")
            elif days:
                each = " et ".join(words.count(one, "jour", "jours") for one in days)
                told.append(f"{each} {side}")
        return ", puis ".join(told)


def reminded():
    """The codes whose reminders a table sends: a table of this app, others have delays of their own."""
    own = DeadlineRule._meta.app_label
    tables = [table for model, table in WORKFLOWS.items() if model._meta.app_label == own]
    return {code for table in tables for one in table.reminders for code in one.codes}


def with_delay(rows, code, rules):
    """The same rows, each with how a delay of its rules is counted (`DELAY`): as many queries for one as for all."""
    found = DeadlineRule.objects.filter(code=code, rules=rules).order_by()  # one, by a constraint
    return rows.annotate(**{name: models.Subquery(found.values(name)[:1]) for name in DELAY})


def due_of(row, day):
    """The last day to act from `day`, of a row of `with_delay`."""
    return DeadlineRule(delay=row.delay, is_before=row.is_before).due(day)
