"""Every kind of letter, one declaration each.

`families/`, `court/`, `boards/`, `notifications/` and `file/` hold kinds and nothing else, and no kind knows another.
`facts/` is what several of them say, `occasions/` what a letter is written on, `composing/` how a kind becomes letters,
`after_event/` what an event does to letters. `registry.py` names every kind.
"""
