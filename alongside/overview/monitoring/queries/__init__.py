"""What is asked over the network."""
