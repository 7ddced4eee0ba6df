"""Licences under which a text may be passed on, changed and sold, by their SPDX names."""

import re

# The macro `is_open_licence` of the dbt project says the same; a test holds them together.
OPEN = r"(CC0|CC-BY|CC-BY-SA|ODC-By|ODbL|PDDL|OGL-UK|US-PD)(-[0-9.]+)?(-IGO)?"
_OPEN = re.compile(OPEN)


def is_open(licence: str) -> bool:
    """Whether a text under this licence may be passed on; one that is not known may not."""
    return _OPEN.fullmatch(licence) is not None
