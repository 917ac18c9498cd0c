"""Vigie reads news reports and keeps the system of states that they describe."""
