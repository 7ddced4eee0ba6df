"""Errors that are sentences for the person who runs Redzone."""


class RedzoneError(Exception):
    """What went wrong and what to do about it, in words that need no traceback."""


class FileRefusedError(RedzoneError):
    """A file that cannot be read as its source at all."""
