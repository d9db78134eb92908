"""``assistant partners``: who could do the work, where, on the screen or in a file."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.drafting.directory_export import structures_csv, structures_xlsx
from assistant.drafting.sourcing_sheet import sourcing_sheet
from assistant.errors import InvalidInput
from assistant.partners import PartnerQuery, PartnerResults
from assistant.retrieval.index.build import embedder_of
from assistant.settings import get_settings
from assistant.tools import open_directory

out = Console()
_FORMATS = (".csv", ".xlsx", ".docx")


def partners(
    need: Annotated[str, typer.Argument(help="Le besoin, le lieu, le type de structure, un nom ou un SIRET.")],
    radius_km: Annotated[int | None, typer.Option("--radius-km", min=1, max=500)] = None,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 10,
    json_: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    file: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Écrit un tableau (.csv, .xlsx) ou une fiche de sourcing (.docx).", dir_okay=False
        ),
    ] = None,
) -> None:
    """Cherche des structures inclusives dans l’annuaire."""
    if file is not None and file.suffix.lower() not in _FORMATS:
        raise InvalidInput(
            f"Le fichier «\u00a0{file.name}\u00a0» doit se terminer par {', '.join(_FORMATS)}.", field="out"
        )
    settings = get_settings()
    directory = open_directory(settings, embedder=embedder_of(settings))
    results = directory.search(PartnerQuery(text=need, radius_km=radius_km, limit=limit))
    if file is not None:
        file.write_bytes(_exported(file.suffix.lower(), need, results))
        count = len(results.matches)
        out.print(f"{count} structure{'s' if count > 1 else ''} dans {file}.", markup=False, highlight=False)
        return
    if json_:
        for match in results.matches:
            sys.stdout.write(json.dumps(match.model_dump(mode="json"), ensure_ascii=False) + "\n")
        return
    table = Table("Structure", "Type", "Commune", "km", "Pourquoi")
    for match in results.matches:
        distance = "" if match.distance_km is None else str(match.distance_km)
        reasons = " ; ".join((*match.reasons, *match.unknown))
        table.add_row(match.name, match.kind, match.city, distance, reasons)
    out.print(table)
    for remark in results.remarks:
        out.print(remark, markup=False)


def _exported(suffix: str, need: str, results: PartnerResults) -> bytes:
    if suffix == ".csv":
        return structures_csv(results.matches)
    on = datetime.now(UTC).astimezone().date()
    if suffix == ".xlsx":
        return structures_xlsx(results.matches, on)
    counts = {kind.value: count for kind, count in results.count_by_kind.items()}
    return sourcing_sheet(need, results.matches, on, count_by_kind=counts, remarks=results.remarks)
