#!/usr/bin/env bash
# Loads the published server on SQLite and on PostgreSQL: durable events a second, detection lag, a burst of deadlines, the queue, memory.
#   bench/server.sh [--write]     needs PostgreSQL's server programs; TICKETS=1000000; FILLED=FILE keeps the filled file for the next run; writes bench/results/server.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$here/publish" >&2
dotnet run -c Release --project "$here/bench/Prazo.Bench.Server" -- "$here/artifacts/prazo" "$@"
