"""What a message tells for a letter on hours that are late: the lot, the end of the works, the answer, the meeting."""

from __future__ import annotations

import re
from datetime import date

from assistant.drafting.in_place import in_place

_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_MONTH = "|".join(_MONTHS)
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi)\s)?"
_DAY = (
    rf"(?P<day>\d{{1,2}})(?:er)?\s(?P<month>{_MONTH})(?:\s(?P<year>20\d\d))?"
    r"|(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?:/(?P<year2>20\d\d|\d\d))?"
)
_DATE = re.compile(rf"^(?:{_DAY})$")
_NAMED = re.sub(r"\?P<\w+>", "?:", _DAY)
_ENDS = re.compile(
    r"\b(?:fin(?:\s(?:du|des|de|d'|prevue|contractuelle|programmee|execution|chantier|travaux|marche|lot|l'execution))*"
    r"|se\s(?:termin\w+|fini\w*)|s'achev\w+|s'arret\w+|(?:termin|achev)\w+|finit|finissent|livraison|reception(?:\sdes\stravaux)?"
    rf"|echeance|jusqu'au)\b[^.;?!\n\d]{{0,20}}?{_WEEKDAY}(?P<value>{_NAMED})(?![\d/])"
)
_ANSWERED = re.compile(
    r"\b(?:repon\w+|retour|delai|date\slimite)\b[^.;?!\n\d]{0,40}?\b(?:avant|pour|d'ici|au\splus\stard|limite|au)\b"
    rf"[^.;?!\n\d]{{0,8}}?{_WEEKDAY}(?P<value>{_NAMED})(?![\d/])"
    rf"|\bavant\s(?:le\s)?{_WEEKDAY}(?P<before>{_NAMED})(?![\d/])[^.;?!\n]{{0,30}}?\b(?:repon\w+|retour)\b"
)
# « La réunion de chantier du mardi 12 janvier », « on peut se voir le 12/01 ».
_MEETS = re.compile(
    r"\b(?P<value>(?:reunion|point|rendez-vous|rdv|visite)(?:\sde\s(?:chantier|suivi|travail|coordination|mise\sau\spoint)|\sd'etape)?"
    r"\s(?:du\s|le\s|prevue?\sle\s|fixee?\s(?:au|le)\s)?"
    rf"(?:lundi|mardi|mercredi|jeudi|vendredi)?\s?(?:{_NAMED}|\d{{1,2}})"
    r"(?:\s(?:a|vers)\s\d{1,2}\s?h(?:\s?\d\d)?)?)(?![\d/%])"
)
_LOT = re.compile(r"\blot\s?(?:n\s?[°o]?\s?)?\d{1,2}(?:\s[a-z][a-z-]{4,}(?<!\bavait)(?<!\bdevait))?")
# Not the name of a lot: « lot 3 depuis mars ».
_NO_NAME = re.compile(
    r"\s(?:depuis|devait|avait|prevu\w*|reste\w*|manqu\w*|realis\w*|objectif|heures?|encore|toujours|accuse|compte|aurait|serait)$"
)


def reminder_values(message: str) -> dict[str, str]:
    """The values told for the letter, by variable, in the user's own words."""
    plain = in_place(message)
    found = {
        "lot": _LOT.search(plain),
        "date_fin": _ENDS.search(plain),
        "date_reponse": _ANSWERED.search(plain),
        "rencontre": _MEETS.search(plain),
    }
    told = {}
    for name, match in found.items():
        if match is None:
            continue
        group = next((one for one, words in match.groupdict().items() if words), 0)
        start, end = match.span(group)
        if name == "lot" and (tail := _NO_NAME.search(plain[start:end])):
            end = start + tail.start()
        told[name] = " ".join(message[start:end].split())
    return told


def told_day(words: str, on: date) -> date | None:
    """The day that words such as « 30 avril 2027 » tell, the next one after ``on`` where they tell no year."""
    found = _DATE.match(in_place(words))
    if found is None:
        return None
    day = int(found["day"] or found["day2"])
    month = _MONTHS.index(found["month"]) + 1 if found["month"] else int(found["month2"])
    year = found["year"] or found["year2"]
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        this_year = date(on.year, month, day)
        return this_year if this_year >= on else date(on.year + 1, month, day)
    except ValueError:
        return None
