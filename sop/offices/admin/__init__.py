"""Workbenches of offices, people, appointments and days off; for superusers."""

from sop.offices.admin import appointments, calendar, offices, people

__all__ = ["appointments", "calendar", "offices", "people"]
