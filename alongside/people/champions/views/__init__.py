"""The pages of champions, by noun."""
