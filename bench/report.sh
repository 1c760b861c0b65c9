#!/usr/bin/env bash
# Times `prazo report` on a generated CSV of a million tickets against sqlite3's own import of the same file, in turn, as whole processes.
#   bench/report.sh [--write]     needs sqlite3 and GNU time; writes bench/results/report.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tickets=${TICKETS:-1000000}
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v n="$tickets" 'BEGIN {
  srand(7); split("critical high normal low", p, " "); split("email chat phone portal", c, " "); split("sudeste norte nordeste", g, " ");
  print "id,created,first_response,resolved,priority,channel,team,agent,region";
  for (i = 0; i < n; i++) {
    a = 1767236400 + int(rand() * 17280000); b = a + 60 + int(rand() * 20000); d = b + 600 + int(rand() * 400000);
    f = "%Y-%m-%d %H:%M:%S";
    printf "T%d,%s,%s,%s,%s,%s,n%d,agent%d,%s\n", i, strftime(f, a, 1), strftime(f, b, 1), strftime(f, d, 1), p[1 + int(rand() * 4)], c[1 + int(rand() * 4)], 1 + int(rand() * 5), 1 + int(rand() * 40), g[1 + int(rand() * 3)];
  }
}' >"$work/tickets.csv"
cat >"$work/map.yaml" <<'MAP'
prazo-map: 1
rows: ticket
zone: America/Sao_Paulo
dates: ["yyyy-MM-dd HH:mm:ss"]
columns: { id: id, created: created, first-response: first_response, resolved: resolved, priority: priority, channel: channel, team: team, agent: agent, region: region }
MAP
cat >"$work/sla.yaml" <<'SLA'
prazo: 1
agreement: bench
zone: America/Sao_Paulo
calendars:
  comercial: { weekly: { mon-fri: "08:00-12:00, 13:00-18:00" }, holidays: [br] }
targets:
  first-response: { by: priority, within: { critical: 15m, high: 1h, else: 4h }, calendar: comercial }
  resolution: { by: priority, within: { critical: 4h, high: 8h, else: 24h }, calendar: comercial }
objectives:
  - { id: answers, target: first-response, at-least: 95%, per: month }
SLA

dotnet build "$here/src/Prazo.Cli/Prazo.Cli.csproj" -c Release -nologo -v q -clp:ErrorsOnly -p:RunAnalyzers=false
prazo="$here/src/Prazo.Cli/bin/Release/net10.0/prazo"
timed() { local out=$1; shift; /usr/bin/time -a -o "$out" -f "%e %M" "$@" >/dev/null; }
for ((i = 0; i < runs; i++)); do
  timed "$work/prazo.times" "$prazo" report "$work/tickets.csv" --map "$work/map.yaml" --agreement "$work/sla.yaml" --as-of 2026-12-01 --quiet
  rm -f "$work/db"
  timed "$work/sqlite.times" sqlite3 "$work/db" '.mode csv' ".import $work/tickets.csv tickets"
done
median() { sort -n "$1" | awk '{ t[NR] = $1; if ($2 > m) m = $2 } END { printf "%.2f %d", t[int((NR + 1) / 2)], m / 1024 }'; }
read -r ours oursMb <<<"$(median "$work/prazo.times")"
read -r theirs theirsMb <<<"$(median "$work/sqlite.times")"
text=$(cat <<RESULT
# report: a million-ticket CSV against sqlite3's import of the same file

Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc) logical cores.

Command: \`bench/report.sh --write\`; $(date -u +%F), $tickets tickets, $(du -m "$work/tickets.csv" | cut -f1) MB, medians of $runs runs in turn, whole processes.

| | wall s | peak MB | ratio (aim ≤ 1) |
|---|---|---|---|
| \`prazo report\`: read, replay, two targets, an objective per month | $ours | $oursMb | $(awk "BEGIN { printf \"%.2f\", $ours / $theirs }") |
| \`sqlite3 .import\` | $theirs | $theirsMb | 1 |
RESULT
)
echo "$text"
if [ "${1:-}" = "--write" ]; then echo "$text" >"$here/bench/results/report.md"; fi
