"""Side-by-side measurements: what Briefbuilder does beside the least that could do it."""
