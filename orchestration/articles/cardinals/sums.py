"""How the words of a number add up in each language, and which may follow which."""

from dataclasses import dataclass

# What a ten leaves room for: French counts soixante-dix and quatre-vingt-dix by twenties.
TWENTIES = (60, 80)


@dataclass(slots=True)
class Sum:
    """A number under construction: finished thousands, and what comes below them."""

    language: str
    total: float = 0
    current: float | None = None
    last: float = 0
    room: float = 0
    bound: float = float("inf")
    scale: float = 1
    about: bool = False
    items: int = 0

    @property
    def value(self) -> float:
        """What it comes to so far."""
        return round(float(self.total + (self.current or 0)), 6)

    def add(self, value: float, joined: bool) -> bool:
        """Take in a number below a thousand (or an Arabic dual of a scale), if it can follow."""
        if value >= 1000:
            return self._add_dual(value)
        if self.current is None:
            if value >= self.bound or (self.items and self.language == "ar" and not joined):
                return False
            self.current = value
        elif self.language == "fr" and (self.last, value) == (4, 20) and not joined:
            self.current += 76
            value = 80
        elif self._fits(value, joined):
            self.current += value
        else:
            return False
        self.last, self.scale, self.room = value, 1, self._room_after(value)
        return True

    def _add_dual(self, value: float) -> bool:
        if self.current is not None or value >= self.bound:
            return False
        self.total += value
        self.bound = self.scale = value / 2
        self.last = value
        return True

    def _fits(self, value: float, joined: bool) -> bool:
        if self.language == "ar":
            unit = 1 <= self.last <= 9
            if unit and (value == 10) != joined and value % 10 == 0 and 10 <= value <= 90:
                return True
            return joined and value < self.room
        if self.language == "fr":
            if joined:
                return value in (1, 11) and 20 <= self.last <= 70
            return value < self.room and (self.last != 10 or 7 <= value <= 9)
        return 0 < value < self.room and (not joined or self.room == 100)

    def _room_after(self, value: float) -> float:
        if value >= 100 and value % 100 == 0:
            return 100
        if self.language == "ar" or value % 10 or value < 10:
            return 0
        if self.language == "fr":
            return 20 if value in TWENTIES else 10
        return 10 if value >= 20 else 0

    def multiply(self, scale: float, joined: bool) -> bool:
        """Take in hundred, thousand, million …, if it can follow."""
        if scale == 100 and not (self.current is not None and self.current % 1):
            return self._hundred(joined)
        if scale >= self.bound or (self.current is None and self.items and not joined):
            return False
        if self.current is not None and joined:
            return False
        self.total += (1 if self.current is None else self.current) * scale
        self.current = None
        self.bound = self.scale = self.last = scale
        return True

    def _hundred(self, joined: bool) -> bool:
        most = 100 if self.language == "en" else 10
        if self.current is None:
            if self.bound < 1000 or (self.items and self.language == "ar" and not joined):
                return False
            self.current = 100
        elif joined or not 1 < self.last < most or self.current % 100 != self.last:
            if not (self.language == "en" and self.current == 1):
                return False
            self.current = 100
        else:
            self.current += self.last * 99
        self.last, self.room, self.scale = 100, 100, 100 if self.current % 100 == 0 else 1
        return True

    def group(self, size: float) -> bool:
        """Take in a dozen, une trentaine: a rounded number, or so many of them."""
        self.current = (self.value if self.items else 1) * size
        self.total, self.last, self.room = 0, self.current, 0
        self.about, self.scale = True, 1
        return True
