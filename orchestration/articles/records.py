"""From an article to claims: one for each type of event that a sentence tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from orchestration.articles.article import Article
from orchestration.articles.claim import (
    Actor,
    Claim,
    Evidence,
    Figure,
    Place,
    claim_key,
    text_digest,
)
from orchestration.articles.dates import DateMention, find_dates
from orchestration.articles.events import WEAK, Event, find_events
from orchestration.articles.figures import find_figures
from orchestration.articles.found_words import FoundWords
from orchestration.articles.numbers import find_numbers
from orchestration.articles.people.actors import find_actors
from orchestration.articles.people.roles import roles
from orchestration.articles.people.speech import Speech, find_speech, status_of
from orchestration.articles.places.gazetteer import FOCUS, Gazetteer
from orchestration.articles.places.mentions import PlaceMention, find_places
from orchestration.articles.sections.segment import Sentence, sentences
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import Token, tokens
from orchestration.articles.zones import find_whole_country, find_zones

# Headings and the headlines of other stories claim nothing.
READ = frozenset({"title", "body"})
COUNTRY_PRECISION = 6
# How many sentences a date is remembered for.
MEMORY = 3
# What a claim is surer by, out of 1.
PARTS = {"event": 0.4, "result": 0.3, "weak": 0.2}
DATE, DATE_OF_CONTEXT, PLACE, WIDE_PLACE, ACTOR, FIGURE = 0.15, 0.05, 0.2, 0.1, 0.1, 0.1
DOUBT = -0.2
# How far behind a saying its date may stand, in characters; and events that are done by saying so.
SPOKEN = 2
ADVICE = "travel_advisory_change"
SAID_IS_DONE = frozenset({"diplomatic_action", ADVICE, "troop_withdrawal"})
# A year is told only where no nearer date is: it counts as so many characters away.
FAR = {"quarter": 60, "year": 120, "unknown": 60}


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands in a sentence, whatever its events."""

    sentence: Sentence
    words: list[Token]
    found: FoundWords
    dates: list[DateMention]
    places: list[PlaceMention]
    speech: list[Speech]


def read_claims(article: Article, gazetteer: Gazetteer) -> list[Claim]:
    """The claims of an article, in the order of their sentences.

    Headings and lists of related headlines are not read; nor is an article in a language that
    has no lexicon.

    Args:
        article: its text and what is known about it.
        gazetteer: the names of places.
    """
    if article.language not in LANGUAGES:
        return []
    return list(_Reader(article, gazetteer).claims())


