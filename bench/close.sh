#!/usr/bin/env bash
# How long a month of 100,000 tickets takes to close and its bundle to verify, beside reading its events, on SQLite and on PostgreSQL.
#   bench/close.sh [--write]     needs PostgreSQL's server programs; TICKETS=100000; FILLED=FILE keeps the filled file for the next run; writes bench/results/close.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$here/publish" >&2
dotnet run -c Release --project "$here/bench/Prazo.Bench.Server" -- "$here/artifacts/prazo" --close "$@"
