"""What may be said on the command line: one table for each group of commands."""
