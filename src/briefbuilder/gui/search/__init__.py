"""Finding an item: search, cards, filters, and the card opened for reading."""
