"""Lines that lead to other articles: "Read more: …", "À lire aussi", "مواضيع ذات صلة"."""

from orchestration.articles.sections.lines import QUOTES, Block
from orchestration.articles.words import normalise

EDGES = "\"'«»“”‘’()[]{}*_#>-–—•·►.…:،,؛;!؟?|/\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"
# A longer block is a paragraph.
LONGEST = 200
# Phrases that lead to other articles; behind the closed ones comes a colon or nothing.
OPEN_PHRASES = (
    "read more",
    "read also",
    "also read",
    "see also",
    "lire aussi",
    "lire également",
    "à lire aussi",
    "à lire également",
    "à voir aussi",
    "voir aussi",
    "اقرأ أيضا",
    "اقرأ ايضا",
    "إقرأ أيضا",
    "اقرؤوا أيضا",
    "اقرأ المزيد",
    "اقرأ كذلك",
    "طالع أيضا",
    "شاهد أيضا",
    "انظر أيضا",
    "قد يعجبك أيضا",
    "قد يهمك أيضا",
)
CLOSED_PHRASES = (
    "related",
    "related article",
    "related articles",
    "related content",
    "related coverage",
    "related headlines",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related reports",
    "related stories",
    "related story",
    "related topics",
    "further reading",
    "more news",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "recommended",
    "recommended reading",
    "you may also like",
    "you might also like",
    "à découvrir",
    "à lire",
    "articles associés",
    "articles connexes",
    "articles liés",
    "articles similaires",
    "dans la même rubrique",
    "en lien",
    "les plus lus",
    "nos autres articles",
    "pour aller plus loin",
    "sur le même sujet",
    "sur le même thème",
    "sujets liés",
    "أخبار ذات صلة",
    "أخبار متعلقة",
    "تقارير ذات صلة",
    "روابط ذات صلة",
    "ذات صلة",
    "عناوين ذات صلة",
    "قصص ذات صلة",
    "للمزيد",
    "مقالات ذات صلة",
    "مواد ذات صلة",
    "مواضيع ذات صلة",
    "مواضيع متعلقة",
    "موضوعات ذات صلة",
    "موضوعات متعلقة",
    "الأكثر قراءة",
)


def _normal(phrase: str) -> tuple[str, ...]:
    return tuple(normalise(word) for word in phrase.split())


PHRASES = {_normal(phrase): True for phrase in OPEN_PHRASES} | {
    _normal(phrase): False for phrase in CLOSED_PHRASES
}
_FIRST_WORDS = frozenset(phrase[0] for phrase in PHRASES)
_LONGEST_PHRASE = max(map(len, PHRASES))


def leads_elsewhere(text: str, block: Block) -> str:
    """How a block leads to other articles: in this `line`, in those `below`, or not at all."""
    if block.wrapped and block.end - block.start > LONGEST:
        return ""
    head = text[block.start : min(block.end, block.start + 80)]
    words = head.lstrip(EDGES + " \t").split(maxsplit=_LONGEST_PHRASE)
    if not words or normalise(words[0].strip(EDGES)) not in _FIRST_WORDS:
        return ""
    forms = [normalise(word.strip(EDGES)) for word in words]
    for length in range(min(len(forms), _LONGEST_PHRASE), 0, -1):
        is_open = PHRASES.get(tuple(forms[:length]))
        if is_open is None:
            continue
        ends = words[length - 1].rstrip("*_\u200e\u200f").endswith((":", "|", "–", "—"))
        rest = "".join(words[length:]).strip(EDGES)
        if not rest:
            return "below"
        marked = ends or words[length][0] in ":|–—-"
        stopped = text[block.start : block.end].rstrip(QUOTES).endswith(".")
        if marked or (is_open and not stopped):
            return "line"
    return ""
