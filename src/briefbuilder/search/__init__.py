"""Find items fast: what people type, a full-text index of a library, and the hits it gives."""
