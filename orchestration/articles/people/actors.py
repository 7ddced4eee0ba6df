"""Actors in a sentence: names, and nouns that mean the forces or authorities of a country.

Which part they have in an event is told in `roles`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from orchestration.articles.found_words import ACTORS, FoundWords
from orchestration.articles.lexicon import Match, bare_forms
from orchestration.articles.people.actor_words import (
    Word,
    first_forms,
    forms,
    longest,
    of_country,
    rank,
    reference,
)
from orchestration.articles.words import Token

if TYPE_CHECKING:
    from orchestration.articles.places.mentions import PlaceMention

# Their names stand before a noun like adjectives: Mali army, US troops.
ADJECTIVAL = frozenset({"MLI", "BFA", "NER", "USA", "GBR", "ARE"})
NATIONS = ("country", "capital", "demonym")

AND = frozenset({"and", "et", ",", "/"})
ARTICLES = frozenset({"the", "le", "la", "l'", "les"})
# Words between a noun and its nationality: "armed forces of Mali", "Malian military junta".
GENITIVES = frozenset({"of", "from", "du", "de", "d'", "des"})
MODIFIERS = forms(
    """military ruling interim transitional special armed defence defense national security
    new foreign own regular elite former state federal air ground combat army government
    police armees militaires militaire speciales nationale regulieres actuel actuelle
    transition etrangeres interieure terrestres aerienne الوطني الوطنيه العسكري العسكريه
    المسلحه الحاكم الحاكمه الانتقالي الانتقاليه الخاصه الحالي الحاليه الجويه الجديده
    الجديد الخارجيه"""
)
# Words before a country or capital that make it a place, or part of another name.
LOCATING = forms(
    """in at to into from of near across inside outside around within toward towards
    through throughout leave leaves left leaving visit visited enter entered reach
    reached northern southern eastern western central neighbouring neighboring a au aux
    en de du d' vers dans depuis hors quitter quitte quittent quittant في الي من داخل
    خارج نحو صوب عبر قرب شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي حدود اراضي سكان شعب
    مغادره غادر غادرت غادروا دخول مدينه العاصمه عاصمه بلاد ربوع انحاء مطار باتجاه اقليم
    منطقه ضواحي مالي تجاه شوارع دوله جمهوريه لدي"""
)
BORDERS = forms("border borders frontiere frontieres حدود الحدود الحدوديه")
# What may stand between unnamed fighters and the group that they are said to belong to.
AFFILIATION = forms(
    """of from with to the linked affiliated suspected belonging loyal allied claiming
    members - 's du de des d' la le l' lies lie affilies affilie presumes appartenant a
    au aux se reclamant membres proches fideles soupconnes etre rallies من الي في ينتمون
    ينتمي تابعين تابعون تابعه التابعه التابعين منتمين منتمون المنتمين انتمائهم بانتمائهم
    يشتبه مشتبه موالون موالين مرتبطه المرتبطه مرتبطون مرتبطين المرتبطين تابع مبايعون
    بانهم انهم محسوبون محسوبين علي ب ل صفوف يتبعون يعتقد"""
)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Someone who may have a part in an event.

    Attributes:
        start: where the words that name it begin, in code points.
        end: where they end.
        actor_id: key in the reference.
        name: its English name there.
        kind: armed, state (forces), government, civilian, protesters; people and displaced are
            words such as "crowd" or "families" that count in some events only.
    """

    start: int
    end: int
    actor_id: str
    name: str
    kind: str


def find_actors(
    words: Sequence[Token],
    language: str,
    country: str | None,
    places: "Sequence[PlaceMention]" = (),
    found: FoundWords | None = None,
) -> list[ActorMention]:
    """The actors that a sentence names, in the order of its words.

    Args:
        words: the tokens of the sentence.
        language: ar, fr or en.
        country: ISO 3166-1 alpha-3 code of the country that the article is about; bare nouns
            ("the army") are that country's.
        places: the places of the sentence; a capital or country that is not located acts.
        found: what the lexicons find in it; sought here if left out.
    """
    found = found or FoundWords(words, language)
    chosen = longest(found.of(ACTORS), rank)
    if not chosen:
        return []
    return _Reader(words, language, country, places, chosen).mentions()


