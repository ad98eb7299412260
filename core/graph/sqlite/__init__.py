"""The graph in one SQLite file, shared by threads and processes."""
