"""Pages, subscriptions and campaigns of the public site; a size of one of its images."""

from home.pictures import specs
from tests.home.blocks.making import make_image


def fill(world):
    row = make_image().get_rendition(specs(make_image(), "tile")[0])
    world.things["ours"]["rendition"] = world.things["theirs"]["rendition"] = _name(row)


def _name(row):
    return row.file.name.rpartition("/")[2]
