"""What was approved leaves the house: by which channel, when, and what came back.

A document is claimed before it leaves and noted once it has (`storage.deliveries`), so that none leaves twice and none
is lost; where nobody can tell whether it left, a person is asked, sooner than to send it again.
"""
