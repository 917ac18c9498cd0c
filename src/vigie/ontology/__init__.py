"""The coding scheme as data: one file for each event type, and the lists of sectors and contexts."""
