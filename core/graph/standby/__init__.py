"""A copy of a graph that lives on a server, kept in the data folder and read while the server is away."""
