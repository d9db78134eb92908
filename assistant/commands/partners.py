"""``assistant partners``: who could do the work, where."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.partners import PartnerQuery
from assistant.settings import get_settings
from assistant.tools import open_directory

out = Console()


def partners(
    need: Annotated[str, typer.Argument(help="Le besoin, le lieu, le type de structure, un nom ou un SIRET.")],
    radius_km: Annotated[int | None, typer.Option("--radius-km", min=1, max=500)] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    json_: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
) -> None:
    """Cherche des structures inclusives dans l’annuaire."""
    results = open_directory(get_settings()).search(PartnerQuery(text=need, radius_km=radius_km, limit=limit))
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
