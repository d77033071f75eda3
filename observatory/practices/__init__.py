"""Good practices: the record, its table, its versions, its review by two people."""
