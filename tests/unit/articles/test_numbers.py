"""Figures in sentences of three languages: how many, and how exactly it was meant."""

import pytest

from orchestration.articles.numbers import find_numbers
from orchestration.articles.words import tokens


def said(text: str, language: str) -> str:
    """The figures of a sentence, each as `value` or `low-high`, with its comparator."""
    several = []
    for number in find_numbers(tokens(text), language):
        if number.value is None:
            figure = f"{number.low:g}-{number.high:g}"
        else:
            figure = f"{number.value:.10g}"
        several.append(
            figure if number.comparator == "exactly" else f"{figure} {number.comparator}"
        )
    return "; ".join(several)


ENGLISH = {
    "20 people": "20",
    "1,200 people": "1200",
    "2,062,534 people": "2062534",
    "1 200 people": "1200",
    "12.5 tonnes": "12.5",
    "1.2 million people": "1200000",
    "2.062 million people": "2062000",
    "4 million people": "4000000",
    "1.2m people": "1200000",
    "5k refugees": "5000",
    "two soldiers": "2",
    "Twelve soldiers": "12",
    "twenty-five soldiers": "25",
    "twenty five soldiers": "25",
    "ninety-nine soldiers": "99",
    "a hundred soldiers": "100",
    "one hundred soldiers": "100",
    "one hundred and twenty soldiers": "120",
    "three hundred and forty-five soldiers": "345",
    "twelve hundred soldiers": "1200",
    "two thousand three hundred people": "2300",
    "a thousand people": "1000",
    "fifty thousand people": "50000",
    "one hundred and twenty thousand people": "120000",
    "one million two hundred thousand people": "1200000",
    "half a million people": "500000",
    "a quarter of a million people": "250000",
    "a million and a half people": "1500000",
    "one and a half million people": "1500000",
    "two and a half million people": "2500000",
    "100 thousand people": "100000",
    "killed five and wounded eleven": "5; 11",
    "five soldiers and three civilians": "5; 3",
    "zero cases": "0",
    "1.9 million one year earlier": "1900000; 1",
    "left 15 dead and more than 30 injured": "15; 30 more_than",
    # vague
    "dozens of people": "24-99 dozens",
    "several dozen people": "24-99 dozens",
    "scores of people": "24-99 dozens",
    "hundreds of people": "200-999 hundreds",
    "several hundred people": "200-999 hundreds",
    "a few hundred people": "200-999 hundreds",
    "thousands of people": "2000-9999 thousands",
    "a few thousand people": "2000-9999 thousands",
    "tens of thousands of people": "20000-99999 thousands",
    "hundreds of thousands of people": "200000-999999 thousands",
    "millions of people": "2e+06-1e+07 thousands",
    "a dozen people": "12 about",
    "half a dozen people": "6 about",
    "two dozen people": "24 about",
    # comparators
    "more than 20 people": "20 more_than",
    "over 20 people": "20 more_than",
    "at least 20 people": "20 at_least",
    "at least another 20 people": "20 at_least",
    "no fewer than twenty people": "20 at_least",
    "about 20 people": "20 about",
    "around twenty people": "20 about",
    "some 300 people": "300 about",
    "nearly 300 people": "300 about",
    "approximately 300 people": "300 about",
    "an estimated 300 people": "300 about",
    "up to 20 people": "20 at_most",
    "as many as 20 people": "20 at_most",
    "no more than 20 people": "20 at_most",
    "fewer than 20 people": "20 less_than",
    "less than a hundred people": "100 less_than",
    "exactly 20 people": "20",
    "more than a dozen people": "12 more_than",
    "more than half a million people": "500000 more_than",
    "20 people or more": "20 at_least",
    "20 people at least": "20 at_least",
    "20 dead and at least 30 wounded": "20; 30 at_least",
    "at least 20 dead and 30 wounded": "20 at_least; 30",
    "more than 2000 people": "2000 more_than",
    # ranges
    "between 20 and 30 people": "20-30 range",
    "between twenty and thirty people": "20-30 range",
    "20 to 30 people": "20-30 range",
    "20-30 people": "20-30 range",
    "20–30 people": "20-30 range",
    "from 20 to 30 people": "20-30 range",
    "two or three people": "2-3 range",
    "5 to 10 thousand people": "5000-10000 range",
    "between 2 and 3 million people": "2e+06-3e+06 range",
    "between 500 and 2,000 people": "500-2000 range",
    "The number rose from 20 to 30": "20; 30",
    "It fell from 150,000 in May to 90,000": "150000; 90000",
    "between 30 and 20 people": "30; 20",
    "20 000-30 000 people": "20000-30000 range",
    "one or two people": "1-2 range",
    "some 300 to 400 families": "300-400 range",
    "It rose from about 300 to 400": "300 about; 400",
    # one
    "one soldier": "1",
    "One civilian and two soldiers": "1; 2",
    "at least one soldier": "1 at_least",
    "one of the soldiers": "",
    "no one was hurt": "",
    "they help one another": "",
    "one day they left": "",
    "the one who left": "",
    "this one is his": "",
    # none
    "in 2012 the army left": "",
    "in May 2012 the army left": "",
    "on 5 May they left": "",
    "on 5 May 2025 they left": "",
    "on May 5 they left": "",
    "between 3 and 5 May they left": "",
    "from 2012 to 2015": "",
    "2012-2015": "",
    "at 14:30 they left": "",
    "at 2 pm they left": "",
    "the 5th battalion": "",
    "the 101st brigade": "",
    "Resolution 2100": "",
    "Level 4": "",
    "At the base 20 soldiers died": "20",
    "the M23 and an AK-47": "",
    "Covid-19": "",
    "a 12-year-old boy": "",
    "a two-day visit": "",
    "20% of people": "",
    "20 percent of people": "",
    "twenty per cent of people": "",
    "aged 12": "",
    "two thirds of the town": "",
    "open 24/7": "",
    "killed 20, 30 wounded": "20; 30",
    "In 2024 200 people left": "200",
    "around 14:30": "",
    "some of them left": "",
    "the 1990s": "",
    "the 2015 agreement": "",
    "the second attack": "",
    "a soldier and an officer": "",
    "": "",
    "the market": "",
    # whole sentences
    "No fewer than seventeen traders died.": "17 at_least",
    "An estimated 300 families fled.": "300 about",
    "At least a hundred fighters were killed.": "100 at_least",
    "A dozen people are missing.": "12 about",
    "Scores of villagers were taken.": "24-99 dozens",
    "Several dozen motorbikes came.": "24-99 dozens",
    "More than two dozen gendarmes died.": "24 more_than",
    "Some 4,500 people have fled.": "4500 about",
    "1.2m people are displaced.": "1200000",
    "1.2 million people are displaced.": "1200000",
    "Up to 60 soldiers were killed.": "60 at_most",
    "Between 10 and 15 fighters died.": "10-15 range",
    "10 to 15 fighters died.": "10-15 range",
    "A soldier and two civilians died.": "2",
    "One soldier was killed and three were hurt.": "1; 3",
    "The death toll rose from 12 to 19.": "12; 19",
    "The toll stands at 32 dead.": "32",
    "Nearly half a million children are out of school.": "500000 about",
    "Well over 200 shops burned.": "200 more_than",
    "Twenty-one of the 43 hostages were freed.": "21; 43",
    "Both men were shot.": "",
    "A couple of soldiers were hurt.": "",
    "Hundreds of thousands have fled.": "200000-999999 thousands",
    "As many as 40 tankers burned.": "40 at_most",
    "Almost 70,000 refugees crossed the border.": "70000 about",
    "Almost seventy thousand crossed.": "70000 about",
    "Upwards of 50 died.": "50 more_than",
    "The 24-hour ultimatum expired.": "",
    "Power cuts last 20 hours a day.": "",
    "He fled 30 kilometres on foot.": "30",
    "A 12-strong patrol was hit.": "",
    "Three-quarters of the town fled.": "",
    "Six or seven vehicles were lost.": "6-7 range",
    "Five were killed, including two children.": "5; 2",
    "Not a single soldier died.": "",
    "A 35-year-old man and his two sons were shot.": "2",
    "the 2nd brigade lost 9 men": "9",
    "Gunmen on 50 motorbikes attacked.": "50",
    'The army said it killed "more than 30" attackers.': "30 more_than",
    "Two hundred and fifty-three houses were burnt.": "253",
    "They demanded 50 million CFA francs.": "50000000",
    "Some two dozen people were seized.": "24 about",
    "At least eight people, among them three women, were killed.": "8 at_least; 3",
    "Close to 1,500 troops left.": "1500 about",
    "Four to five hundred people fled.": "400-500 range",
    "Tens of fighters died.": "20-99 dozens",
    "Thousands of people fled, 3,000 of them to Niger.": "2000-9999 thousands; 3000",
}

