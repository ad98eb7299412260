"""A real Neo4j Community server for the tests."""