class _Reader:
    """Turns the words found in one sentence into mentions."""

    def __init__(
        self,
        words: Sequence[Token],
        language: str,
        country: str | None,
        places: "Sequence[PlaceMention]",
        chosen: list[Match[Word]],
    ):
        self.words = words
        self.language = language
        self.country = country
        self.places = places
        self.chosen = chosen
        self.nations = {m.start: m for m in chosen if m.row.kind in NATIONS}
        self.nation_ends = {m.end: m for m in self.nations.values()}
        self.used: set[int] = set()

    def mentions(self) -> list[ActorMention]:
        found = []
        for match in self.chosen:
            if match.row.kind not in NATIONS and match.row.kind != "none":
                for actor_id, first, last in self._resolve(match):
                    found.append((first, last, actor_id, match.row.kind))
        found += self._states()
        found.sort()
        return [self._mention(*one) for one in _absorb(self.words, found)]

    def _mention(self, first: int, last: int, actor_id: str, kind: str) -> ActorMention:
        name, usual = reference()[actor_id]
        start = _bare_start(self.words[first])
        kind = usual if kind == "actor" else kind
        return ActorMention(start, self.words[last - 1].end, actor_id, name, kind)

    def _resolve(self, match: Match[Word]) -> Iterator[tuple[str, int, int]]:
        """An actor for each country that the words tell, with the span of its words."""
        if not match.row.whose:
            yield match.row.actor_id, match.start, match.end
            return
        role, whose = match.row.role, match.row.whose
        nations, first, last = self._nationality(match)
        if not nations and whose == "owner":
            nations = [self._owner(match.start)]
        elif not nations and whose == "country":
            nations = [self.country or ""]
        for nation in nations:
            if found := of_country(role, nation):
                yield found, first, last

    def _nationality(self, match: Match[Word]) -> tuple[list[str], int, int]:
        """The countries named before or behind a noun, and the span with them."""
        before, first = self._before(match.start)
        if before:
            return before, first, match.end
        behind, last = self._behind(match.end)
        return behind, match.start, last

    def _owner(self, index: int) -> str:
        """The country named last before "its troops", else that of the article."""
        before = [start for start in self.nations if start < index]
        return self.nations[before[-1]].row.actor_id if before else self.country or ""

    def _before(self, index: int) -> tuple[list[str], int]:
        for _ in range(3):
            nation = self.nation_ends.get(index)
            if nation is None and self._form(index - 1) == "'s":
                nation = self.nation_ends.get(index - 1)
            elif nation is not None and nation.row.kind != "demonym":
                nation = nation if nation.row.actor_id in ADJECTIVAL else None
            if nation is not None:
                codes = [nation.row.actor_id]
                self.used.add(nation.start)
                while self._form(nation.start - 1) in AND:
                    other = self.nation_ends.get(nation.start - 1)
                    if other is None or other.row.kind != nation.row.kind:
                        break
                    nation = other
                    self.used.add(nation.start)
                    codes.append(nation.row.actor_id)
                return codes, nation.start
            if self._form(index - 1) not in MODIFIERS:
                break
            index -= 1
        return [], index

    def _behind(self, index: int) -> tuple[list[str], int]:
        for _ in range(3):
            at = index
            if self._form(at) in GENITIVES or self._form(at) == "في":
                at += 1
                if self._form(at) in ARTICLES:
                    at += 1
            nation = self.nations.get(at)
            if nation is not None and not self._joined(nation) and self._fits(nation, index, at):
                self.used.add(nation.start)
                codes = [nation.row.actor_id]
                while other := self._next_nation(nation):
                    nation = other
                    self.used.add(nation.start)
                    codes.append(nation.row.actor_id)
                return codes, nation.end
            if self._form(index) not in MODIFIERS:
                break
            index += 1
        return [], index

    def _fits(self, nation: Match[Word], index: int, at: int) -> bool:
        """Whether a nation behind a noun qualifies it: French soldats maliens, armée du Mali."""
        if nation.row.kind == "demonym":
            return at == index and self.language != "en"
        return at > index or self.language == "ar"

    def _next_nation(self, nation: Match[Word]) -> Match[Word] | None:
        after = self.nations.get(nation.end)
        kinds = {"demonym", nation.row.kind}
        if after is not None and self._joined(after) and after.row.kind in kinds:
            return after
        if self._form(nation.end) in AND:
            after = self.nations.get(nation.end + 1)
            if after is not None and after.row.kind == nation.row.kind == "demonym":
                return after
        return None

    def _joined(self, match: Match[Word]) -> bool:
        """Whether an Arabic "and" is written as one with the first word."""
        word = self.words[match.start]
        return word.form[0] == "و" and _bare_start(word) > word.start

    def _states(self) -> Iterator[tuple[int, int, str, str]]:
        """Countries and capitals that act or speak: their governments."""
        acts, last_end = False, -2
        for match in self.nations.values():
            if match.row.kind == "demonym" or match.start in self.used:
                continue
            listed = match.start == last_end and self._joined(match)
            listed |= match.start - 1 == last_end and self._form(last_end) in AND
            acts = acts if listed else self._acts(match)
            last_end = match.end
            actor_id = of_country("government", match.row.actor_id)
            if acts and actor_id:
                yield match.start, match.end, actor_id, "actor"

    def _acts(self, match: Match[Word]) -> bool:
        if self._form(match.end) in {"'s", "-"} or self._form(match.start - 1) == "-":
            return False
        start, end = self.words[match.start].start, self.words[match.end - 1].end
        for place in self.places:
            if (
                place.start < end
                and start < place.end
                and (place.located or place.kind not in {"country", "settlement"})
            ):
                return False
        before = match.start - 1
        if self._form(before) in ARTICLES:
            before -= 1
        if self._form(before) in LOCATING or _preposed(self.words[match.start]):
            return False
        return not any(self._form(index) in BORDERS for index in range(before - 2, before + 1))

    def _form(self, index: int) -> str:
        return self.words[index].form if 0 <= index < len(self.words) else ""


