"""A craft that leaves a thread behind when it is loaded."""

import time
from threading import Thread

Thread(target=time.sleep, args=(600,), daemon=True).start()
