"""What a clause template may use besides the variables it declares: conditions, tables and brackets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "travaux": "le marché est un marché de travaux",
        "services": "le marché est un marché de services",
        "fournitures": "le marché est un marché de fournitures",
        "prestations_intellectuelles": "le marché porte sur des prestations intellectuelles",
        "allotissement": "des lots sont décrits",
        "reconductible": "le marché peut être reconduit",
        "ouvert_ea_esat": "la réservation vise les entreprises adaptées et les ESAT",
        "ouvert_siae": "la réservation vise les structures d’insertion par l’activité économique",
        "entite_adjudicatrice": "l’acheteur agit comme entité adjudicatrice",
        "motif_travaux_court": "le motif des travaux de moins de six mois peut être invoqué",
    }
)
"""Names usable in ``{% if … %}`` without being declared, with what makes them true."""

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lots": ("libelle", "montant", "heures"),
        "annees": ("annee", "mois", "heures"),
        "avancement": ("libelle", "prevu", "fait", "part", "reste"),
        "structures": ("nom", "type", "commune", "distance", "contact"),
    }
)
"""Lists usable in ``{% for … in … %}``, with the columns of each line."""

BRACKETS = ("[à compléter", "[à confirmer", "[à choisir", "[à vérifier")
"""How a bracket meant for the buyer starts; a template may contain no other."""
