"""Load, validate and compile the data of languages and of the ontology."""
