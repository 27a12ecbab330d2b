"""Says the hour, every hour."""

import time
from datetime import UTC, datetime

while True:
    print(f"It is {datetime.now(UTC):%H:%M}", flush=True)
    time.sleep(3600)
