"""Event registration without an account: seats, waiting list, cancellation by a link."""