def _absorb(
    words: Sequence[Token], found: list[tuple[int, int, str, str]]
) -> list[tuple[int, int, str, str]]:
    """Drops unnamed fighters beside the name of their group: "JNIM fighters"."""
    kept = []
    for position, one in enumerate(found):
        if one[2] == "unidentified_armed_group" and any(
            _belongs(words, one, other)
            for other in found[max(0, position - 1) : position + 2]
            if other is not one
        ):
            continue
        kept.append(one)
    return kept


def _belongs(words: Sequence[Token], one: tuple, other: tuple) -> bool:
    if other[2] == one[2] or reference()[other[2]][1] != "armed":
        return False
    between = words[other[1] : one[0]] if other[0] < one[0] else words[one[1] : other[0]]
    if other[0] < one[0] and any(word.form not in {"-", "'s"} for word in between):
        return False
    return all(word.form in AFFILIATION or _bare(word) in AFFILIATION for word in between)


def _arabic(word: Token) -> bool:
    return "\u0600" <= word.form[0] <= "\u06ff"


def _bare(word: Token) -> str:
    return bare_forms(word.form)[-1] if _arabic(word) else word.form


def _preposed(word: Token) -> bool:
    """Whether an Arabic "in" or "to" is written as one with a name."""
    start = _bare_start(word)
    return start > word.start and word.form[start - word.start - 1] in "بل"


def _bare_start(word: Token) -> int:
    """Where an Arabic name begins behind "and", "in" or "to"; known names only keep theirs."""
    return word.start + (_clitics(word.form) if word.end - word.start == len(word.form) else 0)


@cache
def _clitics(form: str) -> int:
    starts = first_forms()
    for bare in bare_forms(form):
        if bare in starts or (bare.startswith("ال") and bare[2:] in starts):
            return len(form) - len(bare) if form.endswith(bare) else 0
    return 0
