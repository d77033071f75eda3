"""Registration of the label's demonstration content: its rules, its scenario, then the kit."""

import json
import logging
import time

from django.conf import settings

from labelling.parties.framework.files.loading import ensure_rules
from labelling.scenario.demonstration import demonstration
from labelling.steering.yearly_report import jobs
from labelling.steering.yearly_report.models import YearlyReport
from labelling.title.brand.charters.seeds import ensure_brand
from labelling.title.kit.generator import seeds
from labelling.title.labels.directory.demonstration import ensure_pictures
from portal.core import clock
from portal.demonstration.loading import opened_at
from portal.demonstration.registry import first, later
from portal.documents import pdf
from portal.retention import durations
from portal.retention import jobs as running
from portal.retention.registry import KEEPINGS
from portal.scenario.parsing import check
from portal.scenario.playing import Player
from portal.search import index

NAME = "démonstration"
ADDRESSES = "scenario.json"
logger = logging.getLogger("labelling.demonstration")


@first("rules", "Règles du label", order=10)
def load_rules():
    ensure_rules()
    ensure_brand()


@first("story", "Récit du label", order=30)
def tell():
    """Every act but the dear ones, which the worker plays."""
    scenario = check(demonstration(opened_at()).at_once(), NAME)
    start = time.process_time()
    # As the rules: inside the transaction, each morning would read them for each kind of thing.
    durations.versions()
    with index.paused():
        addresses = Player(scenario, NAME).play()
        spent = 1000 * (time.process_time() - start) / len(scenario.steps)
    text = json.dumps(addresses, ensure_ascii=False, indent=1)
    (settings.VAR / ADDRESSES).write_text(text, encoding="utf-8")
    return f"{len(scenario.steps)} actes, {spent:.1f} ms l’acte"


@later("pictures", "les images des organismes", order=25)
def draw_pictures():
    ensure_pictures()


@later("kit", "le kit de communication", order=30)
def fill_kit():
    """Drawn one resource at a time, so that pages may write meanwhile; then taken by the story's people."""
    told = demonstration(opened_at()).afterwards("kit.")
    load, *taken = told["acts"]
    try:
        with clock.at(load["at"]):
            seeds.load(seeds.seeds(), by=seeds.author())
    except pdf.Failed as failure:
        logger.warning("kit left empty: %s", failure)
        return
    Player(check(told | {"acts": taken}, NAME), NAME).continue_()


@later("reports", "les bilans annuels", order=40)
def write_reports():
    """An act a transaction, and files outside of any: pages may write meanwhile."""
    told = demonstration(opened_at()).afterwards("report.")
    if YearlyReport.objects.exists():
        return
    for act in told["acts"]:
        Player(check(told | {"acts": [act]}, NAME), NAME).continue_()
        for key in YearlyReport.objects.filter(state="validated").values_list("pk", flat=True):
            jobs.make_files.call(key)
    running.run(KEEPINGS["mail"])  # of reports of former years: the clock of those mornings is past
