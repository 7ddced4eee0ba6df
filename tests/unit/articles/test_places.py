"""Places in sentences: which they are, whether something is there, and how near the words come."""

import pytest

from orchestration.articles.places.gazetteer import Gazetteer, load_gazetteer
from orchestration.articles.places.mentions import PlaceMention, find_places
from orchestration.articles.sections.segment import sentences
from orchestration.articles.words import tokens


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory) -> Gazetteer:
    return load_gazetteer(tmp_path_factory.mktemp("places"))


def read(
    text: str, language: str, gazetteer: Gazetteer
) -> tuple[list[list[PlaceMention]], str | None]:
    told = sentences(text)
    words = [tokens(text, sentence.start, sentence.end) for sentence in told]
    return find_places(words, language, gazetteer, text)


def mentions(text: str, language: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    found, _ = read(text, language, gazetteer)
    return [mention for each in found for mention in each]


def located(text: str, language: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.name for mention in mentions(text, language, gazetteer) if mention.located]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "en",
            "Gunmen killed 12 in Ansongo, Gossi and Timbuktu.",
            ["Ansongo", "Gossi", "Timbuktu"],
        ),
        ("en", "Fighters crossed into Mali's San district.", ["San"]),
        ("en", "A mine went off on the road linking Gao and Ansongo.", ["Gao", "Ansongo"]),
        ("en", "Traders fled to Bobo Dioulasso from Barani.", ["Bobo-Dioulasso", "Barani"]),
        ("en", "The warning covers all of Niger.", ["Niger"]),
        ("en", "Soldiers swept the Park W forest in Niger.", ["Park W"]),
        ("fr", "Le convoi allant de Gao à Labbezanga est passé au Mali.", ["Gao", "Labbezanga"]),
        ("fr", "Une mine a explosé sur l'axe Djibo-Namsiguia.", ["Djibo", "Namssiguia"]),
        ("fr", "L'armée a mené une offensive dans la Tapoa au Burkina.", ["Tapoa"]),
        ("fr", "Un poste attaqué à Tin-Zaouatène, au Mali.", ["Tinzaouaten"]),
        ("ar", "بمدينة غاو وبلدة غوسي في مالي", ["Gao", "Gossi"]),
        ("ar", "انفجر لغم على الطريق بين غاو ولابيزانغا", ["Gao", "Labbezanga"]),
        ("ar", "نزحت عائلات إلى سان في مالي", ["San"]),
        ("ar", "وقع الهجوم في بلدة “سوليه” بإقليم لوروم", ["Sollé", "Loroum"]),
        ("ar", "سيطر الجيش المالي على منطقة إن-أفراك قرب كيدال", ["In-Afarak", "Kidal"]),
        ("ar", "عملية مشتركة واسعة في منطقة ليبتاكو غورما", ["Liptako-Gourma"]),
    ],
)
def test_something_is_where_the_words_say_so(
    gazetteer: Gazetteer, language: str, text: str, names: list[str]
):
    assert located(text, language, gazetteer) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bamako accuses Paris of backing the rebels."),
        ("en", "The mayor of Djibo left."),
        ("en", "Niger closed its border with Benin and Nigeria."),
        ("en", "The University of Bamako signed the Algiers accord."),
        ("en", "Captain Moussa Dosso met General Ansongo Maiga."),
        ("en", "The embassy in Bamako advised caution."),
        ("en", "They say the mission was safe, and in March they said so in French."),
        ("en", "Air strikes hit the attackers near the Malian border."),
        ("en", "Fighters crossed the Niger River."),
        ("fr", "Niamey rejette les accusations de Cotonou."),
        ("fr", "Le gouverneur de Tombouctou a parlé."),
        ("fr", "L'armée perdait le Nord."),
        ("fr", "L'État islamique au Sahel a parlé."),
        ("fr", "Il a dit non à Ibrahim Boubacar Keïta."),
        ("fr", "Le Front de libération du Macina et l'accord d'Alger."),
        ("ar", "طردت نيامي السفير الفرنسي"),
        ("ar", "قال حاكم غاو إن الوضع مستقر"),
        ("ar", "قدمت فرنسا دعما ماليا لحل أزمة مالية"),
        ("ar", "جامعة باماكو أغلقت أبوابها"),
        ("ar", "كبير القرية قال إنهم بلا ماء"),
        ("ar", "أفادت مصادر في كيدال بذلك"),
        ("ar", "اتفاق الجزائر لم يعد قائما"),
        ("ar", "قال وزير التجارة المالي إن الوضع هادئ"),
        ("en", "The mayor of nearby Barsalogho town was quoted."),
    ],
)
def test_who_speaks_and_what_is_no_place_is_not_located(
    gazetteer: Gazetteer, language: str, text: str
):
    assert located(text, language, gazetteer) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "precision"),
    [
        ("en", "They were killed in Timbuktu.", "Timbuktu", 1),
        ("en", "They were killed near Timbuktu.", "Timbuktu", 2),
        ("en", "They were killed north of Timbuktu.", "Timbuktu", 5),
        ("en", "They were killed on the outskirts of Timbuktu.", "Timbuktu", 2),
        ("en", "They were killed in Mali.", "Mali", 6),
        ("en", "They were killed in northern Mali.", "Mali", 5),
        ("fr", "Ils ont été tués près de Tombouctou.", "Timbuktu", 2),
        ("fr", "Ils ont été tués à 30 km d'Ansongo.", "Ansongo", 2),
        ("ar", "قتلوا في محيط بلدة نيونو", "Niono", 2),
        ("ar", "قتلوا شمال جيبو", "Djibo", 5),
        ("ar", "قتلوا في وسط مالي", "Mali", 5),
    ],
)
def test_words_widen_a_place(
    gazetteer: Gazetteer, language: str, text: str, name: str, precision: int
):
    (mention,) = mentions(text, language, gazetteer)
    assert (mention.name, mention.geo_precision, mention.located) == (name, precision, True)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "in the town of Ménaka in Mali", "settlement"),
        ("en", "in the Gao region of Mali", "admin1"),
        ("fr", "dans la région de Gao, au Mali", "admin1"),
        ("fr", "dans le cercle de Gao, au Mali", "admin2"),
        ("fr", "à Gao, au Mali", "settlement"),
        ("ar", "في منطقة غاو بمالي", "admin1"),
        ("ar", "في مدينة غاو بمالي", "settlement"),
    ],
)
def test_a_town_and_its_region_are_told_apart(
    gazetteer: Gazetteer, language: str, text: str, kind: str
):
    assert mentions(text, language, gazetteer)[0].kind == kind


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("ar", "قتل اثنان بغاو في مالي", "غاو"),
        ("ar", "وتمبكتو هادئة", "تمبكتو"),
        ("ar", "للنيجر حدود", "نيجر"),
        ("fr", "près d'Ansongo", "Ansongo"),
        ("en", "Fada N’Gourma was quiet in Burkina Faso.", "Fada N’Gourma"),
    ],
)
def test_a_mention_is_the_name_alone(gazetteer: Gazetteer, language: str, text: str, surface: str):
    first = mentions(text, language, gazetteer)[0]
    assert text[first.start : first.end] == surface


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("en", "In Niger the village of Kofonoz, south of Torodi, was burned.", "Kofonoz", "NER"),
        ("fr", "Au Burkina Faso, la localité de Kpenzindé a été vidée.", "Kpenzindé", "BFA"),
        ("ar", "هاجم مسلحون قرية كوفونزو في إقليم تيلابيري بالنيجر", "كوفونزو", "NER"),
    ],
)
def test_a_village_that_no_table_has_keeps_its_name(
    gazetteer: Gazetteer, language: str, text: str, name: str, country: str
):
    (mention,) = (one for one in mentions(text, language, gazetteer) if one.place_id is None)
    assert (mention.name, mention.country_code, mention.located) == (name, country, True)
    assert (mention.latitude, mention.geo_precision) == (None, 1)


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "The Malian army said it struck. Niger closed its border later.", "MLI"),
        ("en", "A convoy was hit near Ouallam, by the Malian border.", "NER"),
        ("fr", "Les autorités nigériennes ont parlé.", "NER"),
        ("fr", "Porga a été attaqué au Bénin.", "BEN"),
        ("ar", "قال الجيش البوركيني إنه صد هجوما", "BFA"),
        ("en", "Nothing is said of any place.", None),
    ],
)
def test_an_article_is_about_the_country_of_which_most_is_said(
    gazetteer: Gazetteer, language: str, text: str, country: str | None
):
    assert read(text, language, gazetteer)[1] == country


