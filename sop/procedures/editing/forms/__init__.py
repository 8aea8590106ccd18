"""Forms of the editor: wording and widgets; the rules are in the verbs."""
