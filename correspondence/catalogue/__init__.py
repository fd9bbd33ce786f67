"""Every kind of letter, one declaration each.

`families/`, `court/`, `boards/`, `notifications/` and `file/` hold kinds and nothing else, and no kind knows another.
`facts/` is what several of them say, `occasions/` what a letter is written on, `composing.py` makes a kind a letter,
`reconcile.py` and `reconcile_area.py` say what an event does to letters. `registry.py` names every kind.
"""
