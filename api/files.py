"""Files sent to be saved."""

from __future__ import annotations

from fastapi import Response

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """A file under a plain ASCII name of our own: nothing of the user's is in a header."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def documented(media_type: str, description: str) -> dict[int | str, dict[str, object]]:
    """The OpenAPI entry of a file."""
    return {
        200: {
            "description": description,
            "content": {media_type: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
