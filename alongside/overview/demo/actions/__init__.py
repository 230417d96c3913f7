"""How a demo and a new network come to be."""

from alongside.overview.demo.actions.filling import fill, make_demo
from alongside.overview.demo.actions.networks import appoint_first, begin

__all__ = ["appoint_first", "begin", "fill", "make_demo"]
