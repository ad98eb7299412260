"""Short papers about an invented world, and questions that need two of them."""
