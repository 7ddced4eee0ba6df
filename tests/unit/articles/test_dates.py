"""Dates in sentences of three languages: found where there is one, and only there."""

from datetime import date

import pytest

from orchestration.articles.dates import date_spans, find_dates
from orchestration.articles.words import tokens

FRIDAY = date(2025, 11, 7)


def said(text: str, language: str, anchor: date | None = FRIDAY, **options: bool) -> list[str]:
    """The dates of a sentence, each as `first[..last] precision kind`."""
    return [
        f"{mention.first}"
        + (f"..{mention.last}" if mention.last != mention.first else "")
        + f" {mention.precision} {mention.kind}"
        for mention in find_dates(tokens(text), anchor, language, **options)
    ]


def check(text: str, language: str, expected: str) -> None:
    assert "; ".join(said(text, language)) == expected


ENGLISH = {
    # absolute
    "The market was attacked on 5 May 2025.": "2025-05-05 day absolute",
    "The market was attacked on 5th May 2025.": "2025-05-05 day absolute",
    "The market was attacked on the 5th of May 2025.": "2025-05-05 day absolute",
    "It began on May 5, 2025, at dawn.": "2025-05-05 day absolute",
    "It began on May 5th, 2025.": "2025-05-05 day absolute",
    "It began on Sept. 5, 2025.": "2025-09-05 day absolute",
    "It began on 5 Aug 2025.": "2025-08-05 day absolute",
    "It began on Monday, 5 May 2025.": "2025-05-05 day absolute",
    "It began on Monday 5 May 2025.": "2025-05-05 day absolute",
    "It began on Monday, May 5, 2025.": "2025-05-05 day absolute",
    "Dated 2025-05-03.": "2025-05-03 day absolute",
    "Dated 2025/05/03.": "2025-05-03 day absolute",
    "Dated 13/05/2025.": "2025-05-13 day absolute",
    "Dated 05/13/2025.": "2025-05-13 day absolute",
    "Dated 05/05/2025.": "2025-05-05 day absolute",
    "Dated 03/05/2025.": "",
    "In September 2025 the road was cut.": "2025-09-01..2025-09-30 month absolute",
    "In September, 2025, the road was cut.": "2025-09-01..2025-09-30 month absolute",
    "The army took over in May 2021.": "2021-05-01..2021-05-31 month absolute",
    "In 2012 the north fell.": "2012-01-01..2012-12-31 year absolute",
    "It was the year 2012.": "2012-01-01..2012-12-31 year absolute",
    "On 29 February 2024 it rained.": "2024-02-29 day absolute",
    "On the fifth of May 2025 they left.": "2025-05-05 day absolute",
    "The twenty-first of May 2025 was quiet.": "2025-05-21 day absolute",
    # parts
    "A man was held in mid-August 2025.": "2025-08-11..2025-08-20 month absolute",
    "It was announced in early September 2025.": "2025-09-01..2025-09-10 month absolute",
    "It ended in late June 2024.": "2024-06-21..2024-06-30 month absolute",
    "By the end of August 2024 they had left.": "2024-08-21..2024-08-31 month until",
    "At the beginning of October 2024 they came.": "2024-10-01..2024-10-10 month absolute",
    "In early 2024 they came.": "2024-01-01..2024-03-31 quarter absolute",
    "In mid-2024 they came.": "2024-05-01..2024-08-31 quarter absolute",
    "In late 2024 they came.": "2024-10-01..2024-12-31 quarter absolute",
    "At the end of 2025 they stood at two.": "2025-10-01..2025-12-31 quarter absolute",
    "In the first quarter of 2025 they came.": "2025-01-01..2025-03-31 quarter absolute",
    "In the second half of 2025 they came.": "2025-07-01..2025-12-31 year absolute",
    "It was announced in early September.": "2025-09-01..2025-09-10 month relative",
    "Early last month they came.": "2025-10-01..2025-10-10 month relative",
    "Late last year they came.": "2024-10-01..2024-12-31 quarter relative",
    # told from publication
    "The town was attacked today.": "2025-11-07 day relative",
    "The town was attacked yesterday.": "2025-11-06 day relative",
    "The town was attacked yesterday evening.": "2025-11-06 day relative",
    "The town was attacked the day before yesterday.": "2025-11-05 day relative",
    "The town was attacked last night.": "2025-11-06 day relative",
    "The town was attacked this morning.": "2025-11-07 day relative",
    "A curfew starts tomorrow.": "2025-11-08 day relative",
    "The town was attacked on Monday.": "2025-11-03 day relative",
    "The town was attacked on Friday.": "2025-11-07 day relative",
    "The town was attacked last Friday.": "2025-10-31 day relative",
    "The town was attacked last Monday.": "2025-11-03 day relative",
    "The town was attacked on Monday night.": "2025-11-03 day relative",
    "They meet next Monday.": "2025-11-10 day relative",
    "They will meet on Monday.": "2025-11-10 day relative",
    "He said on Thursday that talks will follow.": "2025-11-06 day relative",
    "The town was attacked last week.": "2025-10-27..2025-11-02 week relative",
    "The town was attacked this week.": "2025-11-03..2025-11-09 week relative",
    "They meet next week.": "2025-11-10..2025-11-16 week relative",
    "The town was attacked last month.": "2025-10-01..2025-10-31 month relative",
    "Earlier this month the town was attacked.": "2025-11-01..2025-11-30 month relative",
    "The town was attacked last year.": "2024-01-01..2024-12-31 year relative",
    "The town was attacked this year.": "2025-01-01..2025-12-31 year relative",
    "The town was attacked last weekend.": "2025-11-01..2025-11-02 day relative",
    "The town was attacked last September.": "2025-09-01..2025-09-30 month relative",
    "The town was attacked last November.": "2024-11-01..2024-11-30 month relative",
    "They vote next September.": "2026-09-01..2026-09-30 month relative",
    "The town was attacked in September last year.": "2024-09-01..2024-09-30 month relative",
    "The town was attacked in September.": "2025-09-01..2025-09-30 month relative",
    "The town was attacked in December.": "2024-12-01..2024-12-31 month relative",
    "The vote is scheduled for December.": "2025-12-01..2025-12-31 month relative",
    "The town was attacked in May.": "2025-05-01..2025-05-31 month relative",
    "The town was attacked on 26 October.": "2025-10-26 day relative",
    "The town was attacked on October 26.": "2025-10-26 day relative",
    "The town was attacked on 28 November.": "2024-11-28 day relative",
    "The town votes on 9 November.": "2025-11-09 day relative",
    "The town votes on Sunday 16 November.": "2025-11-16 day relative",
    "Attacks have doubled since the start of the year.": "2025-01-01..2025-11-07 quarter since",
    "Attacks have doubled since early 2024.": "2024-01-01..2025-11-07 quarter since",
    "The ban takes effect on 1 December.": "2025-12-01 day relative",
    "In the first six months of 2025 they came.": "2025-01-01..2025-06-30 year absolute",
    "In the last months of 2024 they came.": "2024-10-01..2024-12-31 quarter absolute",
    "The first half of November 2024 was calm.": "2024-11-01..2024-11-15 month absolute",
    "They came in the past 24 hours.": "2025-11-06..2025-11-07 day relative",
    "They came three hours ago.": "2025-11-07 day relative",
    "Between August and September last year they came.": ("2024-08-01..2024-09-30 month range"),
    "They killed 12 and on 15 May 2025 left.": "2025-05-15 day absolute",
    "On May 5 soldiers left.": "2025-05-05 day relative",
    "Earlier in the week they came.": "2025-11-03..2025-11-09 week relative",
    "They will vote in late November.": "2025-11-21..2025-11-30 month relative",
    "They came over the weekend.": "2025-11-01..2025-11-02 day relative",
    "They came on 3, 4 and 5 May 2025.": "2025-05-03..2025-05-05 day range",
    "Early this week they came.": "2025-11-03..2025-11-09 week relative",
    "By Friday they had gone.": "2025-11-07 day until",
    "It stood at two million as of 31 March 2023.": "2023-03-31 day absolute",
    "They came on Monday and Tuesday.": "2025-11-03..2025-11-04 day range",
    "Tuesday's attack was the worst since 2012.": (
        "2025-11-04 day relative; 2012-01-01..2025-11-07 year since"
    ),
    "They came on Nov. 3.": "2025-11-03 day relative",
    "In 2012 soldiers took over.": "2012-01-01..2012-12-31 year absolute",
    "They were surrounded by 2000 men.": "",
    "The road has been shut since 9 November.": "2024-11-09..2025-11-07 day since",
    "In 2000 villages there is no school.": "",
    "The 1990s were calm, and two days later it was over.": "",
    "Since then nothing moved.": "",
    "They came on the night of 3 to 4 May 2025.": "2025-05-03..2025-05-04 day range",
    "Classes are suspended until 9 November.": "2025-11-09 day until",
    "The talks will be held on 9 November.": "2025-11-09 day relative",
    "The town was attacked on Saturday 24 August.": "2024-08-24 day relative",
    "The town was attacked three days ago.": "2025-11-04 day relative",
    "The town was attacked about two weeks ago.": "2025-10-20..2025-10-26 week relative",
    "The town was attacked a week ago.": "2025-10-27..2025-11-02 week relative",
    "The town was attacked two months ago.": "2025-09-01..2025-09-30 month relative",
    "The town was attacked ten years ago.": "2015-01-01..2015-12-31 year relative",
    "Attacks grew in recent days.": "2025-10-31..2025-11-07 unknown relative",
    "Attacks grew in recent weeks.": "2025-10-10..2025-11-07 unknown relative",
    "Attacks grew in recent months.": "2025-08-07..2025-11-07 unknown relative",
    "Attacks grew over the past few days.": "2025-10-31..2025-11-07 unknown relative",
    "Attacks grew over the past three months.": "2025-08-07..2025-11-07 month relative",
    "Attacks grew over the last two weeks.": "2025-10-24..2025-11-07 week relative",
    "On the 7th of this month they left.": "2025-11-07 day relative",
    # ranges and since
    "Between 3 and 5 May 2025 they fought.": "2025-05-03..2025-05-05 day range",
    "Between 3 and 5 May they fought.": "2025-05-03..2025-05-05 day range",
    "From 3 to 5 May 2025 they fought.": "2025-05-03..2025-05-05 day range",
    "They fought on 3-5 May 2025.": "2025-05-03..2025-05-05 day range",
    "They fought on 3–5 May 2025.": "2025-05-03..2025-05-05 day range",
    "They fought on May 3-5, 2025.": "2025-05-03..2025-05-05 day range",
    "Between May 3 and May 5, 2025, they fought.": "2025-05-03..2025-05-05 day range",
    "From 28 April to 3 May 2025 they fought.": "2025-04-28..2025-05-03 day range",
    "From 28 December to 3 January 2025 they fought.": "2024-12-28..2025-01-03 day range",
    "From January to March 2025 they fought.": "2025-01-01..2025-03-31 month range",
    "Between January and March 2025 they fought.": "2025-01-01..2025-03-31 month range",
    "From March to May 2025 they fought.": "2025-03-01..2025-05-31 month range",
    "From January 2024 to March 2025 they fought.": "2024-01-01..2025-03-31 month range",
    "From December to March they fought.": "2024-12-01..2025-03-31 month range",
    "From 2012 to 2015 they fought.": "2012-01-01..2015-12-31 year range",
    "Between 2012 and 2015 they fought.": "2012-01-01..2015-12-31 year range",
    "The 2012-2015 war was over.": "2012-01-01..2015-12-31 year range",
    "From Monday to Wednesday they fought.": "2025-11-03..2025-11-05 day range",
    "Since September trucks have been stopped.": "2025-09-01..2025-11-07 month since",
    "Since 2013 troops have been there.": "2013-01-01..2025-11-07 year since",
    "Since 3 May 2025 the road is shut.": "2025-05-03..2025-11-07 day since",
    "Since Monday the road is shut.": "2025-11-03..2025-11-07 day since",
    "Since last week the road is shut.": "2025-10-27..2025-11-07 week since",
    "On 24 and 26 October 2025 they came.": "2025-10-24..2025-10-26 day range",
    "In September and October 2025 they came.": "2025-09-01..2025-10-31 month range",
    "In August 2020 and again in May 2021.": (
        "2020-08-01..2020-08-31 month absolute; 2021-05-01..2021-05-31 month absolute"
    ),
    "In August 2020, and in December of the same year.": (
        "2020-08-01..2020-08-31 month absolute; 2020-12-01..2020-12-31 month relative"
    ),
    # Hijri
    "On 10 Ramadan 1446 AH they came.": "2025-03-10 day absolute",
    "In Ramadan 1446 they came.": "2025-03-01..2025-03-29 month absolute",
    # none
    "It may be that they march on the town.": "",
    "In May 20 people were killed.": "2025-05-01..2025-05-31 month relative",
    "In May, 2000 people fled.": "2025-05-01..2025-05-31 month relative",
    "More than 2012 people fled.": "",
    "On 30 February 2025 nothing happened.": "",
    "Resolution 2100 was adopted.": "",
    "The Friday prayer was interrupted.": "",
    "At 14:30 they left, 12.5 km away.": "",
    "The ratio was 3/4.": "",
    "Twenty people and three soldiers died.": "",
    "Two weeks of talks ended.": "",
    "A day of mourning was declared.": "",
    "": "",
    # fresh sentences: joined days, next days, nights, lengths, deadlines
    "Clashes on Saturday and Sunday left eleven dead in the two villages.": (
        "2025-11-01..2025-11-02 day range"
    ),
    "Shells fell on 3 and 4 May and again on 9 May.": (
        "2025-05-03..2025-05-04 day range; 2025-05-09 day relative"
    ),
    "Militants entered the town on Saturday before soldiers drove them out the following day.": (
        "2025-11-01 day relative; 2025-11-02 day relative"
    ),
    "Gunmen stormed the mine on Tuesday and set it ablaze the next day.": (
        "2025-11-04 day relative; 2025-11-05 day relative"
    ),
    "The convoy left on 12 March and was ambushed two days later.": (
        "2025-03-12 day relative; 2025-03-14 day relative"
    ),
    "Residents said shots were heard overnight near the barracks.": (
        "2025-11-06..2025-11-07 day relative"
    ),
    "Fighting went on overnight from Friday to Saturday.": "2025-10-31..2025-11-01 day range",
    "Two soldiers were killed overnight Thursday.": "2025-11-06 day relative",
    "The governor imposed an overnight curfew.": "",
    "Clashes broke out on Friday night into Saturday morning.": "2025-10-31..2025-11-01 day range",
    "Troops must leave the base by Sunday.": "2025-11-09 day until",
    "By Sunday the army had retaken the town.": "2025-11-02 day until",
    "The government said it would pull out its troops by mid-September.": (
        "2026-09-11..2026-09-20 month until"
    ),
    "Paris will close the camp by the end of the year.": "2025-10-01..2025-12-31 quarter until",
    "The bridge has been closed for 45 days.": "2025-09-23..2025-11-07 day since",
    "No fuel has reached the city for more than three weeks.": "2025-10-17..2025-11-07 week since",
    "Shops stayed shut for the third day running.": "2025-11-04..2025-11-07 day since",
    "For a second consecutive week, schools are closed.": "2025-10-24..2025-11-07 week since",
    "The outage lasted for 20 hours a day.": "",
    "He has served for two years as minister.": "",
    "They gave him a 24-hour ultimatum.": "",
    "At least 30 people were abducted in the past week.": "2025-10-31..2025-11-07 week relative",
    "In the past 48 hours, eleven were killed.": "2025-11-05..2025-11-07 day relative",
    "In the last quarter, 120 attacks were recorded.": "2025-07-01..2025-09-30 quarter relative",
    "In the third quarter, kidnappings doubled.": "2025-07-01..2025-09-30 quarter relative",
    "Aid groups fear more departures in the coming weeks.": (
        "2025-11-07..2025-12-05 unknown relative"
    ),
    "Talks are to begin early next month.": "2025-12-01..2025-12-10 month relative",
    "They were arrested on the 14th of last month.": "2025-10-14 day relative",
    "Violence has worsened in recent days.": "2025-10-31..2025-11-07 unknown relative",
    "It happened the day after the coup.": "",
    "The attack happened over the weekend.": "2025-11-01..2025-11-02 day relative",
    "The attack happened this weekend.": "2025-11-01..2025-11-02 day relative",
    "The agreement signed in 2012 was torn up.": "2012-01-01..2012-12-31 year absolute",
    "Schools have been closed since the weekend.": "2025-11-01..2025-11-07 day since",
    "Authorities arrested him on Wednesday, a day after the mutiny.": "2025-11-05 day relative",
    "He was seized in April and freed in early June.": (
        "2025-04-01..2025-04-30 month relative; 2025-06-01..2025-06-10 month relative"
    ),
    "The vote will take place on Sunday.": "2025-11-09 day relative",
    "The president said on Sunday the army will fight on.": "2025-11-02 day relative",
    "The two men were kidnapped on 3 March and found dead on 7 of the same month.": (
        "2025-03-03 day relative; 2025-03-07 day relative"
    ),
    "On the night of 14 to 15 October, gunmen raided the post.": "2025-10-14..2025-10-15 day range",
    "The junta gave residents until Monday to leave the forest.": "2025-11-10 day until",
    "The siege entered its third month.": "",
    "The army carried out strikes on Wednesday and Thursday, killing 20.": (
        "2025-11-05..2025-11-06 day range"
    ),
    "Attackers struck at dawn on Monday.": "2025-11-03 day relative",
    "Nine people died last week and four this week.": (
        "2025-10-27..2025-11-02 week relative; 2025-11-03..2025-11-09 week relative"
    ),
    "Later that day, troops arrived.": "",
    "Earlier on Friday, a mine killed two.": "2025-11-07 day relative",
    "The sides met in late September and again in October.": (
        "2025-09-21..2025-09-30 month relative; 2025-10-01..2025-10-31 month relative"
    ),
    "The town has been under blockade for months.": "2025-08-07..2025-11-07 unknown since",
    "The town has been under blockade for a month.": "2025-10-07..2025-11-07 month since",
    "The hostages were held for three weeks before being released.": "",
    "Power cuts last up to 20 hours a day.": "",
}