FRENCH = {
    "20 personnes": "20",
    "1 200 personnes": "1200",
    "1\u202f200 personnes": "1200",
    "1.200 personnes": "1200",
    "2 062 534 personnes": "2062534",
    "12,5 tonnes": "12.5",
    "2,5 millions de personnes": "2500000",
    "1,2 million de personnes": "1200000",
    "4 millions de personnes": "4000000",
    "deux soldats": "2",
    "seize soldats": "16",
    "dix-sept soldats": "17",
    "vingt et un soldats": "21",
    "vingt-deux soldats": "22",
    "vingt-et-un soldats": "21",
    "un ou deux soldats": "1-2 range",
    "deux tiers des habitants": "",
    "soixante soldats": "60",
    "soixante-dix soldats": "70",
    "soixante et onze soldats": "71",
    "soixante-quinze soldats": "75",
    "quatre-vingts soldats": "80",
    "quatre-vingt-trois soldats": "83",
    "quatre-vingt-dix soldats": "90",
    "quatre-vingt-dix-neuf soldats": "99",
    "nonante-cinq soldats": "95",
    "cent soldats": "100",
    "cent vingt soldats": "120",
    "deux cents soldats": "200",
    "deux cent cinquante soldats": "250",
    "trois cent soixante-cinq soldats": "365",
    "mille personnes": "1000",
    "mille deux cents personnes": "1200",
    "deux mille trois cents personnes": "2300",
    "cinquante mille personnes": "50000",
    "cent vingt mille personnes": "120000",
    "quatre-vingt mille personnes": "80000",
    "un million de personnes": "1000000",
    "un million deux cent mille personnes": "1200000",
    "deux millions et demi de personnes": "2500000",
    "un demi-million de personnes": "500000",
    "cinq morts et onze blessés": "5; 11",
    "un mort et trois blessés": "1; 3",
    "1,9 million un an plus tôt": "1900000",
    "15 morts et plus de 30 blessés": "15; 30 more_than",
    "le 11 du mois": "",
    # vague
    "des dizaines de personnes": "20-99 dozens",
    "plusieurs dizaines de personnes": "20-99 dozens",
    "quelques dizaines de personnes": "20-99 dozens",
    "des centaines de personnes": "200-999 hundreds",
    "plusieurs centaines de personnes": "200-999 hundreds",
    "des milliers de personnes": "2000-9999 thousands",
    "des dizaines de milliers de personnes": "20000-99999 thousands",
    "des centaines de milliers de personnes": "200000-999999 thousands",
    "une dizaine de personnes": "10 about",
    "une douzaine de personnes": "12 about",
    "une quinzaine de personnes": "15 about",
    "une trentaine de personnes": "30 about",
    "une quarantaine de kilomètres": "40 about",
    "une centaine de personnes": "100 about",
    "un millier de personnes": "1000 about",
    "une dizaine de milliers de personnes": "10000 about",
    "deux dizaines de personnes": "20 about",
    # comparators
    "plus de 20 personnes": "20 more_than",
    "plus d’une centaine de personnes": "100 more_than",
    "plus de deux cents personnes": "200 more_than",
    "au moins 20 personnes": "20 at_least",
    "au moins un mort": "1 at_least",
    "d’au moins deux cents tués": "200 at_least",
    "pas moins de 20 personnes": "20 at_least",
    "environ 20 personnes": "20 about",
    "près de trois cents personnes": "300 about",
    "quelque 300 personnes": "300 about",
    "autour de 300 personnes": "300 about",
    "jusqu'à 300 personnes": "300 at_most",
    "au plus 300 personnes": "300 at_most",
    "pas plus de 300 personnes": "300 at_most",
    "moins de 300 personnes": "300 less_than",
    "20 morts au moins": "20 at_least",
    "20 morts environ": "20 about",
    "600 morts au maximum": "600 at_most",
    "20 morts et au moins 30 blessés": "20; 30 at_least",
    "plus de 2000 personnes": "2000 more_than",
    "2000 réfugiés": "2000",
    # ranges
    "entre 20 et 30 personnes": "20-30 range",
    "entre vingt et trente personnes": "20-30 range",
    "de 20 à 30 personnes": "20-30 range",
    "20 à 30 personnes": "20-30 range",
    "20-30 personnes": "20-30 range",
    "deux ou trois personnes": "2-3 range",
    "deux à trois mille personnes": "2000-3000 range",
    "entre 2 et 3 millions de personnes": "2e+06-3e+06 range",
    "Le nombre est passé de 20 à 30": "20; 30",
    # none
    "un homme et une femme": "",
    "l’un des soldats": "",
    "en 2012": "",
    "le 5 mai": "",
    "du 3 au 5 mai": "",
    "de 2012 à 2015": "",
    "à 14h30": "",
    "à 14 h 30": "",
    "le 5e bataillon": "",
    "la 2ème région": "",
    "la base aérienne 101": "",
    "la résolution 2100": "",
    "20 % des habitants": "",
    "vingt pour cent des habitants": "",
    "le premier soldat": "",
    "Ouaga-2": "",
    "le G5 Sahel": "",
    "l’accord de 2015": "",
    "le marché": "",
    # whole sentences
    "Un mort et trois blessés.": "1; 3",
    "Un soldat a été tué.": "1",
    "Au moins un civil a péri.": "1 at_least",
    "Une quarantaine de combattants ont été tués.": "40 about",
    "Une bonne quarantaine de combattants ont été tués.": "40 about",
    "Une douzaine de camions ont brûlé.": "12 about",
    "Une demi-douzaine de camions ont brûlé.": "6 about",
    "Quelque 4 500 personnes ont fui.": "4500 about",
    "Quelque 4.500 personnes ont fui.": "4500 about",
    "4,5 millions de personnes ont fui.": "4500000",
    "De 10 à 15 soldats ont péri.": "10-15 range",
    "10 à 15 soldats ont péri.": "10-15 range",
    "Entre dix et quinze soldats ont péri.": "10-15 range",
    "Pas moins de 18 civils ont péri.": "18 at_least",
    "Jusqu'à 60 soldats ont péri.": "60 at_most",
    "Plus d'une trentaine de soldats ont péri.": "30 more_than",
    "Près d'un millier de ménages ont fui.": "1000 about",
    "Environ deux cents ménages ont fui.": "200 about",
    "Le bilan est passé de 12 à 19 morts.": "12; 19",
    "Plusieurs centaines de familles ont fui.": "200-999 hundreds",
    "Des centaines de milliers de personnes ont fui.": "200000-999999 thousands",
    "Une vingtaine de blessés, dont sept graves.": "20 about; 7",
    "Un bilan de 32 morts.": "32",
    "Les deux otages ont été libérés.": "2",
    "Un homme de 35 ans a été tué.": "",
    "Trois quarts des habitants sont partis.": "",
    "Quelques dizaines de motos.": "20-99 dozens",
    "Un demi-millier de personnes.": "500 about",
    "Un million et demi de personnes.": "1500000",
    "1,2 M de personnes.": "1200000",
    "Cinq à six cents personnes ont fui.": "500-600 range",
    "Huit personnes, dont trois femmes et un bébé, ont été tuées.": "8; 3",
    "Six des sept véhicules ont été détruits.": "6; 7",
    "Le 2e régiment a perdu 9 hommes.": "9",
    "Une rançon de 50 millions de francs CFA.": "50000000",
    "Une personne a été tuée.": "1",
    "Une fillette et deux femmes ont été tuées.": "2",
    "Deux à trois cents motos.": "200-300 range",
    "Aucun soldat n'a été tué.": "",
    "Une centaine de morts au moins.": "100 at_least",
    "Moins de dix hommes.": "10 less_than",
    "Mille deux cent trente-quatre déplacés.": "1234",
    "Les coupures durent 20 heures par jour.": "",
    "Dizaines de morts à la frontière.": "20-99 dozens",
    "200 à 300 assaillants.": "200-300 range",
    "Un lourd bilan: 17 tués, 24 blessés et 3 disparus.": "17; 24; 3",
    "Trente-sept corps.": "37",
    "soixante-dix-sept corps": "77",
    "Un conseiller et son chauffeur ont été enlevés.": "",
}

