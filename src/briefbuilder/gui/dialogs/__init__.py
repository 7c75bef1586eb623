"""The window's dialogs. Each asks for one thing and returns it as a plain value."""
