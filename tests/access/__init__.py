"""Laws of access and of forms, with their world, its people, its matrix and its crawler."""
