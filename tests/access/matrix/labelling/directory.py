"""Access matrix of the directory, open data, published commitments and the timeline of an organism."""

from tests.access.lines import PREPARING, public, seen
from tests.access.people import OWN

SEEING = (*PREPARING, "ali")  # who sees the organism; the auditor's eyes stop at its facts


def commitment(name, *args, write, **more):
    return seen(f"labelling:{name}", "organism", *args, by=SEEING, write=write, **more)


DIRECTORY = (
    public("labelling:directory_json"),
    public("labelling:directory_geojson"),
    public("labelling:directory_suggestions"),
    public("labelling:directory_data"),
    public("labelling:directory_schema"),
    public("labelling:directory_figures"),
    public("labelling:directory_figures_csv"),
    seen("labelling:organism_timeline", "organism", by=SEEING),
    seen("labelling:timeline_ics", "organism", by=SEEING),
    commitment("commitment_list", write=PREPARING),
    commitment("commitment_edit", "place", write=OWN),
    commitment("commitment_publish", write=("alice",), post_only=True),
    commitment("commitment_drop", "place", write=OWN, post_only=True),
    commitment("commitment_end", "place", write=("alice",), post_only=True),
    commitment("promise_list", write=PREPARING),
    commitment("promise_add", write=("alice",)),
    commitment("promise_sheet", "promise", write=PREPARING),
    commitment("promise_withdraw", "promise", write=("alice",), post_only=True),
    public("labelling:promise", "promise_code"),
)
