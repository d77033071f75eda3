"""The pages of the portal: forms, steps, refusals, conflicts, and what every request goes through."""
