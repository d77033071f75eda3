"""The world of the law tests, its people, its matrix and its crawler."""
