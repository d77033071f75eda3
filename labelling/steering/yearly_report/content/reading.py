"""Reading of a yearly report: its sections in order, with their text, their figures, their tables and charts."""

from dataclasses import dataclass, field

from labelling.steering.yearly_report.content import sections, sentences
from labelling.steering.yearly_report.models import ReportFigure

Group = ReportFigure.Group
IN_A_CHART = 8  # bars that are read at a glance
COMPARED = ("organismes", "%", "jours")


@dataclass
class Section:
    """What a page, a PDF and a DOCX draw of a section; `proposed` are the computed sentences."""

    code: str
    title: str
    text: str
    is_computed: bool = False  # the text is that of the figures
    lines: list = field(default_factory=list)  # of the whole
    cuts: list = field(default_factory=list)  # tables by family, region, size
    proposed: list = field(default_factory=list)
    chart: dict | None = None
    drawing: str = ""  # of its chart, where a file is drawn
    said_of_drawing: str = ""  # in its place, for who does not see it

    @property
    def telling(self):
        """The lines that count something this year or the last: what four pages have room for."""
        return [row for row in self.lines if sentences.tells(row.line)]

    @property
    def silent(self):
        """Names of the others."""
        return [row.line.name for row in self.lines if not sentences.tells(row.line)]

    @property
    def paragraphs(self):
        """What the office wrote, or the computed sentences."""
        own = [one.strip() for one in self.text.splitlines() if one.strip()]
        return own or self.proposed


@dataclass(frozen=True)
class Row:
    """A line of a table: the figure, this year, last year, the difference, in words."""

    line: ReportFigure

    @property
    def cells(self):
        return sentences.shown_value(self.line), sentences.shown_former(self.line), self.change

    @property
    def change(self):
        return sentences.change(self.line)


def figures(report):
    """The figures of a report: frozen rows, or those of a draft as they were counted."""
    if report.is_draft or not report.validated_at:
        return [ReportFigure(**facts) for facts in report.counted]
    return list(report.figures.all())


def chosen(report):
    """Those that the report tells, of its kept sections."""
    told = {code for one in report.sections if one["is_kept"] for code in one["figures"]}
    return [line for line in figures(report) if line.code in told]


def read(report):
    """[Section] of what the report tells, in its order."""
    lines = chosen(report)
    return [_section(report, one, lines) for one in report.sections if one["is_kept"]]


def _section(report, kept, lines):
    own = [line for line in lines if line.section == kept["code"]]
    whole = [line for line in own if line.group == Group.WHOLE]
    return Section(
        code=kept["code"],
        title=sections.title(kept["code"]),
        text=kept["text"],
        is_computed=kept.get("is_computed", False) or not kept["text"].strip(),
        lines=[Row(line) for line in whole],
        cuts=[cut for group in Group if group != Group.WHOLE and (cut := _cut(own, group))],
        proposed=sentences.proposed(whole, report.year),
        chart=_chart(whole),
    )


def _cut(lines, group):
    """The figures that are told by this cut: a column each, a row a cell."""
    own = [line for line in lines if line.group == group]
    if not own:
        return None
    heads = list(dict.fromkeys(line.code for line in own))
    names = {line.code: line.name for line in own}
    cells = list(dict.fromkeys(line.cell for line in own))
    by_key = {(line.cell, line.code): line for line in own}
    return {
        "head": group.label,
        "columns": [names[code] for code in heads],
        "rows": [
            {
                "label": cell,
                "cells": [(names[code], _cell(by_key.get((cell, code)))) for code in heads],
            }
            for cell in cells
        ],
    }


def _cell(line):
    """Without the unit that the head of the column begins with."""
    if not line:
        return "0"
    is_named = line.name.lower().startswith(line.unit)
    return sentences.shown_alone(line) if is_named else sentences.shown_value(line)


def plain(value):
    """31 for 31.0: a count is written as one."""
    return int(value) if value is not None and value == int(value) else value


def _chart(whole):
    """The figures of one unit, this year beside the last; None where no two of them compare."""
    for unit in COMPARED:
        drawn = [line for line in whole if line.unit == unit and line.value is not None]
        if len(drawn) > 1:
            rows = [
                {"label": line.name, "a": plain(line.value), "b": plain(line.former_value)}
                for line in drawn[:IN_A_CHART]
            ]
            top = max(max(row["a"], row["b"] or 0) for row in rows)
            is_share = unit == sentences.PERCENT
            return {
                "unit": unit,
                "sign": unit if is_share else "",  # a phone has no room for a word beside a bar
                "said": f"en {'pour cent' if is_share else unit}",
                "rows": rows,
                "top": 100 if is_share else top or 1,
            }
    return None
