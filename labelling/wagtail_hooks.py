"""Wagtail hooks of the label: CMS desks for the référent."""

from wagtail_modeladmin.options import modeladmin_register

from labelling.desks import LabellingDesks
from labelling.framework.desk import RulesGroup

modeladmin_register(LabellingDesks)
modeladmin_register(RulesGroup)
