"""The account of a person: second factors, devices, and the page of his own data."""
