"""The pages beside the text."""
