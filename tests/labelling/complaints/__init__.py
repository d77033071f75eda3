"""What people write to the label: forms of strangers, the desk that answers, appeals."""