FRENCH = {
    "Le marché a été attaqué le 5 mai 2025.": "2025-05-05 day absolute",
    "Le marché a été attaqué le 1er mai 2025.": "2025-05-01 day absolute",
    "Le marché a été attaqué le premier mai 2025.": "2025-05-01 day absolute",
    "Le marché a été attaqué le lundi 5 mai 2025.": "2025-05-05 day absolute",
    "Lundi 5 mai 2025, le marché a brûlé.": "2025-05-05 day absolute",
    "Daté du 03/05/2025.": "2025-05-03 day absolute",
    "Daté du 03.05.2025.": "2025-05-03 day absolute",
    "Daté du 2025-05-03.": "2025-05-03 day absolute",
    "En septembre 2025, la route fut coupée.": "2025-09-01..2025-09-30 month absolute",
    "Au mois de septembre 2025, la route fut coupée.": "2025-09-01..2025-09-30 month absolute",
    "En AOÛT 2025, la route fut coupée.": "2025-08-01..2025-08-31 month absolute",
    "En 2012, le nord est tombé.": "2012-01-01..2012-12-31 year absolute",
    "L'année 2012 fut dure.": "2012-01-01..2012-12-31 year absolute",
    "Le 12 sept. 2024, ils sont partis.": "2024-09-12 day absolute",
    # parts
    "Début octobre 2024, ils sont venus.": "2024-10-01..2024-10-10 month absolute",
    "Au début d'octobre 2024, ils sont venus.": "2024-10-01..2024-10-10 month absolute",
    "Au début du mois d'octobre 2024, ils sont venus.": "2024-10-01..2024-10-10 month absolute",
    "À la mi-août 2025, il fut arrêté.": "2025-08-11..2025-08-20 month absolute",
    "Mi-août, il fut arrêté.": "2025-08-11..2025-08-20 month relative",
    "Fin août 2025, il fut arrêté.": "2025-08-21..2025-08-31 month absolute",
    "À la fin du mois d'août, il fut arrêté.": "2025-08-21..2025-08-31 month relative",
    "Courant août 2025, il fut arrêté.": "2025-08-01..2025-08-31 month absolute",
    "Dans le courant du mois d'août, il fut arrêté.": "2025-08-01..2025-08-31 month relative",
    "Début 2024, ils sont venus.": "2024-01-01..2024-03-31 quarter absolute",
    "Mi-2024, ils sont venus.": "2024-05-01..2024-08-31 quarter absolute",
    "Fin 2024, ils sont venus.": "2024-10-01..2024-12-31 quarter absolute",
    "À la fin de l'année 2024, ils sont venus.": "2024-10-01..2024-12-31 quarter absolute",
    "Au premier trimestre 2025, ils sont venus.": "2025-01-01..2025-03-31 quarter absolute",
    "Au second semestre de 2025, ils sont venus.": "2025-07-01..2025-12-31 year absolute",
    "Fin de l'année dernière, ils sont venus.": "2024-10-01..2024-12-31 quarter relative",
    # told from publication
    "La ville a été attaquée aujourd’hui.": "2025-11-07 day relative",
    "La ville a été attaquée hier.": "2025-11-06 day relative",
    "La ville a été attaquée hier soir.": "2025-11-06 day relative",
    "La ville a été attaquée avant-hier.": "2025-11-05 day relative",
    "La ville a été attaquée ce matin.": "2025-11-07 day relative",
    "Ils se réunissent demain.": "2025-11-08 day relative",
    "La ville a été attaquée lundi.": "2025-11-03 day relative",
    "La ville a été attaquée lundi dernier.": "2025-11-03 day relative",
    "La ville a été attaquée vendredi dernier.": "2025-10-31 day relative",
    "La ville a été attaquée ce lundi.": "2025-11-03 day relative",
    "La ville a été attaquée lundi soir.": "2025-11-03 day relative",
    "Ils se réunissent lundi prochain.": "2025-11-10 day relative",
    "Le sommet aura lieu lundi.": "2025-11-10 day relative",
    "La ville a été attaquée la semaine dernière.": "2025-10-27..2025-11-02 week relative",
    "La ville a été attaquée la semaine passée.": "2025-10-27..2025-11-02 week relative",
    "La ville a été attaquée cette semaine.": "2025-11-03..2025-11-09 week relative",
    "La ville a été attaquée le mois dernier.": "2025-10-01..2025-10-31 month relative",
    "La ville a été attaquée ce mois-ci.": "2025-11-01..2025-11-30 month relative",
    "La ville a été attaquée l'an dernier.": "2024-01-01..2024-12-31 year relative",
    "La ville a été attaquée l'année dernière.": "2024-01-01..2024-12-31 year relative",
    "La ville a été attaquée cette année.": "2025-01-01..2025-12-31 year relative",
    "La ville a été attaquée le week-end dernier.": "2025-11-01..2025-11-02 day relative",
    "La ville a été attaquée en septembre dernier.": "2025-09-01..2025-09-30 month relative",
    "Ils votent en septembre prochain.": "2026-09-01..2026-09-30 month relative",
    "La ville a été attaquée en septembre.": "2025-09-01..2025-09-30 month relative",
    "La ville a été attaquée en décembre.": "2024-12-01..2024-12-31 month relative",
    "La ville a été attaquée le 28 octobre.": "2025-10-28 day relative",
    "La ville a été attaquée samedi 24 août.": "2024-08-24 day relative",
    "Les cours sont suspendus jusqu'au 9 novembre.": "2025-11-09 day until",
    "La ville a été attaquée en septembre de l'année dernière.": (
        "2024-09-01..2024-09-30 month relative"
    ),
    "La ville a été attaquée il y a trois jours.": "2025-11-04 day relative",
    "La ville a été attaquée il y a environ deux mois.": "2025-09-01..2025-09-30 month relative",
    "La ville a été attaquée il y a une semaine.": "2025-10-27..2025-11-02 week relative",
    "La ville a été attaquée il y a un an.": "2024-01-01..2024-12-31 year relative",
    "Ces derniers jours, la tension monte.": "2025-10-31..2025-11-07 unknown relative",
    "Ces dernières semaines, la tension monte.": "2025-10-10..2025-11-07 unknown relative",
    "Ces derniers mois, la tension monte.": "2025-08-07..2025-11-07 unknown relative",
    "Au cours des trois derniers mois, la tension monte.": "2025-08-07..2025-11-07 month relative",
    "Ces deux dernières semaines, la tension monte.": "2025-10-24..2025-11-07 week relative",
    # ranges and since
    "Du 3 au 5 mai 2025, ils ont combattu.": "2025-05-03..2025-05-05 day range",
    "Du 3 au 5 mai, ils ont combattu.": "2025-05-03..2025-05-05 day range",
    "Entre le 3 et le 5 mai 2025, ils ont combattu.": "2025-05-03..2025-05-05 day range",
    "Entre les 3 et 5 mai 2025, ils ont combattu.": "2025-05-03..2025-05-05 day range",
    "Du 28 avril au 3 mai 2025, ils ont combattu.": "2025-04-28..2025-05-03 day range",
    "Dans la nuit du 3 au 4 mai 2025, ils ont combattu.": "2025-05-03..2025-05-04 day range",
    "Dans la nuit de lundi à mardi, ils ont combattu.": "2025-11-03..2025-11-04 day range",
    "De janvier à mars 2025, ils ont combattu.": "2025-01-01..2025-03-31 month range",
    "Entre janvier et mars 2025, ils ont combattu.": "2025-01-01..2025-03-31 month range",
    "D'avril à juin 2025, ils ont combattu.": "2025-04-01..2025-06-30 month range",
    "De 2012 à 2015, ils ont combattu.": "2012-01-01..2015-12-31 year range",
    "Entre 2012 et 2015, ils ont combattu.": "2012-01-01..2015-12-31 year range",
    "La guerre de 2012-2015 est finie.": "2012-01-01..2015-12-31 year range",
    "Depuis septembre, la route est coupée.": "2025-09-01..2025-11-07 month since",
    "Depuis le 3 mai 2025, la route est coupée.": "2025-05-03..2025-11-07 day since",
    "Depuis 2013, des troupes sont là.": "2013-01-01..2025-11-07 year since",
    "Depuis lundi, la route est coupée.": "2025-11-03..2025-11-07 day since",
    "Depuis deux semaines, la route est coupée.": "2025-10-24..2025-11-07 week since",
    "Depuis plus de trois mois, la route est coupée.": "2025-08-07..2025-11-07 month since",
    "Depuis plusieurs mois, la route est coupée.": "2025-08-07..2025-11-07 unknown since",
    "À partir de septembre, la route est coupée.": "2025-09-01..2025-11-07 month since",
    "Les 24 et 26 octobre 2025, ils sont venus.": "2025-10-24..2025-10-26 day range",
    "En août 2020 puis en mai 2021.": (
        "2020-08-01..2020-08-31 month absolute; 2021-05-01..2021-05-31 month absolute"
    ),
    "Le 10 ramadan 1446, ils sont venus.": "2025-03-10 day absolute",
    "Les 3, 4 et 5 mai 2025, ils sont venus.": "2025-05-03..2025-05-05 day range",
    "Depuis le début de l'année, la route est coupée.": "2025-01-01..2025-11-07 quarter since",
    "L'interdiction entre en vigueur le 1er décembre.": "2025-12-01 day relative",
    "Le couvre-feu est prolongé à compter du 15 décembre.": "2025-12-15 day since",
    "Au cours des six premiers mois de 2025, ils sont venus.": (
        "2025-01-01..2025-06-30 year absolute"
    ),
    "Ces dernières 24 heures, ils sont venus.": "2025-11-06..2025-11-07 day relative",
    "Ces dernières 48 heures, ils sont venus.": "2025-11-05..2025-11-07 day relative",
    "Ils ont tué 12 civils et le 15 mai 2025 sont partis.": "2025-05-15 day absolute",
    "Bilan, 12 et le 15 mai 2025 ils sont partis.": "2025-05-15 day absolute",
    "Le 3 et le 5 mai 2025, ils sont partis.": "2025-05-03..2025-05-05 day range",
    "Plus tôt dans la semaine, ils sont venus.": "2025-11-03..2025-11-09 week relative",
    "Depuis début 2024, la route est coupée.": "2024-01-01..2025-11-07 quarter since",
    "Depuis la mi-août, la route est coupée.": "2025-08-11..2025-11-07 month since",
    "D'ici à fin novembre, ils partiront.": "2025-11-21..2025-11-30 month until",
    "Lundi 3 et mardi 4 novembre, ils sont venus.": "2025-11-03..2025-11-04 day range",
    "Dans la nuit de samedi à dimanche, ils sont venus.": "2025-11-01..2025-11-02 day range",
    "Ce samedi 24 août, ils sont venus.": "2024-08-24 day relative",
    "Dans les derniers jours de décembre 2024, ils sont venus.": (
        "2024-12-21..2024-12-31 month absolute"
    ),
    # none
    "Dans les années 1990, tout allait bien.": "",
    "Ce jour-là, ils sont venus.": "",
    "Le lendemain, ils sont partis.": "",
    "Vingt personnes et sept morts.": "",
    "Plus de 2012 personnes ont fui.": "",
    "La prière du vendredi fut interrompue.": "",
    "Ils sont partis à 14h30, à 12,5 km.": "",
    "La base aérienne 101 est fermée.": "",
    "Le 31 février 2025, rien.": "",
    "Deux semaines de pourparlers.": "",
    "Un jour de deuil fut décrété.": "",
    "Sept civils sont partis du marché.": "",
    "En mai 20 personnes ont fui.": "2025-05-01..2025-05-31 month relative",
    "En mai, 2000 personnes ont fui.": "2025-05-01..2025-05-31 month relative",
    # fresh sentences: joined days, next days, nights, lengths, deadlines
    "Des affrontements samedi et dimanche ont fait onze morts.": "2025-11-01..2025-11-02 day range",
    "Le poste est tombé samedi, avant d'être repris le lendemain par l'armée.": (
        "2025-11-01 day relative; 2025-11-02 day relative"
    ),
    "L'attaque a eu lieu mardi et les otages ont été libérés deux jours plus tard.": (
        "2025-11-04 day relative; 2025-11-06 day relative"
    ),
    "Le convoi, parti le 12 mars, a été attaqué le surlendemain.": (
        "2025-03-12 day relative; 2025-03-14 day relative"
    ),
    "Au lendemain de l'attaque de lundi, la ville est déserte.": "2025-11-03 day relative",
    "Le lendemain de la prise de la ville, des pillages ont éclaté.": "",
    "Les rebelles ont attaqué dans la nuit.": "2025-11-06..2025-11-07 day relative",
    "Dans la nuit de jeudi à vendredi, des hommes armés ont attaqué le village.": (
        "2025-11-06..2025-11-07 day range"
    ),
    "Dans la nuit du 14 au 15 octobre, des hommes armés ont attaqué le poste.": (
        "2025-10-14..2025-10-15 day range"
    ),
    "Dans la nuit de jeudi, trois soldats ont été tués.": "2025-11-06 day relative",
    "Mardi dans la nuit, ils ont pris la route.": "2025-11-04 day relative",
    "Les soldats quitteront la base d'ici dimanche.": "2025-11-09 day until",
    "La France retirera ses troupes d'ici la fin de l'année.": (
        "2025-10-01..2025-12-31 quarter until"
    ),
    "Le président a annoncé que l'armée se retirera d'ici mi-septembre.": (
        "2026-09-11..2026-09-20 month until"
    ),
    "Les écoles sont fermées pour le troisième jour consécutif.": (
        "2025-11-04..2025-11-07 day since"
    ),
    "Pour la deuxième semaine d'affilée, le carburant manque.": "2025-10-24..2025-11-07 week since",
    "La ville est assiégée depuis plus d'un mois.": "2025-10-07..2025-11-07 month since",
    "Voilà trois semaines que le carburant n'arrive plus.": "2025-10-17..2025-11-07 week since",
    "Cela fait deux mois que la route est coupée.": "2025-09-07..2025-11-07 month since",
    "Pendant six semaines, les otages ont marché.": "",
    "Ils ont été tués cette semaine.": "2025-11-03..2025-11-09 week relative",
    "Ces derniers jours, les attaques se multiplient.": "2025-10-31..2025-11-07 unknown relative",
    "Au cours de la semaine écoulée, 30 civils ont été tués.": (
        "2025-10-27..2025-11-02 week relative"
    ),
    "Dans les prochaines semaines, de nouveaux départs sont à craindre.": (
        "2025-11-07..2025-12-05 unknown relative"
    ),
    "Il a été arrêté le 14 du mois dernier.": "2025-10-14 day relative",
    "Au troisième trimestre, les enlèvements ont doublé.": (
        "2025-07-01..2025-09-30 quarter relative"
    ),
    "Le sommet est prévu début du mois prochain.": "2025-12-01..2025-12-10 month relative",
    "Le camp a été attaqué ce week-end.": "2025-11-01..2025-11-02 day relative",
    "Le camp a été attaqué durant le week-end.": "2025-11-01..2025-11-02 day relative",
    "Le week-end a été meurtrier.": "2025-11-01..2025-11-02 day relative",
    "Les coupures durent jusqu'à 20 heures par jour.": "",
    "Un ultimatum de 24 heures a été donné.": "",
    "Les combats de mercredi et jeudi ont fait 20 morts.": "2025-11-05..2025-11-06 day range",
    "L'accord signé en 2012 est caduc.": "2012-01-01..2012-12-31 year absolute",
    "Le 3 mars, puis le 7 du même mois, des obus sont tombés.": (
        "2025-03-03 day relative; 2025-03-07 day relative"
    ),
    "La veille, deux soldats avaient sauté sur une mine.": "",
    "Jeudi, l'armée a bombardé un village où, la veille, des civils avaient été tués.": (
        "2025-11-06 day relative; 2025-11-05 day relative"
    ),
    "Les militaires ont jusqu'à lundi pour partir.": "2025-11-10 day until",
    "Le couvre-feu est en vigueur jusqu'à lundi.": "2025-11-10 day until",
    "Hier et aujourd'hui, des tirs ont été entendus.": "2025-11-06..2025-11-07 day range",
    "Les 8 et 9 octobre, deux villages ont brûlé.": "2025-10-08..2025-10-09 day range",
    "Entre lundi et mercredi, 12 personnes ont été tuées.": "2025-11-03..2025-11-05 day range",
    "Il a été enlevé en avril et libéré fin juin.": (
        "2025-04-01..2025-04-30 month relative; 2025-06-21..2025-06-30 month relative"
    ),
    "Les élections auront lieu dimanche.": "2025-11-09 day relative",
    "Tôt vendredi, une mine a explosé.": "2025-11-07 day relative",
    "La semaine passée, ils ont tué neuf personnes.": "2025-10-27..2025-11-02 week relative",
    "Aux premières heures de mardi, ils ont attaqué.": "2025-11-04 day relative",
    "Les pluies de la saison sont en retard.": "",
    "Il y a deux jours que la ville est isolée.": "2025-11-05..2025-11-07 day since",
    "Ce vendredi 7 novembre, une marche a eu lieu.": "2025-11-07 day relative",
    "Jeudi 6 et vendredi 7 novembre, des marches ont eu lieu.": "2025-11-06..2025-11-07 day range",
    "Début de semaine, l'armée a quitté le camp.": "2025-11-03..2025-11-09 week relative",
    "Depuis le week-end dernier, la ville manque d'eau.": "2025-11-01..2025-11-07 day since",
    "Il y a deux jours, la ville a été isolée.": "2025-11-05 day relative",
    "Depuis des semaines, le carburant manque.": "2025-10-10..2025-11-07 unknown since",
}

