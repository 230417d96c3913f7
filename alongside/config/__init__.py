"""Plugs everything in: settings, addresses, the web server's entry, the `alongside` command."""
