"""What pages show of the graph: put together from reads that all take the viewer, and never from anything else."""