ARABIC = {
    "هاجم مسلحون السوق في 5 مايو 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق في ٥ مايو ٢٠٢٥": "2025-05-05 day absolute",
    "هاجم مسلحون السوق يوم 5 من مايو عام 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق يوم الاثنين 5 مايو 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق يوم الاثنين، 5 مايو 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق يوم الاثنين (5 مايو 2025)": "2025-05-05 day absolute",
    "هاجم مسلحون السوق يوم الاثنين الموافق 5 مايو 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق في الخامس من مايو 2025": "2025-05-05 day absolute",
    "هاجم مسلحون السوق في الحادي والعشرين من مايو 2025": "2025-05-21 day absolute",
    "هاجم مسلحون السوق في الثاني عشر من يونيو 2021": "2021-06-12 day absolute",
    "بتاريخ 03/05/2025": "2025-05-03 day absolute",
    "بتاريخ ٠٣/٠٥/٢٠٢٥": "2025-05-03 day absolute",
    "بتاريخ 2025-05-03": "2025-05-03 day absolute",
    "وفي أغسطس 2022 غادرت القوات": "2022-08-01..2022-08-31 month absolute",
    "في شهر أغسطس 2022 غادرت القوات": "2022-08-01..2022-08-31 month absolute",
    "في آب 2022 غادرت القوات": "2022-08-01..2022-08-31 month absolute",
    "في آب/أغسطس 2022 غادرت القوات": "2022-08-01..2022-08-31 month absolute",
    "في آب (أغسطس) 2022 غادرت القوات": "2022-08-01..2022-08-31 month absolute",
    "في تموز/يوليو 2022 غادرت القوات": "2022-07-01..2022-07-31 month absolute",
    "في يوليو/تموز 2022 غادرت القوات": "2022-07-01..2022-07-31 month absolute",
    "في عام 2012 سقط الشمال": "2012-01-01..2012-12-31 year absolute",
    "في العام 2012 سقط الشمال": "2012-01-01..2012-12-31 year absolute",
    "سنة 2012 سقط الشمال": "2012-01-01..2012-12-31 year absolute",
    "في 2012 سقط الشمال": "2012-01-01..2012-12-31 year absolute",
    "في عام 2012م سقط الشمال": "2012-01-01..2012-12-31 year absolute",
    # parts
    "وفي منتصف أغسطس 2025 أوقف رجل": "2025-08-11..2025-08-20 month absolute",
    "في منتصف شهر أغسطس أوقف رجل": "2025-08-11..2025-08-20 month relative",
    "في أوائل أغسطس 2025 أوقف رجل": "2025-08-01..2025-08-10 month absolute",
    "في مطلع أغسطس 2025 أوقف رجل": "2025-08-01..2025-08-10 month absolute",
    "في أواخر أغسطس 2025 أوقف رجل": "2025-08-21..2025-08-31 month absolute",
    "في نهاية أغسطس 2025 أوقف رجل": "2025-08-21..2025-08-31 month absolute",
    "مطلع عام 2024 وصلوا": "2024-01-01..2024-03-31 quarter absolute",
    "أوائل 2024 وصلوا": "2024-01-01..2024-03-31 quarter absolute",
    "منتصف 2024 وصلوا": "2024-05-01..2024-08-31 quarter absolute",
    "أواخر عام 2024 وصلوا": "2024-10-01..2024-12-31 quarter absolute",
    "في نهاية 2018 وصلوا": "2018-10-01..2018-12-31 quarter absolute",
    "بداية العام الجاري وصلوا": "2025-01-01..2025-03-31 quarter relative",
    "أواخر الشهر الماضي وصلوا": "2025-10-21..2025-10-31 month relative",
    "في الربع الأول من عام 2025 وصلوا": "2025-01-01..2025-03-31 quarter absolute",
    "في النصف الثاني من 2025 وصلوا": "2025-07-01..2025-12-31 year absolute",
    # told from publication
    "هوجمت البلدة اليوم": "2025-11-07 day relative",
    "هوجمت البلدة اليوم الجمعة": "2025-11-07 day relative",
    "هوجمت البلدة أمس": "2025-11-06 day relative",
    "هوجمت البلدة بالأمس": "2025-11-06 day relative",
    "هوجمت البلدة أمس الخميس": "2025-11-06 day relative",
    "هوجمت البلدة أول أمس": "2025-11-05 day relative",
    "هوجمت البلدة أمس الأول": "2025-11-05 day relative",
    "هوجمت البلدة أول من أمس": "2025-11-05 day relative",
    "يجتمعون غدا": "2025-11-08 day relative",
    "هوجمت البلدة الاثنين": "2025-11-03 day relative",
    "هوجمت البلدة يوم الإثنين": "2025-11-03 day relative",
    "هوجمت البلدة مساء الاثنين": "2025-11-03 day relative",
    "هوجمت البلدة الاثنين الماضي": "2025-11-03 day relative",
    "هوجمت البلدة يوم الجمعة الماضي": "2025-10-31 day relative",
    "هوجمت البلدة فجر الأحد": "2025-11-02 day relative",
    "يجتمعون الاثنين المقبل": "2025-11-10 day relative",
    "من المقرر أن يجتمعوا الاثنين": "2025-11-10 day relative",
    "هوجمت البلدة الأسبوع الماضي": "2025-10-27..2025-11-02 week relative",
    "هوجمت البلدة هذا الأسبوع": "2025-11-03..2025-11-09 week relative",
    "هوجمت البلدة الشهر الماضي": "2025-10-01..2025-10-31 month relative",
    "هوجمت البلدة الشهر الجاري": "2025-11-01..2025-11-30 month relative",
    "هوجمت البلدة العام الماضي": "2024-01-01..2024-12-31 year relative",
    "هوجمت البلدة السنة الماضية": "2024-01-01..2024-12-31 year relative",
    "هوجمت البلدة هذا العام": "2025-01-01..2025-12-31 year relative",
    "يجتمعون الأسبوع المقبل": "2025-11-10..2025-11-16 week relative",
    "هوجمت البلدة في سبتمبر الماضي": "2025-09-01..2025-09-30 month relative",
    "هوجمت البلدة في أيلول/سبتمبر الماضي": "2025-09-01..2025-09-30 month relative",
    "هوجمت البلدة في سبتمبر": "2025-09-01..2025-09-30 month relative",
    "هوجمت البلدة في ديسمبر": "2024-12-01..2024-12-31 month relative",
    "هوجمت البلدة في مارس": "2025-03-01..2025-03-31 month relative",
    "هوجمت البلدة في سبتمبر من العام الماضي": "2024-09-01..2024-09-30 month relative",
    "هوجمت البلدة في 28 أكتوبر": "2025-10-28 day relative",
    "هوجمت البلدة في السابع من الشهر الجاري": "2025-11-07 day relative",
    "هوجمت البلدة في السابع من الشهر الماضي": "2025-10-07 day relative",
    "علقت الدروس حتى 9 نوفمبر": "2025-11-09 day until",
    "هوجمت البلدة قبل ثلاثة أيام": "2025-11-04 day relative",
    "هوجمت البلدة قبل 3 أيام": "2025-11-04 day relative",
    "هوجمت البلدة قبل يومين": "2025-11-05 day relative",
    "هوجمت البلدة قبل نحو أسبوعين": "2025-10-20..2025-10-26 week relative",
    "هوجمت البلدة قبل أسبوع": "2025-10-27..2025-11-02 week relative",
    "هوجمت البلدة قبل شهرين": "2025-09-01..2025-09-30 month relative",
    "هوجمت البلدة قبل عام": "2024-01-01..2024-12-31 year relative",
    "هوجمت البلدة قبل عشر سنوات": "2015-01-01..2015-12-31 year relative",
    "هوجمت البلدة قبل أيام": "2025-10-31..2025-11-07 unknown relative",
    "تصاعد العنف في الأشهر الأخيرة": "2025-08-07..2025-11-07 unknown relative",
    "تصاعد العنف خلال الأيام الماضية": "2025-10-31..2025-11-07 unknown relative",
    "تصاعد العنف خلال الأسابيع القليلة الماضية": "2025-10-10..2025-11-07 unknown relative",
    "تصاعد العنف خلال الأشهر الثلاثة الماضية": "2025-08-07..2025-11-07 month relative",
    "تصاعد العنف خلال الأسبوعين الماضيين": "2025-10-24..2025-11-07 week relative",
    # ranges and since
    "من 3 إلى 5 مايو 2025 تقاتلوا": "2025-05-03..2025-05-05 day range",
    "بين 3 و5 مايو 2025 تقاتلوا": "2025-05-03..2025-05-05 day range",
    "ما بين 3 و 5 مايو تقاتلوا": "2025-05-03..2025-05-05 day range",
    "بين الرابع والخامس من يونيو 2021 تقاتلوا": "2021-06-04..2021-06-05 day range",
    "من 28 أبريل إلى 3 مايو 2025 تقاتلوا": "2025-04-28..2025-05-03 day range",
    "من يناير إلى مارس 2025 تقاتلوا": "2025-01-01..2025-03-31 month range",
    "بين يناير ومارس 2025 تقاتلوا": "2025-01-01..2025-03-31 month range",
    "من يناير حتى مارس 2025 تقاتلوا": "2025-01-01..2025-03-31 month range",
    "بين عامي 2012 و2015 تقاتلوا": "2012-01-01..2015-12-31 year range",
    "من عام 2012 إلى عام 2015 تقاتلوا": "2012-01-01..2015-12-31 year range",
    "ليل الأربعاء الخميس تقاتلوا": "2025-11-05..2025-11-06 day range",
    "ومنذ سبتمبر تحظر الجماعة الوقود": "2025-09-01..2025-11-07 month since",
    "منذ سبتمبر الماضي تحظر الجماعة الوقود": "2025-09-01..2025-11-07 month since",
    "منذ 2013 توجد القوات": "2013-01-01..2025-11-07 year since",
    "منذ عام 2013 توجد القوات": "2013-01-01..2025-11-07 year since",
    "منذ يوم الاثنين قطع الطريق": "2025-11-03..2025-11-07 day since",
    "منذ أسبوعين قطع الطريق": "2025-10-24..2025-11-07 week since",
    "منذ ثلاثة أيام قطع الطريق": "2025-11-04..2025-11-07 day since",
    "منذ عدة أشهر قطع الطريق": "2025-08-07..2025-11-07 unknown since",
    "في أغسطس 2020 ثم في مايو 2021": (
        "2020-08-01..2020-08-31 month absolute; 2021-05-01..2021-05-31 month absolute"
    ),
    "في أغسطس 2020 وفي ديسمبر من العام نفسه": (
        "2020-08-01..2020-08-31 month absolute; 2020-12-01..2020-12-31 month relative"
    ),
    "يومي 24 و26 أكتوبر 2025 وصلوا": "2025-10-24..2025-10-26 day range",
    # Hijri
    "في 10 رمضان 1446 هـ وصلوا": "2025-03-10 day absolute",
    "في العاشر من رمضان 1446هـ وصلوا": "2025-03-10 day absolute",
    "في 10 رمضان 1446 هـ الموافق 10 مارس 2025 وصلوا": "2025-03-10 day absolute",
    "في 10 مارس 2025 الموافق 10 رمضان 1446 هـ وصلوا": "2025-03-10 day absolute",
    "في شهر رمضان 1446 وصلوا": "2025-03-01..2025-03-29 month absolute",
    "في ذي الحجة 1446 وصلوا": "2025-05-28..2025-06-25 month absolute",
    "في رمضان الماضي وصلوا": "2025-03-01..2025-03-29 month relative",
    "عام 1446 هـ وصلوا": "2024-07-07..2025-06-25 year absolute",
    "في 3 و4 و5 مايو 2025 وصلوا": "2025-05-03..2025-05-05 day range",
    "في 7 نوفمبر (تشرين الثاني) 2025 وصلوا": "2025-11-07 day absolute",
    "في 7 تشرين الثاني/نوفمبر 2025 وصلوا": "2025-11-07 day absolute",
    "في سبتمبر أيلول 2024 وصلوا": "2024-09-01..2024-09-30 month absolute",
    "خلال الأشهر الستة الأولى من عام 2025 وصلوا": "2025-01-01..2025-06-30 year absolute",
    "في الأشهر الأخيرة من عام 2024 وصلوا": "2024-10-01..2024-12-31 quarter absolute",
    "خلال الـ24 ساعة الماضية وصلوا": "2025-11-06..2025-11-07 day relative",
    "منذ أكثر من عقد وصلوا": "2015-11-07..2025-11-07 unknown since",
    "منذ بداية العام وصلوا": "2025-01-01..2025-11-07 quarter since",
    "منذ مطلع العام الجاري وصلوا": "2025-01-01..2025-11-07 quarter since",
    "منذ مطلع 2024 وصلوا": "2024-01-01..2025-11-07 quarter since",
    "وصلوا يومي الاثنين والثلاثاء": "2025-11-03..2025-11-04 day range",
    "حتى 31 مارس 2023 وصلوا": "2023-03-31 day until",
    "حتى نهاية 2023 وصلوا": "2023-10-01..2023-12-31 quarter until",
    "خلال 2024 وصلوا": "2024-01-01..2024-12-31 year absolute",
    "مساء يوم الاثنين وصلوا": "2025-11-03 day relative",
    # none
    "وصلوا بعد يومين وقبل ذلك بعام": "",
    "قبل انقلاب وقع قبل الانتخابات": "",
    "قال الأمين العام الحالي للمنظمة": "",
    "مارس الجيش ضغوطا على البلدة": "",
    "دخل الرجل من باب المدينة": "",
    "قال أب لثلاثة أطفال": "",
    "صلاة الجمعة في المسجد": "",
    "في اليوم نفسه وصلوا": "",
    "في اليوم التالي وصلوا": "",
    "وفي ذلك اليوم وصلوا": "",
    "في ساعة متأخرة من الليلة نفسها وصلوا": "",
    "فر أكثر من 2012 شخصا": "",
    "القاعدة الجوية 101 مغلقة": "",
    "في 31 فبراير 2025 لا شيء": "",
    "الحداد ثلاثة أيام": "",
    "قتل عشرون شخصا وجرح ثلاثة": "",
    "في مايو قتل 20 شخصا": "2025-05-01..2025-05-31 month relative",
    # fresh sentences: joined days, next days, nights, lengths, deadlines
    "قتل عشرة أشخاص يومي السبت والأحد في قريتين": "2025-11-01..2025-11-02 day range",
    "سيطر المسلحون على البلدة السبت قبل أن يستعيدها الجيش في اليوم التالي": (
        "2025-11-01 day relative; 2025-11-02 day relative"
    ),
    "هاجم مسلحون المنجم الثلاثاء وأحرقوه بعد يومين": (
        "2025-11-04 day relative; 2025-11-06 day relative"
    ),
    "خطفوا في 12 مارس وأفرج عنهم بعد ذلك بيومين": (
        "2025-03-12 day relative; 2025-03-14 day relative"
    ),
    "في اليوم التالي للهجوم نزح السكان": "",
    "وقع الهجوم ليل الجمعة السبت": "2025-10-31..2025-11-01 day range",
    "وقع الهجوم ليل الجمعة/السبت": "2025-10-31..2025-11-01 day range",
    "وقع الهجوم ليلة السبت على الأحد": "2025-11-01..2025-11-02 day range",
    "وقع الهجوم ليلة الجمعة إلى السبت": "2025-10-31..2025-11-01 day range",
    "وقع الهجوم في الليلة الفاصلة بين الجمعة والسبت": "2025-10-31..2025-11-01 day range",
    "وقع الهجوم فجر اليوم": "2025-11-07 day relative",
    "وقع الهجوم فجر أمس": "2025-11-06 day relative",
    "وقع الهجوم فجر اليوم الجمعة": "2025-11-07 day relative",
    "وقع الهجوم مساء أمس الخميس": "2025-11-06 day relative",
    "سيغادر الجنود القاعدة بحلول الأحد": "2025-11-09 day until",
    "سيسحب البلد جنوده من القاعدة 101 بحلول منتصف سبتمبر": "2026-09-11..2026-09-20 month until",
    "من المقرر أن يكتمل الانسحاب بحلول نهاية العام": "2025-10-01..2025-12-31 quarter until",
    "غادرت القوات القاعدة نهاية الأسبوع": "2025-11-01..2025-11-02 day relative",
    "غادرت القوات القاعدة في عطلة نهاية الأسبوع الماضي": "2025-11-01..2025-11-02 day relative",
    "يجتمع القادة نهاية الأسبوع المقبل": "2025-11-08..2025-11-09 day relative",
    "تواصل الجماعة لليوم الأربعين على التوالي منع الشاحنات": "2025-09-28..2025-11-07 day since",
    "أغلقت المدارس للأسبوع الثاني على التوالي": "2025-10-24..2025-11-07 week since",
    "للشهر الثالث على التوالي تنقطع الكهرباء": "2025-08-07..2025-11-07 month since",
    "البلدة محاصرة منذ أكثر من شهر": "2025-10-07..2025-11-07 month since",
    "الطريق مقطوع منذ 45 يوما": "2025-09-23..2025-11-07 day since",
    "هذا الأسبوع قتل عشرون": "2025-11-03..2025-11-09 week relative",
    "خلال الأسابيع المقبلة يتوقع نزوح المزيد": "2025-11-07..2025-12-05 unknown relative",
    "في الأيام القليلة القادمة يزور الوفد المدينة": "2025-11-07..2025-11-14 unknown relative",
    "اعتقل في الرابع عشر من الشهر المنصرم": "2025-10-14 day relative",
    "اعتقل في 3 مارس وأفرج عنه في 14 منه": "2025-03-03 day relative; 2025-03-14 day relative",
    "اعتقل في 14 من الشهر نفسه": "",
    "خلال الساعات الـ48 الماضية قتل ستة": "2025-11-05..2025-11-07 day relative",
    "خلال الـ48 ساعة الماضية قتل ستة": "2025-11-05..2025-11-07 day relative",
    "قتل أمس واليوم سبعة": "2025-11-06..2025-11-07 day range",
    "يومي 3 و4 مايو سقطت قذائف": "2025-05-03..2025-05-04 day range",
    "في الربع الثالث تضاعفت عمليات الخطف": "2025-07-01..2025-09-30 quarter relative",
    "في مطلع الشهر المقبل تبدأ المحادثات": "2025-12-01..2025-12-10 month relative",
    "الاتفاق المبرم منذ 2012 ألغي": "2012-01-01..2025-11-07 year since",
    "ستجرى الانتخابات الأحد": "2025-11-09 day relative",
    "قال الرئيس الأحد إن الجيش سيواصل القتال": "2025-11-02 day relative",
    "أمهلت الجماعة السكان حتى الاثنين للمغادرة": "2025-11-10 day until",
    "علقت الدراسة حتى الأحد": "2025-11-09 day until",
    "خطف في أبريل وأفرج عنه في أوائل يونيو": (
        "2025-04-01..2025-04-30 month relative; 2025-06-01..2025-06-10 month relative"
    ),
    "استمر القتال ثلاثة أيام": "",
    "مهلة 24 ساعة لمغادرة البلدة": "",
    "يعاني السكان انقطاع الكهرباء 20 ساعة يوميا": "",
    "الشهر المنصرم قتل عشرون": "2025-10-01..2025-10-31 month relative",
    "خلال الأسبوع المنصرم قتل عشرون": "2025-10-27..2025-11-02 week relative",
    "في وقت متأخر من مساء الخميس": "2025-11-06 day relative",
    "الأربعاء والخميس شن الجيش غارات": "2025-11-05..2025-11-06 day range",
    "يوم السبت ويوم الأحد قصفت البلدة": "2025-11-01..2025-11-02 day range",
    "وفي الليلة التالية عادوا": "",
    "اقتحموا القرية ليلا": "",
    "بعد يومين من الهجوم عاد الهدوء الخميس": "2025-11-06 day relative",
    "في الثامن والتاسع من أكتوبر احترقت قريتان": "2025-10-08..2025-10-09 day range",
    "منذ مطلع الأسبوع": "2025-11-03..2025-11-07 week since",
    "هاجموا القرية الاثنين الماضي ثم عادوا إليها بعد ثلاثة أيام": (
        "2025-11-03 day relative; 2025-11-06 day relative"
    ),
}

