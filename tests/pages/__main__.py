"""`make pages`: writes each page that is not what the code gives now, and names it."""

from . import ROOT, out_of_date

for name, text in out_of_date().items():
    (ROOT / name).write_text(text, "utf-8")
    print(f"written: {name}")