ARABIC = {
    "20 شخصا": "20",
    "٢٠ شخصا": "20",
    "و20 شخصا": "20",
    "بـ20 شخصا": "20",
    "1,200 شخص": "1200",
    "1.200 شخص": "1200",
    "١٬٢٠٠ شخص": "1200",
    "1 200 شخص": "1200",
    "2,062,534 نازحا": "2062534",
    "2,5 مليون شخص": "2500000",
    "2.5 مليون شخص": "2500000",
    "٢٫٥ مليون شخص": "2500000",
    "4 ملايين شخص": "4000000",
    "47 ألفا": "47000",
    "ثلاثة جنود": "3",
    "ثلاث نساء": "3",
    "عشرة جنود": "10",
    "أحد عشر جنديا": "11",
    "إحدى عشرة امرأة": "11",
    "اثنا عشر جنديا": "12",
    "اثني عشر جنديا": "12",
    "خمسة عشر جنديا": "15",
    "خمس عشرة امرأة": "15",
    "عشرون جنديا": "20",
    "عشرين جنديا": "20",
    "ثلاثة وعشرون جنديا": "23",
    "خمس وثلاثين امرأة": "35",
    "تسعة وتسعين جنديا": "99",
    "مئة شخص": "100",
    "واحدا وعشرين جنديا": "21",
    "إحدى وعشرين امرأة": "21",
    "مئة وإحدى وعشرين امرأة": "121",
    "مئتا ألف شخص": "200000",
    "أحد الجنود": "",
    "ثلاثة أرباع السكان": "",
    "مائة شخص": "100",
    "مئة وخمسين شخصا": "150",
    "مئة واثنين وثلاثين قتيلا": "132",
    "مئتي شخص": "200",
    "مئتين وخمسين شخصا": "250",
    "ثلاثمئة شخص": "300",
    "ثلاثمائة شخص": "300",
    "ثلاث مئة شخص": "300",
    "ألف شخص": "1000",
    "ألف ومئتي شخص": "1200",
    "ألفي شخص": "2000",
    "ألفين وخمسمئة شخص": "2500",
    "ألفا شخص": "2000",
    "خمسة آلاف شخص": "5000",
    "5 آلاف شخص": "5000",
    "ثلاثة آلاف وخمسمئة شخص": "3500",
    "خمسة عشر ألف شخص": "15000",
    "خمسة وعشرون ألفا": "25000",
    "مئة ألف شخص": "100000",
    "أربعمئة وتسعة آلاف": "409000",
    "بأربعمئة وتسعة آلاف": "409000",
    "مليون شخص": "1000000",
    "مليونين شخص": "2000000",
    "مليوني شخص": "2000000",
    "أربعة ملايين": "4000000",
    "مليون ومئتي ألف شخص": "1200000",
    "مليونين و864 ألف شخص": "2864000",
    "بمليونين و63 ألف نازح": "2063000",
    "نصف مليون شخص": "500000",
    "مليون ونصف مليون شخص": "1500000",
    "مليون ونصف المليون شخص": "1500000",
    "مقتل جنديين": "2",
    "قتيلان وثلاثة جرحى": "2; 3",
    "شخص واحد": "1",
    "خمسة قتلى وأحد عشر جريحا": "5; 11",
    "القتلى الثلاثة": "",
    "مليون واحد": "1000000; 1",
    "ألف وواحد": "1001",
    "بلغ العدد مليونا و234 ألفا": "1234000",
    "بلغ العدد مليونًا ومئتي ألف": "1200000",
    "بلغ العدد ألفا": "1000",
    "مليونا نازح": "2000000",
    # vague
    "عشرات الأشخاص": "20-99 dozens",
    "العشرات من الأشخاص": "20-99 dozens",
    "مئات الأشخاص": "200-999 hundreds",
    "مئات من الأشخاص": "200-999 hundreds",
    "آلاف الأشخاص": "2000-9999 thousands",
    "عدة آلاف من الأشخاص": "2000-9999 thousands",
    "عشرات الآلاف من الأشخاص": "20000-99999 thousands",
    "مئات الآلاف من الأشخاص": "200000-999999 thousands",
    "المئات والآلاف": "200-999 hundreds; 2000-9999 thousands",
    # comparators
    "أكثر من 20 شخصا": "20 more_than",
    "لأكثر من عشرين شخصا": "20 more_than",
    "ما لا يقل عن 20 شخصا": "20 at_least",
    "لا تقل عن 160 قتيلا": "160 at_least",
    "نحو 20 شخصا": "20 about",
    "ونحو أربعين جريحا": "40 about",
    "حوالي عشرين شخصا": "20 about",
    "زهاء 20 شخصا": "20 about",
    "قرابة 354 ألفا": "354000 about",
    "ما يقرب من 20 شخصا": "20 about",
    "ما يصل إلى 20 شخصا": "20 at_most",
    "لا يتجاوز 47 ألفا": "47000 at_most",
    "أقل من 20 شخصا": "20 less_than",
    "أكثر من نصف مليون": "500000 more_than",
    "تخطى المليون": "1000000 more_than",
    "20 قتيلا على الأقل": "20 at_least",
    "20 شخصا تقريبا": "20 about",
    "قتل عشرون مدنيا على الأقل ونحو اثني عشر مسلحا": "20 at_least; 12 about",
    "1.1 مليون شخص": "1100000",
    "نحو مليونين و864 ألف شخص": "2864000 about",
    "أكثر من 2000 شخص": "2000 more_than",
    "2000 نازح": "2000",
    # ranges
    "بين 20 و30 شخصا": "20-30 range",
    "ما بين 20 و 30 شخصا": "20-30 range",
    "بين عشرين وثلاثين شخصا": "20-30 range",
    "من 20 إلى 30 شخصا": "20-30 range",
    "20 إلى 30 شخصا": "20-30 range",
    "20-30 شخصا": "20-30 range",
    "بين مئة ومئتي شخص": "100-200 range",
    "بين 20 و30 ألف شخص": "20000-30000 range",
    "ارتفع العدد من 379 ألفا إلى 392 ألفا": "379000; 392000",
    "فانتقل من 150 ألفا إلى 351 ألفا": "150000; 351000",
    # none
    "واحد من الجنود": "",
    "في عام 2012": "",
    "عام 2012": "",
    "في 5 مايو 2025": "",
    "في 5 مايو": "",
    "بين الرابع والخامس من يونيو": "",
    "بين عامي 2012 و2015": "",
    "الساعة 14:30": "",
    "القاعدة الجوية 101": "",
    "القرار 2100": "",
    "20% من السكان": "",
    "20 بالمئة من السكان": "",
    "عشرين في المئة من السكان": "",
    "الجندي الأول": "",
    "اليوم الاثنين": "",
    "لست وحدك": "",
    "السوق": "",
    # whole sentences
    "قتل ثلاثة عشر جنديا": "13",
    "قتل ما بين 10 و15 شخصا": "10-15 range",
    "قتل بين عشرة وخمسة عشر شخصا": "10-15 range",
    "نحو عشرين قتيلا": "20 about",
    "مليون ونصف المليون نازح": "1500000",
    "أكثر من 4 ملايين شخص": "4000000 more_than",
    "ما لا يقل عن سبعة عشر قتيلا": "17 at_least",
    "بضع عشرات من الجنود": "20-99 dozens",
    "قتل جنديان وأصيب مدنيان": "2; 2",
    "قتل راعيين": "2",
    "احترقت شاحنتان وسيارتان": "2; 2",
    "أربعة آلاف وخمسمئة أسرة": "4500",
    "12 ألف شخص": "12000",
    "ما يربو على 4000 من الأهالي": "4000 more_than",
    "قتل ستة من السائقين": "6",
    "ثلاثون شخصا على الأقل": "30 at_least",
    "قرابة ألفي أسرة": "2000 about",
    "39 قتيلا في صفوف الجنود و26 بين المقاتلين": "39; 26",
    "ارتفعت الحصيلة من 12 إلى 19 قتيلا": "12; 19",
    "عشرات القتلى ومئات الجرحى": "20-99 dozens; 200-999 hundreds",
    "نصف مليون طفل": "500000",
    "2,5 مليون": "2500000",
    "مقتل شخص واحد وإصابة ثلاثة": "1; 3",
    "قتل أحد عشر مدنيا": "11",
    "قتل شيخ القرية وابنيه": "2",
    "قتل ما يزيد على مئة شخص": "100 more_than",
    "خمسة جنود واثنان من المدنيين": "5; 2",
    "اثنان وعشرون راكبا": "22",
    "قتل اثنان وأصيب أربعة": "2; 4",
    "مئة وثلاثة وعشرون شخصا": "123",
    "20 إلى 30 مسلحا": "20-30 range",
    "فر 500 شخص بينهم 200 طفل": "500; 200",
    "رجل في الخامسة والثلاثين": "",
    "يبلغ من العمر 35 عاما": "",
    "فدية قدرها 50 مليون فرنك": "50000000",
    "زهاء عشرة آلاف": "10000 about",
    "بضع مئات من الأسر": "200-999 hundreds",
    "عشرات آلاف النازحين": "20000-99999 thousands",
    "أكثر من اثني عشر قتيلا": "12 more_than",
    "1,2 مليون نازح": "1200000",
    "٤٥٠٠ نازح": "4500",
    "أربعون صهريجا": "40",
    "الجنود السبعة": "",
    "ثمانية وأربعين قتيلا": "48",
    "مقتل 3 وإصابة 5": "3; 5",
    "أقل من عشرة رجال": "10 less_than",
    "ستون قتيلا وأكثر من ثمانين جريحا": "60; 80 more_than",
    "أوقف مدنيان اثنان": "2",
}


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english(text: str, expected: str):
    assert said(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH.items())