class _Reader:
    def __init__(self, article: Article, gazetteer: Gazetteer):
        self.article, self.language = article, article.language
        self.sentences = [
            sentence
            for sentence in sentences(article.text, article.body_start)
            if sentence.section in READ
        ]
        self.words = [tokens(article.text, told.start, told.end) for told in self.sentences]
        self.places, self.country = find_places(self.words, self.language, gazetteer, article.text)
        self.gazetteer = gazetteer
        published = article.published
        self.anchor = published.last
        self.is_published = published.precision == "day" and published.basis != "self_anchored"
        self.digest = text_digest(article.text)

    def claims(self) -> Iterator[Claim]:
        """The claims, sentence by sentence."""
        remembered, since = None, MEMORY
        for sentence, words, places in zip(self.sentences, self.words, self.places, strict=True):
            since += 1
            found = FoundWords(words, self.language)
            events = find_events(words, self.language, found)
            if not events:
                continue
            dates = find_dates(words, self.anchor, self.language, published=self.is_published)
            context = remembered if since <= MEMORY else None
            for claim in self._sentence(sentence, words, found, places, events, dates, context):
                if claim.date_basis == "sentence":
                    remembered, since = claim, 0
                yield claim

    def _sentence(
        self,
        sentence: Sentence,
        words: list[Token],
        found: FoundWords,
        places: list[PlaceMention],
        events: list[Event],
        dates: list[DateMention],
        context: Claim | None,
    ) -> Iterator[Claim]:
        text = self.article.text
        numbers = find_numbers(words, self.language)
        if not (dates or numbers or any(place.located for place in places)):
            events = [event for event in events if event.strength != WEAK]
        actors = find_actors(words, self.language, self.country, places, found)
        speech = find_speech(words, self.language, actors, places, found)
        figures = find_figures(text, words, numbers, events, self.language, found)
        told = _Told(sentence, words, found, dates, places, speech)
        for event, counted in zip(events, figures, strict=True):
            trigger = (event.start, event.end)
            status, said = status_of(words, trigger, event.status, speech, self.language)
            taking_part = tuple(
                Actor(who.name, who.actor_id, role, text[who.start : who.end])
                for who, role in roles(
                    words, trigger, event.voice, event.event_type, actors, speech
                )
            )
            yield self._claim(told, event, tuple(counted), taking_part, status, said, context)

    def _claim(
        self,
        told: _Told,
        event: Event,
        figures: tuple[Figure, ...],
        actors: tuple[Actor, ...],
        status: str,
        said: Speech | None,
        context: Claim | None,
    ) -> Claim:
        text, sentence = self.article.text, told.sentence
        when = self._when(told, event, context)
        places = self._where(told, event)
        zones = (None, None)
        if event.event_type == ADVICE:
            zones = find_zones(told.words, self.language, told.found)
        parts = _confidence(event, when, places, actors, figures)
        return Claim(
            claim_id=claim_key(self.digest, sentence.start, sentence.end, event.event_type),
            article_id=self.article.article_id,
            event_type=event.event_type,
            epistemic_status=status,
            **when,
            places=places,
            actors=actors,
            figures=figures,
            zone_from=zones[0],
            zone_to=zones[1],
            attribution=text[said.surface_start : said.surface_end] if said else None,
            confidence=round(min(1.0, max(0.0, sum(parts.values()))), 2),
            confidence_parts=parts,
            evidence=Evidence(
                sentence.start,
                sentence.end,
                text[sentence.start : sentence.end],
                sentence.section,
            ),
            trigger_id=event.trigger_id,
            trigger_start=told.words[event.start].start,
            trigger_end=told.words[event.end - 1].end,
        )

    def _when(self, told: _Told, event: Event, context: Claim | None) -> dict:
        mentions = told.dates
        if event.event_type not in SAID_IS_DONE:
            mentions = [mention for mention in mentions if not _is_of_speech(mention, told)]
        trigger = told.words[event.start].start
        if mentions:
            mention = min(
                mentions,
                key=lambda found: abs(found.start - trigger) + _farness(found),
            )
            return {
                "start_date": mention.first,
                "end_date": mention.last,
                "date_precision": mention.precision,
                "date_surface": self.article.text[mention.start : mention.end],
                "date_basis": "sentence",
            }
        if context:
            return {
                "start_date": context.start_date,
                "end_date": context.end_date,
                "date_precision": context.date_precision,
                "date_surface": None,
                "date_basis": "context",
            }
        return {
            "start_date": None,
            "end_date": None,
            "date_precision": "unknown",
            "date_surface": None,
            "date_basis": "none",
        }

    def _where(self, told: _Told, event: Event) -> tuple[Place, ...]:
        is_advice = event.event_type == ADVICE
        located = [
            place
            for place in told.places
            # advice is given on places, though nothing is said to be there
            if place.located or (is_advice and place.country_code in FOCUS)
        ]
        narrow = [place for place in located if place.kind != "country"]
        places = [
            Place(
                place.name,
                place.place_id,
                place.country_code,
                place.latitude,
                place.longitude,
                place.geo_precision,
                self.article.text[place.start : place.end],
                place.candidates,
            )
            for place in narrow or located
        ]
        whole = find_whole_country(told.found) if is_advice else None
        if self.country and whole:
            words = told.words[whole.start : whole.end]
            surface = self.article.text[words[0].start : words[-1].end]
            places = [
                self._country(surface),
                *(place for place in places if place.geo_precision < COUNTRY_PRECISION),
            ]
        if not places and self.country:
            places = [self._country(None)]
        return tuple(dict.fromkeys(places))

    def _country(self, surface: str | None) -> Place:
        name = _country_names(self.gazetteer)[self.country]
        return Place(name, self.country, self.country, None, None, COUNTRY_PRECISION, surface)


@cache
def _country_names(gazetteer: Gazetteer) -> dict[str, str]:
    return {place.country_code: place.name for place in gazetteer.places if place.kind == "country"}


def _farness(mention: DateMention) -> int:
    return 0 if mention.kind == "since" else FAR.get(mention.precision, 0)


def _is_of_speech(mention: DateMention, told: _Told) -> bool:
    """Whether a date tells when something was said: it stands right behind the saying."""
    return any(
        said.kind != "decided" and 0 <= mention.start - max(said.end, said.surface_end) <= SPOKEN
        for said in told.speech
    )


def _confidence(
    event: Event,
    when: dict,
    places: Sequence[Place],
    actors: Sequence[Actor],
    figures: Sequence[Figure],
) -> dict[str, float]:
    parts = {"trigger": PARTS[event.strength]}
    if when["date_basis"] == "sentence":
        parts["date"] = DATE
    elif when["date_basis"] == "context":
        parts["date"] = DATE_OF_CONTEXT
    named = [place for place in places if place.surface]
    if named:
        narrow = min(place.geo_precision for place in named) < COUNTRY_PRECISION
        parts["place"] = PLACE if narrow else WIDE_PLACE
    if actors:
        parts["actor"] = ACTOR
    if figures:
        parts["figure"] = FIGURE
    if event.doubts:
        parts["doubt"] = DOUBT
    return parts
