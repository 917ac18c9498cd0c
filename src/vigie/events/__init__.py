"""Triggers, frames, coding (type, mode, context), assertion, merging; and the relations of the system."""

from vigie.events.coding import find_events
from vigie.events.contexts import code_contexts
from vigie.events.relations import find_relations

__all__ = ["code_contexts", "find_events", "find_relations"]
