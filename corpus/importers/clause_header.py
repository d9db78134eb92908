"""The header table of a clause template: the card a facilitator fills in Word."""

from __future__ import annotations

import re
from pathlib import Path

from docx.document import Document
from docx.table import Table, _Row

from corpus.errors import BrokenCorpusFile
from corpus.models import ClauseKind, ClauseTemplate, TemplateVariable

CARD_TITLE = "Fiche du modèle"
_TITLE, _WHEN, _DOCUMENT, _BASIS, _KIND = "Titre", "Quand l’utiliser", "Document", "Base légale", "Type de clause"
_NATURES, _CASE = "Marchés concernés", "Cas particulier"
_REQUIRED_ROWS = (_TITLE, _WHEN, _DOCUMENT, _BASIS, _KIND, _NATURES)
_COLUMNS = ("Variable", "Signification", "Unité", "Valeur")
_NATURE_NAMES = ("travaux", "fournitures", "services", "prestations intellectuelles")
# Non-breaking spaces are part of the wording and stay.
_BLANKS = re.compile(r"[ \t\r\n]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DEFAULT = re.compile(r"par défaut\s*:\s*(.+)", re.DOTALL)


def header_table(path: Path, document: Document) -> Table:
    """The header table, first element of the document.

    Raises:
        BrokenCorpusFile: the document does not start with it.
    """
    if document.tables:
        table = document.tables[0]
        first = table.rows[0].cells[0].text.strip() if table.rows else ""
        before = document.element.body.index(table._tbl)
        if first.startswith(CARD_TITLE) and before == 0:
            return table
    raise BrokenCorpusFile(path, f"le document doit commencer par un tableau dont le titre est « {CARD_TITLE} »")


def read_header(path: Path, document: Document) -> ClauseTemplate:
    """The template its header table describes; its id is the name of the file without extension.

    Raises:
        BrokenCorpusFile: a line is missing, a value is not an accepted one, a variable comes twice.
    """
    values: dict[str, str] = {}
    variables: list[TemplateVariable] = []
    in_variables = False
    for number, row in enumerate(header_table(path, document).rows[1:], start=2):
        cells = _texts(row)
        if tuple(cells[: len(_COLUMNS)]) == _COLUMNS:
            in_variables = True
        elif in_variables:
            variables.append(_variable(path, number, cells))
        elif len(cells) >= 2:
            values[cells[0].replace("'", "’")] = cells[1]
    for label in _REQUIRED_ROWS:
        if not values.get(label):
            raise BrokenCorpusFile(path, f"la fiche du modèle n’a pas de ligne « {label} »")
    if not in_variables:
        raise BrokenCorpusFile(path, f"la fiche du modèle n’a pas de ligne « {' | '.join(_COLUMNS)} »")
    names = [variable.name for variable in variables]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise BrokenCorpusFile(path, f"la variable « {twice} » est déclarée deux fois")
    return ClauseTemplate(
        id=path.stem,
        title=values[_TITLE],
        when_to_use=values[_WHEN],
        document=values[_DOCUMENT],
        legal_basis=tuple(ref.strip() for ref in values[_BASIS].split(";") if ref.strip()),
        variables=tuple(variables),
        filename=path.name,
        kind=_kind(path, values[_KIND]),
        natures=_natures(path, values[_NATURES]),
        case=values.get(_CASE, ""),
    )


def _texts(row: _Row) -> list[str]:
    """The texts of a row, a merged cell counted once."""
    seen: list[str] = []
    previous = None
    for cell in row.cells:
        if cell._tc is not previous:
            seen.append(_BLANKS.sub(" ", cell.text).strip(" "))
        previous = cell._tc
    return seen


def _variable(path: Path, number: int, cells: list[str]) -> TemplateVariable:
    where = f"fiche du modèle, ligne {number}"
    if len(cells) < len(_COLUMNS):
        raise BrokenCorpusFile(path, f"{where} : une variable a quatre colonnes ({', '.join(_COLUMNS)})")
    name, meaning, unit, value = cells[: len(_COLUMNS)]
    if not _NAME.fullmatch(name):
        raise BrokenCorpusFile(
            path, f"{where} : « {name} » n’est pas un nom de variable (minuscules sans accent, chiffres et _)"
        )
    if not meaning:
        raise BrokenCorpusFile(path, f"{where} : la variable « {name} » n’a pas de signification")
    default = _DEFAULT.fullmatch(value)
    if default is None and value not in {"obligatoire", "facultative"}:
        raise BrokenCorpusFile(
            path, f"{where} : « {value} » ; accepté : « obligatoire », « facultative » ou « par défaut : … »"
        )
    return TemplateVariable(
        name=name,
        meaning=meaning,
        unit=unit,
        required=value != "facultative",
        default=default.group(1).strip() if default else "",
    )


def _kind(path: Path, value: str) -> ClauseKind:
    try:
        return ClauseKind(value.replace("'", "’"))
    except ValueError as error:
        accepted = ", ".join(kind.value for kind in ClauseKind)
        raise BrokenCorpusFile(path, f"type de clause « {value} » inconnu ; accepté : {accepted}") from error


def _natures(path: Path, value: str) -> tuple[str, ...]:
    if value == "tous":
        return ()
    natures = tuple(part.strip() for part in value.split(";") if part.strip())
    unknown = next((nature for nature in natures if nature not in _NATURE_NAMES), None)
    if unknown:
        raise BrokenCorpusFile(
            path, f"marché concerné « {unknown} » inconnu ; accepté : tous, {', '.join(_NATURE_NAMES)}"
        )
    return natures
