"""ODS workbooks."""
