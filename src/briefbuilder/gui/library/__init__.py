"""The Library workspace: the curator's desk for the shared library."""
