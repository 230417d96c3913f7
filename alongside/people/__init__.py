"""Who: accounts, networks, champions."""
