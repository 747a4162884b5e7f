"""SecantusDB in a folder, for tests: prints its URL, and ends when its standard input closes.

python3 serve_secantusdb.py FOLDER [PORT]
"""

import sys

from secantus import SecantusDBServer

folder, port = sys.argv[1], int((sys.argv + ["0"])[2])
with SecantusDBServer(storage_path=folder, port=port, sync_on_commit=True, ttl_sweep_seconds=1) as server:
    print(server.uri, flush=True)
    sys.stdin.read()
