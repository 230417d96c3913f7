"""The pages of networks, by noun."""
