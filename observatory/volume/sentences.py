"""Seeded grammar of plausible French practices: the same seed and rank give the same text."""

import random
from datetime import timedelta
from pathlib import Path

from django.utils.text import slugify

from observatory.practices.terms import Budget, Licence, Maturity, Origin
from portal.core.data_files import read_data
from portal.core.working_days import add_months

FILE = Path(__file__).parent.parent / "data" / "grammar.yaml"
LONGEST = 110  # of a title
MONTHS, REVIEW = 34, 24  # how far back a sheet was published; when it is read again


def words():
    return read_data(FILE)


def sheet(seed, rank, criteria, today):
    """Fields of the practice `rank` of the seed, and its `indicators`.

    `criteria` gives {theme: codes} of the framework in force. Published within three years of
    `today`; to confirm when its review is due.
    """
    draw = random.Random(f"{seed}-{rank}")  # noqa: S311 -- nothing secret is drawn
    known = [code for code in words()["themes"] if criteria.get(code)]
    theme = draw.choice(known)
    second = [draw.choice(known)] if draw.random() < 0.25 else []
    said = words()["themes"][theme]
    facts = (
        _headline(draw, said) | _story(draw, said) | _classed(draw, said, theme, second, criteria)
    )
    facts |= _dates(draw, today)
    facts["slug"] = f"{slugify(facts['title'])[:110].strip('-')}-{seed}-{rank}"
    return facts | {"indicators": _indicators(draw, said, facts["published_on"])}


def _headline(draw, said):
    common = words()
    setting, manner = draw.choice(common["settings"]), draw.choice(common["manners"])
    place = setting["words"].format(place=draw.choice(common["neighbourhoods"]))
    act = draw.choice(said["acts"])
    title = f"{act} {manner} {place}"
    if len(title) > LONGEST:
        title = f"{act} {place}"[:LONGEST]
    return {
        "title": title,
        "summary": f"{draw.choice(said['problems'])} {act}, {manner}\u00a0: une règle d’une page, "
        f"essayée {place}, suivie depuis.",
        "perimeters": [setting["perimeter"]],
        "action_type": setting["scope"],
        "audience": sorted(draw.sample(common["audiences"], draw.choice((1, 1, 2)))),
    }


def _story(draw, said):
    common = words()
    thing, partner = draw.choice(said["things"]), draw.choice(common["partners"])
    with_tenants = draw.random() < 0.6
    lines = sorted(draw.sample(range(len(common["steps"])), 4))
    return {
        "context": draw.choice(common["starts"]).format(problem=draw.choice(said["problems"])),
        "objectives": f"Améliorer {thing}\nMesurer ce qui change\nTenir dans la durée",
        "description": draw.choice(common["ways"]).format(thing=thing, partner=partner),
        "steps": "\n".join(common["steps"][line] for line in lines),
        "partners": "\n".join(draw.sample(common["partners"], 2)),
        "with_tenants": with_tenants,
        "tenants_role": draw.choice(common["tenants"]) if with_tenants else common["alone"],
        "results": draw.choice(common["results"]).format(years=draw.choice(("deux", "trois"))),
        "difficulties": draw.choice(common["difficulties"]),
        "success_factors": draw.choice(common["helps"]),
        "points_of_vigilance": draw.choice(common["cautions"]),
        "reproduction": draw.choice(common["reproductions"]),
        "human_means": draw.choice(common["efforts"]),
        "timeline": draw.choice(common["durations"]),
        "contact_function": draw.choice(common["functions"]),
    }


def _classed(draw, said, theme, second, criteria):
    themes = list(dict.fromkeys((theme, *second)))
    codes = draw.sample(criteria[theme], min(len(criteria[theme]), draw.choice((1, 2))))
    origins = draw.choices(Origin.values, weights=(70, 20, 5, 5))
    return {
        "themes": themes,
        "criteria": sorted(codes),
        "tags": sorted(draw.sample(said["tags"], draw.choice((2, 3)))),
        "maturity": draw.choice(Maturity.values),
        "budget_band": draw.choices(Budget.values, weights=(40, 30, 15, 10, 5))[0],
        "origin": origins[0],
        "reuse_licence": Licence.CC_BY,
        "image_rights": "sans image",
        "known_reuses": int(draw.expovariate(0.35)),
    }


def _dates(draw, today):
    published = today - timedelta(days=draw.randrange(MONTHS * 30))
    return {
        "year_started": published.year - draw.choice((1, 1, 2, 3)),
        "management_agreement_on": published - timedelta(days=20),
        "published_on": published,
        "review_due_on": add_months(published, REVIEW),
    }


def _indicators(draw, said, published):
    names = draw.sample(said["measures"], draw.choice((0, 1, 1, 2)))
    month = f"{published.year - 1}-{draw.randrange(1, 13):02d}"
    return [
        {
            "name": name,
            "before": (before := draw.randrange(30, 60)),
            "after": before + draw.randrange(5, 38),
            "unit": "%",
            "measured_on": month,
            "source": draw.choice(words()["sources"]),
        }
        for name in names
    ]