def test_french(text: str, expected: str):
    assert said(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ARABIC.items())
def test_arabic(text: str, expected: str):
    assert said(text, "ar") == expected


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("exactly", 20, 20),
        ("at least", 20, None),
        ("more than", 20, None),
        ("at most", None, 20),
        ("fewer than", None, 20),
        ("about", None, None),
    ],
)
def test_a_comparator_leaves_a_bound_open(comparator: str, low: int | None, high: int | None):
    (number,) = find_numbers(tokens(f"{comparator} 20 people"), "en")
    assert (number.value, number.low, number.high) == (20, low, high)


def test_dozens_are_bounded_and_have_no_value():
    (number,) = find_numbers(tokens("dozens of people"), "en")
    assert (number.value, number.low, number.high) == (None, 24, 99)


def test_offsets_enclose_the_comparator_and_the_figure():
    text = "La ville compte au moins deux cents morts."
    (number,) = find_numbers(tokens(text), "fr")
    assert text[number.start : number.end] == "au moins deux cents"


@pytest.mark.parametrize("value", range(0, 10_000, 37))
def test_every_number_in_french_words_is_read(value: int):
    assert said(f"{french(value)} personnes", "fr") == f"{value}" or value in (0, 1)


@pytest.mark.parametrize("value", range(2, 10_000, 37))
def test_every_number_in_english_words_is_read(value: int):
    assert said(f"{english(value)} people", "en") == f"{value}"


