"""The HTML copy of a brief: one file, for a screen and for a printer, that runs nothing."""
