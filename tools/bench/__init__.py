"""What `make bench` measures with: a bare Django site beside Alongside, on the same server and the same database."""
