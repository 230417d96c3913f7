"""What may be typed about networks, by noun."""
