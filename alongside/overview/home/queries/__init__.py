"""What the homes show."""
