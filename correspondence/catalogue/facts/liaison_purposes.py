"""Which liaison meetings are about a Hub that is open."""

from correspondence.protocol.areas.events import LiaisonPurpose

OF_AN_OPEN_HUB = frozenset({LiaisonPurpose.MONITORING, LiaisonPurpose.RECOVERY})
"""The purposes of a meeting while a Hub is open; the others are to prevent one, or to prepare it."""
