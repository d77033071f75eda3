"""Register of auditors: invitations, candidates, accreditations of before."""
