"""People of an organism: functions, delegations, handovers."""
