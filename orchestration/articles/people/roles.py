"""Who takes part in an event, as actor or as target.

Prepositions, word order and voice decide, and where they leave it open the kind of the event.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from orchestration.articles.people.actors import ActorMention
from orchestration.articles.people.role_words import (
    AND,
    ARTICLES,
    CLASSES,
    CLAUSE_MARKS,
    FAMILIES,
    ITSELF,
    LIGHT,
    LOSS,
    OF,
    PACTS,
    PITTED,
    QUANTITIES,
    RETAKEN,
    TOLL,
)
from orchestration.articles.people.scene import BLOODY, MOVES, Placed, Scene
from orchestration.articles.people.speech import Speech
from orchestration.articles.words import Token

ACTOR, TARGET = "actor", "target"

# Which kinds take part at all, and as what where the words leave it open.
USUAL = {
    "armed_clash": {"armed": ACTOR, "state": TARGET, "government": TARGET, "civilian": TARGET},
    "attack_on_civilians": {
        "armed": ACTOR,
        "state": ACTOR,
        "government": ACTOR,
        "civilian": TARGET,
        "displaced": TARGET,
        "protesters": TARGET,
    },
    "explosion_remote_violence": {
        "armed": ACTOR,
        "state": TARGET,
        "government": TARGET,
        "civilian": TARGET,
        "displaced": TARGET,
    },
    "abduction": {
        "armed": ACTOR,
        "state": TARGET,
        "government": TARGET,
        "civilian": TARGET,
        "displaced": TARGET,
    },
    "blockade": {"armed": ACTOR, "state": ACTOR, "government": ACTOR, "civilian": TARGET},
    "looting_property_destruction": {
        "armed": ACTOR,
        "state": ACTOR,
        "government": TARGET,
        "civilian": TARGET,
        "displaced": TARGET,
        "protesters": ACTOR,
    },
    "military_operation": {"state": ACTOR, "armed": TARGET, "government": ACTOR},
    "armed_group_movement": {"armed": ACTOR},
    "territorial_change": {"armed": ACTOR, "state": ACTOR},
    "arrest_expulsion": {
        "state": ACTOR,
        "government": ACTOR,
        "armed": TARGET,
        "civilian": TARGET,
        "protesters": TARGET,
    },
    "coup": {"state": ACTOR, "government": TARGET},
    "troop_withdrawal": {"state": ACTOR, "armed": ACTOR, "government": ACTOR},
    "travel_advisory_change": {"government": ACTOR},
    "displacement": {"civilian": TARGET, "displaced": TARGET},
    "shortage": {"civilian": TARGET},
    "protest_riot": {
        "protesters": ACTOR,
        "people": ACTOR,
        "civilian": ACTOR,
        "state": ACTOR,
        "government": TARGET,
    },
    "diplomatic_action": {"government": ACTOR, "armed": ACTOR},
    "other": {"armed": ACTOR, "state": ACTOR, "government": ACTOR, "civilian": ACTOR},
}
# Kinds whose part the type alone decides, whatever the order of the words.
FIXED = frozenset(
    (event_type, kind)
    for event_type, kinds in {
        "armed_clash": ("civilian",),
        "attack_on_civilians": ("civilian", "displaced"),
        "explosion_remote_violence": ("civilian", "displaced"),
        "abduction": ("civilian", "displaced"),
        "blockade": ("civilian",),
        "looting_property_destruction": ("civilian", "displaced"),
        "arrest_expulsion": ("civilian", "protesters", "armed"),
        "armed_group_movement": ("armed",),
        "military_operation": ("armed",),
        "coup": ("government",),
        "displacement": ("civilian", "displaced"),
        "shortage": ("civilian",),
        "protest_riot": ("protesters", "people", "civilian"),
    }.items()
    for kind in kinds
)
# Whose objects are people: what such a verb leaves without an object was done to its subject.
HARM = BLOODY | {"arrest_expulsion"}
# The speaker acts by what is said.
SPEECH_ACTS = {
    "diplomatic_action": {"said", "decided", "accused", "denied", "warned", "claimed"},
    "military_operation": {"warned", "decided"},
    "arrest_expulsion": {"decided"},
    "attack_on_civilians": {"denied"},
    "looting_property_destruction": {"denied"},
}
LOCAL = ("mali_", "burkina_", "niger_")
STAFF = frozenset({"journalists_aid_workers", "private_company"})

Found = Mapping[str, tuple[ActorMention, str]]


def roles(
    words: Sequence[Token],
    trigger: tuple[int, int],
    voice: str,
    event_type: str,
    actors: Sequence[ActorMention],
    speech: Sequence[Speech],
) -> list[tuple[ActorMention, str]]:
    """The actors that take part in an event, each as `actor` or `target`.

    Args:
        words: the tokens of the sentence.
        trigger: token indexes of the words that tell the event.
        voice: active, passive or noun, as the lexicon has it.
        event_type: one of the event types.
        actors: the actors of the sentence.
        speech: its speeches; who merely speaks takes no part.
    """
    if not actors:
        return []
    usual = USUAL[event_type]
    cast = _Cast(words, trigger, voice, event_type, actors, speech, usual)
    found: dict[str, tuple[ActorMention, str]] = {}
    for one in cast.placed:
        role = cast.role(one)
        if role is not None:
            mention = _protesting(one.mention, event_type)
            found.setdefault(mention.actor_id, (mention, role))
    for mention, role in list(cast.speaking(found)):
        found.setdefault(mention.actor_id, (mention, role))
    return list(found.values())


def _protesting(mention: ActorMention, event_type: str) -> ActorMention:
    """Whoever takes to the streets is a protester."""
    if event_type == "protest_riot" and mention.kind in {"people", "civilian"}:
        return replace(
            mention, actor_id="protesters", name="Protesters and rioters", kind="protesters"
        )
    return mention


class _Cast(Scene):
    """Gives each mention of a scene its part."""

    def role(self, one: Placed) -> str | None:
        """What a mention is to the event; None if it has no part in it."""
        kind = one.mention.kind
        if not self._takes_part(one):
            return None
        if self.event_type == "travel_advisory_change":
            return ACTOR
        if (self.event_type, kind) in FIXED:
            return None if one.marker == "with" else USUAL[self.event_type][kind]
        if self.event_type == "attack_on_civilians" and kind == "armed":
            return self._by_preposition(one) or ACTOR
        if self.event_type == "explosion_remote_violence" and not self.aerial:
            return self._by_preposition(one) or USUAL[self.event_type][kind]
        return self._by_preposition(one) or self._by_order(one) or self._by_type(one)

    def _takes_part(self, one: Placed) -> bool:
        kind, event_type = one.mention.kind, self.event_type
        if one.marker == "owned" or (event_type not in BLOODY and self._elsewhere(one)):
            return False
        if event_type == "travel_advisory_change":
            return not one.mention.actor_id.startswith(LOCAL)
        if event_type == "protest_riot" and kind in {"people", "civilian"}:
            named = any(other.mention.kind == "protesters" for other in self.placed)
            return not named and one.marker not in {"among", "against"}
        if event_type == "displacement" and kind == "displaced":
            return self._flee(one)
        if event_type == "diplomatic_action" and kind == "armed":
            return self.near(PACTS)
        if event_type == "armed_clash" and kind == "civilian":
            return any(word.form in TOLL for word in self.words)
        return event_type != "other" or kind != "civilian" or one.mention.actor_id in STAFF

    def _flee(self, one: Placed) -> bool:
        """Whether families flee who are not merely counted."""
        before = self.form(one.first - 1)
        counted = before in QUANTITIES or (before in LIGHT | OF and before not in ARTICLES)
        return self.form(one.first) in FAMILIES and not (counted or before.isdecimal())

    def _elsewhere(self, one: Placed) -> bool:
        """Whether it is the object of an earlier verb, or belongs to a later clause."""
        if self.event_type == "coup":
            return False
        if one.first >= self.end:
            return any(self._begins_clause(index) for index in range(self.end, one.first))
        if one.last > self.start or not self.parted(one):
            return False
        agent = USUAL[self.event_type][one.mention.kind] == ACTOR
        earlier = any(other.first < one.first for other in self.placed)
        return earlier and not (agent and self.beside(one))

    def _begins_clause(self, index: int) -> bool:
        if self.form(index) not in CLAUSE_MARKS:
            return False
        after = self.form(index + 1)
        return after in AND or (self.arabic and after[:1] == "و")

    def _by_preposition(self, one: Placed) -> str | None:
        marker, event_type = one.marker, self.event_type
        if marker in {"supported", "by"}:
            return ACTOR
        if marker in {"against", "among"}:
            return TARGET
        if marker == "facing" and event_type == "protest_riot":
            return TARGET
        if marker == "between":
            return ACTOR if self._paired(one) else TARGET
        if any(self.form(index) in PITTED for index in range(self.start, one.first)):
            first = not any(self.end <= other.first < one.first for other in self.placed)
            return ACTOR if first else TARGET
        if not marker and any(
            other.marker == "between" and other.last <= one.first for other in self.placed
        ):
            return TARGET if event_type == "armed_clash" else ACTOR
        return self._by_direction(one)

    def _by_direction(self, one: Placed) -> str | None:
        """What with, to and from say, each in its own events."""
        marker, event_type = one.marker, self.event_type
        if marker == "with" and one.first >= self.end:
            if event_type == "diplomatic_action":
                return ACTOR if self.near(PACTS) else TARGET
            return TARGET if event_type == "armed_clash" else None
        if marker == "to" and event_type in {"troop_withdrawal", "diplomatic_action"}:
            return TARGET
        if marker == "from" and event_type in {"territorial_change", "diplomatic_action"}:
            return TARGET
        return None

    def _paired(self, one: Placed) -> bool:
        """Whether a "between" has its second party."""
        after = self.form(one.last)
        return (
            after in AND
            or after[:1] == "و"
            or any(
                other.first >= one.last and other.marker in {"", "supported"}
                for other in self.placed
            )
        )

    def _by_order(self, one: Placed) -> str | None:
        """What word order and voice say of a mention without preposition."""
        if self._loses_ground(one):
            return TARGET
        if self.event_type == "protest_riot" and one.mention.actor_id.endswith("_police"):
            return ACTOR
        if self.event_type in MOVES and one.mention.kind != "government":
            return ACTOR
        if self.noun or one.marker:
            return None
        if self.arabic:
            return self._by_arabic_order(one)
        if one.first > self.start:
            return None if self.passive else TARGET
        if self.passive or self._intransitive():
            return None if self.parted(one) else TARGET
        return ACTOR

    def _loses_ground(self, one: Placed) -> bool:
        """Whether an armed group is driven out by forces that take a place back."""
        return (
            self.event_type == "territorial_change"
            and one.mention.kind == "armed"
            and any(other.mention.kind == "state" for other in self.placed)
            and self.near(RETAKEN)
        )

    def _intransitive(self) -> bool:
        """Whether the dead and wounded are told without who did it: ten soldiers died."""
        after = self.form(self.end)
        if not self.toll or after in OF:
            return False
        return not after[:1].isalnum() or after in AND or after in CLASSES

    def _by_arabic_order(self, one: Placed) -> str | None:
        """Verb, subject, object; a verb that has one of them only is passive if it does harm."""
        harmful = self.event_type in HARM
        if one.first <= self.start:
            harmed = harmful and not self.object_at(self.end)
            return TARGET if harmed and (one.mention.kind != "armed" or self.toll) else ACTOR
        if self.counted(range(self.start + 1, one.first)) or self._spoken():
            return TARGET
        behind = [other for other in self.placed if other.first > self.start and not other.marker]
        subject = behind[0] if behind else one
        joined = self.words[one.first].start < one.mention.start and self.form(one.first)[0] == "و"
        if subject.first != one.first and not joined:
            return TARGET
        if len({other.first for other in behind}) > 1 or self.object_at(subject.last):
            return ACTOR
        harmed = harmful and self.event_type != "armed_clash" and one.mention.kind != "armed"
        return TARGET if harmed or self.toll else ACTOR

    def _spoken(self) -> bool:
        """Whether the verb is one of saying, whose subject is the speaker."""
        start, end = self.words[self.start].start, self.words[self.end - 1].end
        accuses = self.event_type == "diplomatic_action"
        return accuses and any(one.start < end and start < one.end for one in self.speech)

    def _by_type(self, one: Placed) -> str | None:
        kind, event_type = one.mention.kind, self.event_type
        sides = {other.mention.kind for other in self.placed} & {"armed", "state"}
        if event_type == "armed_clash" and self.toll and len(sides) == 1:
            return TARGET
        if event_type == "explosion_remote_violence" and self.aerial:
            return ACTOR if kind == "state" else TARGET
        if event_type == "diplomatic_action":
            return ACTOR if one.last <= self.start else TARGET
        if (event_type, kind) in {("other", "civilian"), ("protest_riot", "government")}:
            return None
        return USUAL[event_type][kind]

    def speaking(self, found: Found) -> Iterator[tuple[ActorMention, str]]:
        """The speaker as a party: who claims, denies its own deed, or acts by speaking."""
        has_actor = any(role == ACTOR for _, role in found.values())
        usual = USUAL[self.event_type]
        for one in self.speech:
            for actor in self.actors:
                if actor.kind in usual and one.names(actor.start):
                    role = self._part_of_speaker(actor, one, has_actor)
                    if role and (role == TARGET or not self._has_forces(actor, found)):
                        yield actor, role

    def _has_forces(self, actor: ActorMention, found: Found) -> bool:
        """Whether soldiers take part already, for whom their army merely speaks."""
        return actor.kind == "state" and any(who.kind == "state" for who, _ in found.values())

    def _part_of_speaker(self, actor: ActorMention, one: Speech, has_actor: bool) -> str | None:
        event_type = self.event_type
        if event_type == "travel_advisory_change":
            return None if actor.actor_id.startswith(LOCAL) else ACTOR
        forces = actor.kind in {"armed", "state"}
        if one.status == "claim" and forces:
            return ACTOR
        if has_actor:
            return None
        if actor.kind != "civilian" and self._tells_of_itself(one):
            return TARGET if self.passive or self.near(LOSS) else ACTOR
        if one.kind in SPEECH_ACTS.get(event_type, ()):
            return ACTOR
        return self._part_of_army(one) if actor.kind == "state" else None

    def _part_of_army(self, one: Speech) -> str | None:
        """What an army is that tells of a fight, unless it says who else fought."""
        if self.event_type == "armed_clash":
            return TARGET if self.near(LOSS) else ACTOR
        if self.event_type == "explosion_remote_violence":
            return ACTOR if self.aerial else None
        return ACTOR if self.event_type in {"military_operation", "troop_withdrawal"} else None

    def _tells_of_itself(self, one: Speech) -> bool:
        """Whether only a pronoun stands between the saying and the trigger: it had killed."""
        between = [word for word in self.words[: self.start] if word.start >= one.end]
        return bool(between) and not self.noun and all(word.form in ITSELF for word in between)
