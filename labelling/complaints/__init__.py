"""What strangers write: questions, misuses, complaints, appeals."""
