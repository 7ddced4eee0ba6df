"""Function words by which the phrases of a sentence are told apart, for `speakers`."""

from typing import NamedTuple

from orchestration.articles.people.actor_words import forms

MARKS = frozenset({",", ";", ":", ".", '"', "(", ")", "[", "]", "!", "?", "…"})
# What ends the stretch that a speech governs.
STRONG = forms("; while but whereas however though mais tandis alors fois فيما بينما لكن ولكن غير")
# Why something was decided is told by the outlet.
CAUSES = forms("because over amid following raison cause suite بسبب نتيجه جراء اثر")


class Tongue(NamedTuple):
    """Function words of English or French around a subject and its verb."""

    breaks: frozenset[str]  # end a noun phrase on its left
    pronouns: frozenset[str]
    skipped: frozenset[str]  # between a subject and its verb
    adverbs: tuple[str, ...]
    preposed: frozenset[str]  # what they lead is no subject
    leads: frozenset[str]
    dated: frozenset[str]
    tails: frozenset[str]  # end a noun phrase on its right
    verbs: frozenset[str]
    has: frozenset[str]
    participles: tuple[str, ...]


ENGLISH = Tongue(
    forms(
        """that which who what where when because while but as if than though although whereas
    before after until since so however whom"""
    ),
    forms("he she it they we i you who which that this these those one some others"),
    forms(
        """has have had is are was were be been being also later meanwhile however then further
    nevertheless again already now earlier recently still will would did do does not nor
    soon himself itself themselves instead in turn for its part"""
    ),
    ("ly",),
    forms("of to by with from in at on for against into about under among between without"),
    forms("and but meanwhile yet still so then also thus or nor elsewhere"),
    forms(
        """monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december yesterday today
    overnight late early earlier last on this week month year night morning evening
    afternoon day midweek weekend"""
    ),
    forms(
        """on to after before when during late early yesterday today adding without speaking
    through via told citing has have had was were is are said monday tuesday wednesday
    thursday friday saturday sunday last this earlier quoted contacted reached say"""
    ),
    forms(
        """was were is are has have had been be fled left took hit shot burnt fell went rose
    seized stole set began broke died"""
    ),
    forms("has have had"),
    ("ed", "ing"),
)
FRENCH = Tongue(
    forms(
        """que qu' qui ou dont quand mais car comme si tandis alors lorsque lorsqu' puisque
    apres avant depuis cependant"""
    ),
    forms(
        """il elle ils elles on nous je vous qui ce c' cela ceci celui celle ceux celles lui
    certains beaucoup"""
    ),
    forms(
        """a ont avait avaient est sont ete aussi egalement pour sa leur part de son cote meme
    toutefois cependant deja ensuite lui memes quant elle eux ne n' l' les la en outre
    plus tard d'abord abord encore se s' y avoir pas bien desormais"""
    ),
    ("ement", "amment", "emment"),
    forms("de d' a au aux par avec pour contre dans sur sous chez vers entre sans en"),
    forms("et mais or ainsi puis enfin par ailleurs pourtant donc la") - {"la"},
    forms(
        """lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai
    juin juillet aout septembre octobre novembre decembre hier aujourd'hui soir matin
    dernier derniere ce cette nuit semaine midi"""
    ),
    forms(
        """lors lundi mardi mercredi jeudi vendredi samedi dimanche hier joint jointe joints
    jointes interroge interrogee interroges contacte contactee sous aupres cite citee
    apres avant ce cette devant ajoutant precisant evoquant a ont est sont selon parlant
    lu lue rencontre rencontree"""
    ),
    forms("est sont ont ete etait etaient avait avaient fut furent"),
    forms("a ont avait avaient"),
    ("ees",),
)
AND = frozenset({"and", "et"})
THAT = frozenset({"that", "que", "qu'"})
RELATIVES = frozenset({"who", "which", "qui"})
AUDIENCE = forms(
    """afp reuters rfi bbc ap presse journalistes reporters journalists press agence radio
    television media tv"""
)
NO_ADVERBS = forms(
    """italy july family assembly ally supply gouvernement mouvement parlement departement
    evenement regroupement rassemblement commandement reglement detachement"""
)
QUALITIES = forms("united armed allied unidentified suspected displaced king")
STATEMENTS = forms(
    """statement interview report video message post communique press briefing audio
    televised declaration note entretien rapport allocution tweet conference television"""
)
# Arabic: what ends the speaker behind the verb.
STOPS = forms(
    """رعاياها رعاياه مواطنيها مواطنيه
    ان انه انها انهم انهما انما عن الي علي قبل بعد منذ خلال امس اليوم يوم ليل ليله مساء
    صباح فجر عقب اثر حول بشان ضد عبر حيث الذي التي الذين ما لا لم لن قد ثم لكن بل كما مع
    لدي بينما فيما الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد نهايه مطلع اخيرا
    مجددا مرارا رسميا لاحقا سابقا قائلا قائله قوله قولها قولهم لوكالة للصحفيين للصحافيين
    لرويترز لإذاعة لقناة لصحيفة لموقع للتلفزيون لفرانس للوكالة دون كل جميع اي هذا هذه
    ذلك تلك هو هي هم اليه حتي لان كانت كان يكون"""
)
DATES_AR = forms(
    """امس اليوم يوم ليل ليله مساء صباح فجر الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت
    الاحد الماضي الاول مساءا من ايضا بدوره بدورها رسميا بدورهم لاحقا"""
)
NO_HEADS = forms(
    """فيه فيها فيهم منه منها عن الي علي في من ان انه انها انهم ذلك هذا هذه بان بانه بانها
    باسم له لها به بها"""
)
UTTERED = forms(
    """بيان بيانا بيانها بيانه بيانهم تقرير تقريرها تقريره تصريح تصريحات مؤتمر رساله حديث
    حوار مقابله كلمه خطاب تغريده منشور تدوينه بلاغ مقطع وقت اتصال فيديو تسجيل ختام اعقاب"""
)
INDEFINITE_ADJECTIVE = ("يه", "ي", "يون", "يين")


# "For" that joins the parts of a name: the commission for refugees.
PURPOSES = forms("لشؤون لحقوق لمكافحة لدول لتحرير لرصد للدفاع للاجئين للهجرة لدعم لنصرة للأمن")
KEPT = forms(
    """بيان بعثه برنامج بلديه بعض باحث باحثه باحثون باحثين برلمان بوركينا باماكو بلده
    بريطانيا واشنطن والي والده وزير وزاره وزراء وكاله وكالات وسائل وفد وجهاء وحده وحدات
    وزيره وثيقه وسيط باريس بنك بكين برلين بروكسل"""
)
AS_FOR = forms("أما وأما لكن ولكن")
# These are followed by ل: according to, on the strength of.
TO_WHOM = forms("وفقا طبقا تبعا ووفقا")
