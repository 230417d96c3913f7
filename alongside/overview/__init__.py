"""Looks across everything: home, monitoring, exchange (imports and exports), demo."""
