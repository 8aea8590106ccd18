"""The base of every refusal, in both apps."""


class RuleError(Exception):
    """A rule of the SOP or of the house was broken.

    `code` is for machines, `http_status` for the web (403 wrong person, 409 wrong moment, 422 wrong content),
    the message a sentence in Indonesian that says what happened and what to do next.
    """

    code = "rule"
    http_status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
