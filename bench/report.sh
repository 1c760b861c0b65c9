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

# What users get: the file of ./publish, and beside it the build that ./run starts, which compiles as it goes.
"$here/publish" >/dev/null
"$here/run" -- --version >/dev/null
load=$(cut -d" " -f1 /proc/loadavg)
timed() { local out=$1; shift; /usr/bin/time -a -o "$work/$out" -f "%e %M" "$@" >/dev/null; }
report() {
  local out=$1 prazo=$2; shift 2
  timed "$out" "$prazo" report "$work/tickets.csv" --map "$work/map.yaml" --agreement "$work/sla.yaml" --as-of 2026-12-01 --quiet "$@"
}
for ((i = 0; i < runs; i++)); do
  rm -f "$work/db"
  timed sqlite sqlite3 "$work/db" '.mode csv' ".import $work/tickets.csv tickets"
  report plain "$here/artifacts/prazo"
  report region "$here/artifacts/prazo" --by region
  report agent "$here/artifacts/prazo" --by agent
  report both "$here/artifacts/prazo" --by agent,team --per month
  report run "$here/src/Prazo.Cli/bin/Release/net10.0/prazo"
done
theirs=$(sort -n "$work/sqlite" | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }')
row() {
  sort -n "$work/$2" | awk -v name="$1" -v theirs="$theirs" '{ t[NR] = $1; if ($2 > m) m = $2 }
    END { median = t[int((NR + 1) / 2)]; printf "| %s | %.2f | %d | %.2f |\n", name, median, m / 1024, median / theirs }'
}
text=$(cat <<RESULT
# report: a million-ticket CSV against sqlite3's import of the same file

Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc) logical cores.

Command: \`bench/report.sh --write\`; $(date -u +%F), $tickets tickets, $(du -m "$work/tickets.csv" | cut -f1) MB, medians of $runs runs in turn at a load of $load before them, whole processes of the file that \`./publish\` makes. Reading, replay, two targets, an objective per month.

| | wall s | peak MB | ratio (aim ≤ 1) |
|---|---|---|---|
$(row "\`prazo report\`" plain)
$(row "… \`--by region\`" region)
$(row "… \`--by agent\`" agent)
$(row "… \`--by agent,team --per month\`" both)
$(row "\`prazo report\` as \`./run\` builds it" run)
$(row "\`sqlite3 .import\`" sqlite)
RESULT
)
echo "$text"
if [ "${1:-}" = "--write" ]; then echo "$text" >"$here/bench/results/report.md"; fi
