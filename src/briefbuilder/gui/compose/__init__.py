"""The Compose workspace: the library beside the brief as it is being written."""
