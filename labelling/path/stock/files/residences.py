"""Residences of a sheet: each read from its row, or from those of its buildings."""

import re
from collections.abc import Iterator, Sequence

from labelling.path.stock.files.cells import read_code, read_notes, read_text, screened
from labelling.path.stock.files.columns import Table
from labelling.path.stock.files.comparing import Shared, provisional_code
from labelling.path.stock.files.issues import Findings, Line, Severity, Status, finished_line
from labelling.path.stock.files.lines import (
    gap,
    heading_of,
    ignored,
    is_heading,
    leave_aside,
    skipped,
)
from labelling.path.stock.files.numbers import read_axes, read_number
from labelling.path.stock.files.places import Place, place_of
from labelling.path.stock.files.sentences import plain, quote_value
from labelling.path.stock.files.sheets import agency_of_sheet, fold_agency
from labelling.path.stock.files.totals import Totals
from labelling.path.stock.files.vocabulary import NOTES
from labelling.path.stock.files.words import (
    Doubt,
    is_of_names,
    read_postcode,
    read_year,
    read_yes_no,
    split_address,
    split_commune,
    split_place,
)
from labelling.path.stock.scores import Scale
from labelling.territories import current_commune, fold_name
from portal.spreadsheets.sheets import MAX_COLUMNS, Row, has_content, is_blank, is_ditto

TEXTS = ("code", "name", "address", "commune", "agency", "block", "kind", "status")
MEASURES = ("mean_surface", "vacancy", "mean_rent")
READ = {*TEXTS, *MEASURES, *NOTES, "postcode", "insee", "homes", "built_year", "is_qpv"}
LEAVING = re.compile(r"\b(vendue?s?|ventes?|demolie?s?|demolition|cession)\b")


