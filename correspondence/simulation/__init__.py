"""A service area's time, lived through the real service from a seed, and the laws that it is held to every day.

`seen` is what a law is shown; `laws` know nothing else of this service.
"""
