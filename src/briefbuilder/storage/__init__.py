"""Files to domain values and back. The only package that writes a user's file."""