@pytest.mark.parametrize("value", range(3, 10_000, 37))
def test_every_number_in_arabic_words_is_read(value: int):
    assert said(f"{arabic(value)} شخص", "ar") == f"{value}"


def test_an_unknown_language_has_no_figures():
    assert find_numbers(tokens("20 Menschen"), "de") == []


@pytest.mark.parametrize("word", ["5 ", "1,000 ", "20 to ", "million ", "و5 ", "cent ", "a "])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_sentence_of_one_repeated_word_is_read(word: str, language: str):
    find_numbers(tokens(word * 2000), language)


def test_a_number_of_a_thousand_digits_is_no_figure():
    assert said("9" * 1000 + " people", "en") == ""


EN_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FR_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
FR_TENS = [
    "-",
    "-",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]
AR_SMALL = ["-", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
AR_TENS = ["-", "-", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
AR_HUNDREDS = [
    "-",
    "مئة",
    "مئتين",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
]


def english(value: int) -> str:
    if value >= 1000:
        rest = value % 1000
        link = " and " if rest < 100 else " "
        return f"{english(value // 1000)} thousand" + (f"{link}{english(rest)}" if rest else "")
    if value >= 100:
        rest = value % 100
        return f"{EN_SMALL[value // 100]} hundred" + (f" and {english(rest)}" if rest else "")
    if value < 20:
        return EN_SMALL[value]
    return EN_TENS[value // 10] + (f"-{EN_SMALL[value % 10]}" if value % 10 else "")


def french(value: int) -> str:
    if value >= 1000:
        head = "mille" if value < 2000 else f"{french(value // 1000)} mille"
        link = " et " if value % 1000 == 1 else " "
        return head + (f"{link}{french(value % 1000)}" if value % 1000 else "")
    if value >= 100:
        head = "cent" if value < 200 else f"{FR_SMALL[value // 100]} cent"
        return head + (f" {french(value % 100)}" if value % 100 else "s" if value >= 200 else "")
    if value < 20:
        return FR_SMALL[value]
    ten, unit = divmod(value, 10)
    if ten in (7, 9):
        unit += 10
    link = " et " if unit in (1, 11) and ten < 8 else "-"
    return FR_TENS[ten] + (f"{link}{FR_SMALL[unit]}" if unit else "s" if ten == 8 else "")


def arabic(value: int) -> str:
    parts = []
    if value >= 1000:
        count = value // 1000
        parts.append({1: "ألف", 2: "ألفين"}.get(count) or f"{AR_SMALL[count]} آلاف")
        value %= 1000
    if value >= 100:
        parts.append(AR_HUNDREDS[value // 100])
        value %= 100
    if 10 < value < 20:
        parts.append({11: "أحد عشر", 12: "اثني عشر"}.get(value) or f"{AR_SMALL[value - 10]} عشر")
    elif value > 10:
        parts += [AR_SMALL[value % 10]] * bool(value % 10) + [AR_TENS[value // 10]]
    elif value:
        parts.append(AR_SMALL[value])
    return " و".join(parts)
