"""The label's desks in the CMS, for the référent: lists and inspection, no step."""

from wagtail_modeladmin.options import modeladmin_register

from labelling.desks import LabellingDesks
from labelling.framework.desk import RulesGroup

modeladmin_register(LabellingDesks)
modeladmin_register(RulesGroup)
