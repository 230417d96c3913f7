"""What is asked for imports and exports."""
