"""Reads of the roadmap: what is computed about every link, and everything the hub knows about one."""

from .current import Roadmap, current_roadmap

__all__ = ["Roadmap", "current_roadmap"]
