"""Registers the workbenches of this app's packages."""

from sop.procedures import admin as procedures

__all__ = ["procedures"]
