"""Evaluation of auditors by the organisms that they audited and by the office of the label."""
