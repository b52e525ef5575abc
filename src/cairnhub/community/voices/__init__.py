"""Whose voice is missing: who takes part, by what people say of themselves, against who should."""
