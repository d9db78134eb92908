"""« Pas d’ESAT » turns a kind of structure down where something says so; « n’y a-t-il pas un ESAT ? » looks for one."""

from __future__ import annotations

import re

_ARTICLE = r"(?:d(?:e|es)?[\s']+|l(?:es?|a)?[\s']+|une?\s+|aux?\s+)?"
# What makes of « pas » a refusal: another wish set beside it, or a verb of wish or of order that it denies.
_REFUSED = re.compile(
    r"(?:(?P<opens>(?:^|[.;!?\n])\s*)|,\s*|\b(?:et|mais|surtout|non|veux|veut|voulons|voulez|veulent|souhait\w+|cherch\w+|c[\s']est|ce\sn[\s']est"
    r"|(?<!vous\s)(?<!tu\s)ne\s(?:me\s|nous\s)?(?:propose|donne|montre|cite|mette|prene)[rz])\s+)"
    rf"pas\s+{_ARTICLE}(?:[a-z-]*\s*(?:et|ni|ou)\s+{_ARTICLE})?$"
)


def is_refused(before: str, after: str) -> bool:
    """Whether the folded text ``before`` a kind ends with a refusal of it.

    « Pas d’ESAT » alone is one, and « pas d’ESAT, qui d’autre ? », unless what comes ``after`` asks for it: « pas d’ESAT à Dax ? ».
    """
    asked = "?" in re.split("[,;.]", after, maxsplit=1)[0]
    found = _REFUSED.search(before)
    return found is not None and not (asked and found.group("opens") is not None)
