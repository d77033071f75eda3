"""Reader of tracking files: what is one row, what each column says, what each sentence tells, and what follows."""