MONTHS = {
    1: "يناير جانفي كانون_الثاني",
    2: "فبراير فيفري شباط",
    3: "مارس آذار",
    4: "أبريل إبريل أفريل نيسان",
    5: "مايو ماي أيار",
    6: "يونيو يونيه جوان حزيران",
    7: "يوليو يوليه يوليوز جويلية تموز",
    8: "أغسطس أغشت غشت أوت آب",
    9: "سبتمبر شتنبر شتمبر أيلول",
    10: "أكتوبر تشرين_الأول",
    11: "نوفمبر نونبر تشرين_الثاني",
    12: "ديسمبر دجنبر دجمبر كانون_الأول",
}


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english(text: str, expected: str):
    check(text, "en", expected)


@pytest.mark.parametrize(("text", "expected"), FRENCH.items())
def test_french(text: str, expected: str):
    check(text, "fr", expected)


@pytest.mark.parametrize(("text", "expected"), ARABIC.items())
def test_arabic(text: str, expected: str):
    check(text, "ar", expected)


@pytest.mark.parametrize(
    ("name", "month"),
    [(name.replace("_", " "), month) for month, names in MONTHS.items() for name in names.split()],
)
def test_every_arab_country_names_its_months(name: str, month: int):
    assert said(f"وصلوا في 5 {name} 2024", "ar") == [f"2024-{month:02}-05 day absolute"]
    assert said(f"وصلوا في {name} 2024", "ar")[0].startswith(f"2024-{month:02}-01..")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on Monday, yesterday, last week, in May, since September", "en"),
        ("lundi, hier, la semaine dernière, en mai, depuis septembre", "fr"),
        ("الاثنين، أمس، الأسبوع الماضي، في مايو، منذ سبتمبر", "ar"),
    ],
)
def test_without_an_anchor_only_absolute_dates_are_known(text: str, language: str):
    assert said(text, language, anchor=None) == []
    assert said("2025-05-03", language, anchor=None) == ["2025-05-03 day absolute"]


