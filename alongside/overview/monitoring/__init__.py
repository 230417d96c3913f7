"""Seeing the network: who is active, how many people each champion supports, who has gone quiet, which teams have nobody."""
