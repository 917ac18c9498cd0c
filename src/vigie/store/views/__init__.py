"""Questions to a store, each a function of a connection that gives frozen rows.

The same rows are printed as tables, JSON and CSV; nothing is kept that they could not be made from again.
"""