def test_since_without_an_anchor_ends_with_its_own_period():
    assert said("since 2013", "en", anchor=None) == ["2013-01-01..2013-12-31 year since"]


def test_an_anchor_that_was_only_named_tells_months_but_not_days():
    august = date(2025, 8, 15)
    assert said("last September", "en", august) == ["2024-09-01..2024-09-30 month relative"]
    assert said("last September", "en", august, published=False) == [
        "2025-09-01..2025-09-30 month relative"
    ]
    assert said("yesterday, on Monday, last week", "en", august, published=False) == []


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [("2025-11-03", "2025-11-03"), ("2025-11-02", "2025-10-27"), ("2024-03-01", "2024-02-26")],
)
def test_a_weekday_is_the_latest_up_to_publication(anchor: str, expected: str):
    found = find_dates(tokens("It happened on Monday."), date.fromisoformat(anchor), "en")
    assert str(found[0].first) == expected


@pytest.mark.parametrize("year", [1, 9999])
def test_an_anchor_at_the_ends_of_time_breaks_nothing(year: int):
    anchor = date(year, 1, 1) if year == 1 else date(year, 12, 31)
    for text in ("in December", "last week", "next week", "two years ago", "on 10 Ramadan"):
        find_dates(tokens(text), anchor, "en")


def test_offsets_count_in_the_text_that_was_given():
    text = "قال إنه وصل في منتصف أغسطس 2025 إلى البلدة"
    (mention,) = find_dates(tokens(text), None, "ar")
    assert text[mention.start : mention.end] == "منتصف أغسطس 2025"


def test_date_spans_need_no_anchor():
    words = tokens("Le 5 mai, vingt personnes")
    assert date_spans(words, "fr") == [(1, 3)]


def test_an_unknown_language_has_no_dates():
    assert find_dates(tokens("5 May 2025"), FRIDAY, "de") == []
    assert date_spans(tokens("5 May 2025"), "de") == []


@pytest.mark.parametrize("word", ["5 ", "2025 ", "May ", "3-", "من ", "between ", "و"])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_sentence_of_one_repeated_word_is_read(word: str, language: str):
    find_dates(tokens(word * 2000), FRIDAY, language)
