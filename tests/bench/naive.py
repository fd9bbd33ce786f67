"""WeasyPrint used as its manual shows, in a process that has loaded nothing of ours: `python tests/bench/naive.py`.

Each line it reads is a whole HTML document, as JSON; for each it answers the seconds that the PDF took.
"""

import json
import os
import sys
from time import process_time

import weasyprint

if __name__ == "__main__":
    for line in sys.stdin:
        html = json.loads(line)
        start = process_time()
        weasyprint.HTML(string=html, base_url=os.environ["BASE_URL"]).write_pdf(pdf_variant="pdf/ua-1")
        print(process_time() - start, flush=True)
