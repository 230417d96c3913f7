"""What may be typed about champions."""
