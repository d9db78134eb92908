"""The directory of inclusive structures, searched by trade, place, kind, way of working, name or SIRET."""

from assistant.partners.directory import PartnerDirectory
from assistant.partners.query import PartnerQuery, PartnerResults, Way

__all__ = ["PartnerDirectory", "PartnerQuery", "PartnerResults", "Way"]