def test_the_country_decides_between_places_of_a_name_and_the_other_is_told(gazetteer: Gazetteer):
    mali = mentions("Gunmen in Gao killed two, the Malian army said.", "en", gazetteer)[0]
    burkina = mentions("Gunmen in Gao killed two, the Burkinabe army said.", "en", gazetteer)[0]
    assert (mali.country_code, mali.candidates) == ("MLI", ("Gao (BFA)",))
    assert (burkina.country_code, burkina.candidates) == ("BFA", ("Gao (MLI)",))


def test_a_name_that_only_the_text_tells_is_known_when_it_comes_again(gazetteer: Gazetteer):
    text = "Gunmen raided the village of Noakaz. In Noakaz, Burkinabe officials counted ten dead."
    assert located(text, "en", gazetteer) == ["Noakaz", "Noakaz"]


def test_a_name_that_is_only_heard_names_itself_as_a_candidate(gazetteer: Gazetteer):
    (mention,) = mentions("هاجموا بلدة تنزاواتن قرب الحدود، والجيش المالي صامت", "ar", gazetteer)
    assert (mention.name, mention.candidates[0]) == ("Tinzaouaten", "Tinzaouaten (MLI)")


def test_a_name_is_heard_only_in_the_country_of_the_article(gazetteer: Gazetteer):
    assert located("في بلدة سيلغادجي قال الجيش البوركيني", "ar", gazetteer) == ["Silgadji"]
    (mention,) = mentions("في بلدة سيلغادجي قال الجيش المالي", "ar", gazetteer)
    assert (mention.place_id, mention.country_code) == (None, "MLI")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "OUAGADOUGOU: Nine people were killed in Kaya.", ["Kaya"]),
        ("en", "Bamako (Reuters) - Two were killed in Kati.", ["Kati"]),
        ("fr", "Mali : cinq civils tués", ["Mali"]),
    ],
)
def test_where_a_report_was_written_is_no_place_of_it(
    gazetteer: Gazetteer, language: str, text: str, names: list[str]
):
    assert [mention.name for mention in mentions(text, language, gazetteer)] == names
    assert located(text, language, gazetteer) == names


def test_a_country_is_not_located_beside_a_place_in_it(gazetteer: Gazetteer):
    found = mentions("Two were killed in Gao, in Mali.", "en", gazetteer)
    assert [(mention.name, mention.located) for mention in found] == [
        ("Gao", True),
        ("Mali", False),
    ]


def test_directions_are_regions_only_in_their_country(gazetteer: Gazetteer):
    text = "Douze civils tués dans la région de l'Est, au {}."
    assert located(text.format("Burkina Faso"), "fr", gazetteer) == ["East"]
    assert located(text.format("Mali"), "fr", gazetteer) == ["Mali"]


def test_a_text_without_places_has_none(gazetteer: Gazetteer):
    assert find_places([], "en", gazetteer) == ([], None)
    assert find_places([[]], "ar", gazetteer) == ([[]], None)


def test_what_a_word_is_in_one_language_is_not_remembered_for_another(gazetteer: Gazetteer):
    again = Gazetteer(gazetteer.places, gazetteer._names, gazetteer._heard)
    located("قال في N'Djamena", "ar", again)
    assert located("Le sommet a eu lieu à N'Djamena.", "fr", again) == ["N'Djamena"]
