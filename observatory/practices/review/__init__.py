"""Reading practices again: submissions as they were, what readers answer, what changed since."""
