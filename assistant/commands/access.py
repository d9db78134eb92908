"""``assistant keys``: create, list and revoke the API keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.access_keys import KeyRing
from assistant.database import open_database
from assistant.settings import get_settings

keys_app = typer.Typer(no_args_is_help=True, help="Les clés d’API.")
out = Console()
err = Console(stderr=True)


@keys_app.command("create")
def create(name: Annotated[str, typer.Argument(help="Qui l’utilise, pour quoi.")]) -> None:
    """Crée une clé et l’affiche une seule fois."""
    with _ring() as ring:
        key, secret = ring.create(name, datetime.now(UTC))
    err.print(f"Clé « {key.name} » ({key.id}). Notez-la : elle ne sera plus affichée.", markup=False)
    out.print(secret, markup=False, highlight=False)


@keys_app.command("list")
def list_keys() -> None:
    """Liste les clés, en service et révoquées."""
    with _ring() as ring:
        keys = ring.listed()
    table = Table("Identifiant", "Nom", "Créée le", "Révoquée le")
    for key in keys:
        revoked = f"{key.revoked_at:%d/%m/%Y %H:%M}" if key.revoked_at else ""
        table.add_row(key.id, key.name, f"{key.created_at:%d/%m/%Y %H:%M}", revoked)
    out.print(table)


@keys_app.command("revoke")
def revoke(key: Annotated[str, typer.Argument(help="Le nom ou l’identifiant de la clé.")]) -> None:
    """Révoque une clé : elle est refusée dès la requête suivante."""
    with _ring() as ring:
        revoked = ring.revoke(key, datetime.now(UTC))
    out.print(f"La clé « {revoked.name} » est révoquée.", markup=False)


@contextmanager
def _ring() -> Iterator[KeyRing]:
    settings = get_settings()
    database = open_database(settings.records_path, settings.database_url)
    try:
        yield KeyRing(database)
    finally:
        database.close()
