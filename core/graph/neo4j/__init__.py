"""The graph in a Neo4j server; docs/graph.md shows the model."""