class Reader:
    def __init__(
        self, table: Table, this_year: int, scale: Scale, shared: Shared, *, is_alone: bool
    ):
        self.table, self.fields, self.letters = table, table.fields, table.letters
        self.this_year, self.scale, self.shared = this_year, scale, shared
        self.where = "" if is_alone else f" de la feuille «\u00a0{table.sheet}\u00a0»"
        self.above: dict[str, object] = {}  # what the residence above has, for « idem »
        self.headed: dict[str, str] = {}  # what the headings above say
        self.agency_of_sheet = agency_of_sheet(table, is_alone=is_alone)
        self.repeated = ""  # the reference that several buildings bear, each on its own
        self.totals = Totals(table)
        self.is_named = "is_qpv" in self.fields and is_of_names(table.sample(self.fields["is_qpv"]))
        self.own = [self.fields[name] for name in ("code", "name") if name in self.fields]

    def lines(self) -> Iterator[Line]:
        """Every row under the header becomes a line, the blank ones included; the rows leave the table."""
        above, rows = self.table.header_row, []
        self.table.rows.reverse()
        while self.table.rows:
            row = self.table.rows.pop()
            line, between = skipped(row, self.table), gap(above, row.number)
            above = row.number
            if line is None and rows and not between and self.continues(row, rows):
                rows.append(row)
                continue
            yield from self.residence(rows)
            yield from between
            rows = [] if line else [row]
            if line:
                yield self.read_ignored(row, line)
        yield from self.residence(rows)

    def continues(self, row: Row, rows: list[Row]) -> bool:
        """Whether a row is another building of the residence of these rows."""
        own = [row.cell(index) for index in self.own]
        if places := [row.merged[index] for index in self.own if index in row.merged]:
            if self.own[0] not in row.merged and own[0] not in (None, rows[0].cell(self.own[0])):
                return False
            first = (int(re.sub(r"\D", "", place.partition(":")[0])) for place in places)
            return min(first) >= rows[0].number
        if "block" in self.fields and all(map(is_blank, own)):
            return not is_blank(row.cell(self.fields["block"]))
        if "code" not in self.fields:
            return False
        if is_ditto(own[0]):
            return "block" in self.fields
        first = rows[0].cell(self.own[0])
        return own[0] == first and not is_blank(first) and self.is_elsewhere(row, rows)

    def is_elsewhere(self, row: Row, rows: list[Row]) -> bool:
        """Whether the row of the same reference has its name, at another address or in another building."""
        name = [one.cell(self.fields.get("name", MAX_COLUMNS)) for one in (rows[0], row)]
        if not (is_blank(name[1]) or is_ditto(name[1]) or name[1] == name[0]):
            return False
        places = [self.fields[name] for name in ("block", "address") if name in self.fields]
        said = [tuple(one.cell(index) for index in places) for one in (row, *rows)]
        return any(map(has_content, said)) and said[0] not in said[1:]

    def read_ignored(self, row: Row, line: Line) -> Line:
        """A total is compared with the lines above it; a heading is for those under it."""
        if line.issues[0].code == "LIGNE_TOTAL":
            self.totals.compare(row)
        if line.issues[0].code != "NOTE" or not self.table.rows:
            return line
        text = str(next(cell for cell in row.cells if not is_blank(cell)))
        headed = heading_of(text, self.fields)
        if headed is None and "agency" not in self.fields and is_heading(text):
            following = self.table.rows[-1]
            is_over = following.number - row.number <= 2 and not skipped(following, self.table)
            headed = ("sector", text.strip()) if is_over else None
        if headed is None:
            return line
        if headed[0] != "hostel":
            self.headed.pop("hostel", None)
        self.headed[headed[0]] = headed[1]
        return ignored(row.number, "INTERTITRE", headed[1], row=row)

    def residence(self, rows: list[Row]) -> Iterator[Line]:
        """The line of a residence, and one for each row that is another of its buildings, or is left aside."""
        found = {row.number: self.leave(row) for row in rows}
        kept = [row for row in rows if not found[row.number]]
        code = self.fields.get("code", MAX_COLUMNS)
        if any(is_ditto(row.cell(code)) for row in kept[1:]):
            self.repeated, where = str(kept[0].cell(code)), f"{kept[0].number}{self.where}"
            self.shared.seen.codes.setdefault(self.repeated, (where, 0, 0))
            found |= {row.number: self.line(row) for row in kept}
            self.repeated = ""
        elif kept:
            buildings = {row.number: self.building(row, kept[0]) for row in kept[1:]}
            found |= buildings | {kept[0].number: self.line(kept[0], list(buildings.values()))}
        yield from (found[row.number] for row in rows)

    def leave(self, row: Row) -> Line | None:
        if hostel := self.headed.get("hostel"):
            return ignored(row.number, "FOYER", hostel, row=row)
        return leave_aside(row, self.table, self.shared.keys)

    def line(self, row: Row, buildings: Sequence[Line] = ()) -> Line:
        found = Findings()
        values = self.values(row, found)
        if buildings:
            self.add_buildings(values, buildings, found)
        values |= read_axes(row, self.table, found, Severity.WARNING, self.scale)
        if row.is_hidden:
            found.tell(None, "LIGNE_MASQUEE")
        self.shared.seen.tell(f"{row.number}{self.where}", values, found)
        line = finished_line(row.number, values, found.lettered(self.letters), row.cells)
        homes = values["homes"] or 0
        self.totals.importable += homes if line.is_importable else 0
        if not any(issue.code == "DOUBLON_EXACT" for issue in found):
            self.shared.homes[str(values["agency"] or self.table.sheet)] += homes
        return line

    def building(self, row: Row, first: Row) -> Line:
        """The row of another building: its homes and its remarks, on a line that is not imported by itself."""
        found = Findings()
        found.tell(None, "BATIMENT", first.number)
        homes = self.totals.read(row, row.cell(self.fields["homes"]), found)
        qpv = row.cell(self.fields.get("is_qpv", MAX_COLUMNS))
        is_qpv = None if is_blank(qpv) else read_yes_no(qpv, Findings(), is_named=self.is_named)
        values: dict[str, object] = {"homes": homes, "is_qpv": is_qpv}
        name = "commune" if "commune" in self.fields else "address"
        index = self.fields.get(name, MAX_COLUMNS)
        town, usual = (self.town(one.cell(index)) for one in (row, first))
        if town and usual and fold_name(town) != fold_name(usual):
            found.tell(name, "AUTRE_COMMUNE", town, usual)
        cells = tuple(plain(cell) for cell in row.cells)
        return Line(row.number, Status.IGNORED, values, found.lettered(self.letters), cells)

    def add_buildings(
        self, values: dict[str, object], buildings: Sequence[Line], found: Findings
    ) -> None:
        for line in buildings:
            if line.values["homes"] is None:
                found.tell("homes", "BATIMENT_SANS_NOMBRE", line.number)
        known = [values["homes"], *(line.values["homes"] for line in buildings)]
        values["homes"] = sum(homes or 0 for homes in known) or None
        if any(line.values["is_qpv"] for line in buildings):
            values["is_qpv"] = True
        for line in buildings:
            line.values.clear()
        if values["homes"] and not self.table.parts:
            found.tell("homes", "SOMME", len(known), values["homes"], after=values["homes"])

    def values(self, row: Row, found: Findings) -> dict[str, object]:
        asked = READ - {"homes"} if self.table.parts else READ
        raw, broken = screened(row, self.fields, asked, found)
        raw = self.above = self.carried(raw, found)
        if self.table.street and "address" not in broken:
            street = (quote_value(row.cell(index) or "") for index in self.table.street)
            raw["address"] = " ".join(filter(None, street))
        values = {name: read_text(name, raw.get(name), found) for name in TEXTS}
        values |= read_notes(raw, found)
        values["agency"] = self.agency(values["agency"], found)
        values["commune"] = values["commune"] or self.headed.get("commune")
        values["postcode"] = read_postcode(raw.get("postcode"), found)
        split_place(values, raw.get("insee"))
        values |= {
            name: read_number(name, raw.get(name), found, self.table.is_typed) for name in MEASURES
        }
        values["built_year"] = read_year(
            raw.get("built_year"), found, self.this_year, self.table.is_typed
        )
        values |= dict.fromkeys(("homes", "is_qpv", "insee", "departement", "region"))
        values |= {"town": "", "is_town_sure": True}
        if "homes" not in broken:
            values["homes"] = self.totals.read(row, raw.get("homes"), found)
        if "is_qpv" in self.fields and "is_qpv" not in broken:
            values["is_qpv"] = read_yes_no(raw.get("is_qpv"), found, is_named=self.is_named)
        if "insee" not in broken:
            values |= self.place(raw.get("insee"), values, found)
        for name in ("comment", "status"):
            if values["homes"] and values[name] and LEAVING.search(fold_name(str(values[name]))):
                found.tell(name, "COMMENTAIRE_DE_SORTIE", values[name])
        self.tell_identity(values, broken, found)
        return values

    def carried(self, raw: dict[str, object], found: Findings) -> dict[str, object]:
        """What « idem » stands for; a reference is one residence's alone, and stays to be written."""
        said = {name: value for name, value in raw.items() if is_ditto(value)}
        for name, mark in said.items():
            above = None if name == "code" else self.above.get(name)
            if above is not None:
                found.tell(name, "IDEM", quote_value(above), before=mark, after=above)
            raw[name] = above
        return raw

    def town(self, raw: object) -> str | None:
        text = "" if is_blank(raw) or is_ditto(raw) else " ".join(str(raw).split())
        return split_commune(text)[0] if "commune" in self.fields else split_address(text)[2]

    def agency(self, agency: str | None, found: Findings) -> str | None:
        """As its column says, its code in full, else the heading above or the sheet."""
        if not agency:
            return self.headed.get("agency") or self.headed.get("sector") or self.agency_of_sheet
        if key := self.shared.keys.get("agency"):
            if agency not in key:
                found.tell("agency", "AGENCE_INCONNUE", agency, before=agency)
                return agency
            label = key[agency]
            found.tell("agency", "CODE_TRADUIT", agency, label, before=agency, after=label)
            return label
        usual = self.shared.agencies.get(agency)
        usual = usual or self.shared.agencies.get(fold_agency(agency), agency)
        if usual != agency:
            told = (agency, usual)
            found.tell("agency", "AGENCE_RAPPROCHEE", *told, before=agency, after=usual)
        return usual

    def place(self, code: object, values: dict[str, object], found: Findings) -> dict[str, object]:
        """Where it stands, as somebody said of the lines that tell it alike, else as it is read."""
        doubt = Doubt.of(values["postcode"], values["commune"], code)
        if doubt.key in self.shared.towns:
            return self.place_said(self.shared.doubted(doubt), found)
        told = (values["commune"], values["postcode"], "commune" in self.fields)
        place = place_of(code, *told, self.shared.departements)
        if len(str(values["postcode"] or "")) == 2:  # a département, which the search has used
            values["postcode"] = None
        found.extend(place.issues)
        if place.is_sure or not doubt.town:
            return place.values
        return place.values | {"town": self.shared.doubted(doubt).town, "is_town_sure": False}

    def place_said(self, doubt: Doubt, found: Findings) -> dict[str, object]:
        one = current_commune(self.shared.towns[doubt.key])
        column = "commune" if "commune" in self.fields else "insee"
        said = (
            ("COMMUNE_DITE", doubt.town, one.name, one.insee)
            if one
            else ("COMMUNE_A_CONFIRMER", doubt.town)
        )
        found.tell(column, *said, before=doubt.town)
        return Place(one, ()).values | {"town": doubt.town, "is_town_sure": one is not None}

    def tell_identity(self, values: dict[str, object], broken: set[str], found: Findings) -> None:
        """The name is required; a missing code is replaced by a provisional one, to confirm."""
        if not values["name"] and "name" not in broken:
            found.tell("name", "OBLIGATOIRE.name")
        values["code"] = read_code(values["code"], found)
        if self.repeated and values["block"]:
            values["code"] = code = f"{self.repeated}-{values['block']}"
            told = (self.repeated, code)
            found.tell("code", "REFERENCE_DE_BATIMENT", *told, before=self.repeated, after=code)
        if not values["code"] and "code" not in broken:
            values["code"] = code = provisional_code(values)
            found.tell("code", "REFERENCE_ABSENTE", code, after=code)
