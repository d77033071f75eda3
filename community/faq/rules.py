"""Who makes and keeps the FAQ: the référent."""

from community.spaces.rules import office

keeper = office
