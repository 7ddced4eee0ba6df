"""Errors that are sentences for the person who runs Redzone."""


class RedzoneError(Exception):
    """What went wrong and what to do about it, in words that need no traceback."""


class FileRefusedError(RedzoneError):
    """A file that cannot be read at all.

    Attributes:
        type: what is wrong, by frictionless-py's name for it.
    """

    def __init__(self, message: str, type: str = "source-error"):
        super().__init__(message)
        self.type = type
