"""What a block of a template sets is gone in the next block; Django says nothing and writes an empty address."""

import re

from tests.house.sources import ROOT
