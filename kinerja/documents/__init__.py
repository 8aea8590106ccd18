"""Bytes out of frozen data, and workbooks read back."""

import os

# pyHanko brings lxml; openpyxl would then read workbooks with it instead of with defusedxml.
os.environ.setdefault("OPENPYXL_LXML", "False")
