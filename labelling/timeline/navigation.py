"""Timeline on the page of an organism: its next dates."""

from labelling.organisms.pages import register_part
from labelling.timeline.pages import summary

register_part(summary)
