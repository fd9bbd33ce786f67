"""The Prioritisation Protocol as pure functions: no framework, no clock, no file, no log.

From the bottom up: `words` and `record`, `fields` and names; `case`, what an event says of one; `days`; `events`, one
module each; `history`, how a case stands by them and who may know what; `lists`; `owed`, to whom and by when; `intake`,
whether an event is taken; `areas`, the same for service areas.
"""
