"""The Align workspace: the civil-military checklist, one question at a time."""
