"""The sections and sentences of a text."""
