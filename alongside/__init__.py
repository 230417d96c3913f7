"""Alongside runs Digital Champions networks: people who sit beside somebody without digital skills and help them."""
