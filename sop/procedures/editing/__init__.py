"""A draft edited in the browser (screen S16): the verbs, and the pages that call them."""
