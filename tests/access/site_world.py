"""Pages, subscriptions and campaigns of the public site; a size of one of its images."""

from home.pictures import make_sizes
from tests.home.blocks.making import make_image


def fill(world):
    image = make_image()
    make_sizes.func(image.pk)  # as the worker does
    name = image.renditions.first().file.name.rpartition("/")[2]
    world.things["ours"]["page"] = world.things["theirs"]["page"] = "accueil/contact"
    world.things["ours"]["rendition"] = world.things["theirs"]["rendition"] = name
