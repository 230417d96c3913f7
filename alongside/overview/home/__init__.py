"""Everybody's first page: for a champion what to do, for whoever runs the network what waits, for a stranger what this is."""
