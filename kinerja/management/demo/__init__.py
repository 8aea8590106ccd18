"""The demo: invented people, indicators and three years of work in the five offices, walked through `act()`."""
