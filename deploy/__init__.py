"""How Sybil is started and kept running."""
