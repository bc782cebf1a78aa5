"""One placement as its parties read it: the road, whose turn it is, and what stands around it."""
