"""The life of an event besides its seats: who came, its materials, what people say of it after."""
