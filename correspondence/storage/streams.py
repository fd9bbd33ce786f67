"""The streams of events that are of no case: a Hub's own, a service area's, and that of all areas."""

_OF_HUB = "hub:"
"""What the name of a Hub's own stream of events begins with. No case number has a colon."""


def stream_of(hub: str) -> str:
    """Where the register keeps what is a Hub's own and no case's: its courts' lists. It stands for a case number."""
    return f"{_OF_HUB}{hub}"


def is_stream(case_number: str) -> bool:
    """Whether that is a stream of events of no case: a Hub's own, a service area's, or that of all areas."""
    return ":" in case_number


def is_of_hub(case_number: str) -> bool:
    """Whether that is a Hub's own stream."""
    return case_number.startswith(_OF_HUB)
