"""Triggers, frames, coding (type and mode), assertion, merging; and the relations of the system."""

from vigie.events.coding import find_events
from vigie.events.relations import find_relations

__all__ = ["find_events", "find_relations"]
