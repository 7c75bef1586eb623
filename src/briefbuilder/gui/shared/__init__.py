"""What every room of the window shares: the hub, the look, pending words, tasks, questions."""
