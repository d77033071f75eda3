"""Good practices: the record, its state machine, its versions, its review by two people."""
