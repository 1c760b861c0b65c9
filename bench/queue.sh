#!/usr/bin/env bash
# The first byte of the queue's page at 100,000 open tickets, on SQLite and on PostgreSQL.
#   bench/queue.sh [--write]     needs PostgreSQL's server programs; TICKETS=100000; FILLED=FILE keeps the filled file for the next run; writes bench/results/queue.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$here/publish" >&2
dotnet run -c Release --project "$here/bench/Prazo.Bench.Server" -- "$here/artifacts/prazo" --queue "$@"
