"""The vocabulary of the engine: records, dates, symbolic time and the ontology. Pure: no I/O but its own data files."""
