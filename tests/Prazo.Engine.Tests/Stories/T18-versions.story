# T18: a ticket is pinned to the agreement version in force when it was created, unless a version is published for open tickets too.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T18 a ticket created on the last day of a version keeps it
agreement sla: { version: 1, term: { from: 2026-01-01, to: 2026-03-02 } }
target resolution: { within: 8h }
agreement sla: { version: 2, term: { from: 2026-03-03 } }
target resolution: { within: 4h }
Mon 23:59:59.999 created
as of Tue 10:00
# Monday in São Paulo, by one millisecond: eight hours from Tuesday 9:00.
resolution: active, agreement sla@1, due Tue 17:00
chosen sla@1 from Mon 23:59:59.999: only

story T18 a ticket created at midnight has the new version
same agreement
Tue 00:00 created
as of Tue 10:00
# Four hours from 9:00.
resolution: active, agreement sla@2, due Tue 13:00

story T18 the day of a version is the agreement's local day
same agreement
Tue 02:00Z created
as of Tue 10:00
# 23:00 on Monday in São Paulo, though Tuesday in UTC.
resolution: active, agreement sla@1

story T18 all later cycles use the version of the ticket
agreement sla: { version: 1, term: { from: 2026-01-01, to: 2026-03-02 } }
target update: { within: 8h }
agreement sla: { version: 2, term: { from: 2026-03-03 } }
target update: { within: 1h }
Mon 09:00 created
Mon 10:00 ana replies
Wed 10:00 ana replies
as of Wed 11:30
# The third cycle starts when version 2 has long been in force; it has eight hours all the same.
update#1: met
update#2: met-late, due Mon 18:00, last Tue 09:00, verdict-at Tue 09:00
update#3: active, agreement sla@1, limit 8h, due Wed 18:00, last Thu 09:00

story T18 before the first term there is no agreement
agreement sla: { version: 1, term: { from: 2026-03-03, to: 2026-12-31 } }
target resolution: { within: 8h }
Mon 10:00 created
as of Wed 10:00
# Pinned at creation: none was in force.
no clocks
left sla: outside-term 2026-03-03..2026-12-31

story T18 of two versions in force at once the one that began later stands
agreement sla: { version: 7, term: { from: 2026-01-01 } }
target resolution: { within: 8h }
agreement sla: { version: 2, term: { from: 2026-02-01 } }
target resolution: { within: 4h }
Mon 10:00 created
as of Mon 11:00
# February is later than January, whatever the numbers.
resolution: active, agreement sla@2, due Mon 14:00

story T18 of two versions of one day the higher number stands
agreement sla: { version: 2, term: { from: 2026-02-01 } }
target resolution: { within: 8h }
agreement sla: { version: 1, term: { from: 2026-02-01 } }
target resolution: { within: 4h }
Mon 10:00 created
as of Mon 11:00
# The second version.
resolution: active, agreement sla@2, due Mon 18:00

story T18 published for open tickets too, it takes them over at the beginning of its day
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 8h, on-change: { up: carry, down: keep } }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 6h, on-change: { up: carry, down: keep } }
Mon 14:00 created status=open
as of Mon 23:00
# Still the old one.
resolution: active, agreement sla@1, due Tue 13:00
as of Tue 10:00
# Four hours used on Monday, two of six left from 9:00.
resolution: due-soon, agreement sla@2, due Tue 11:00, original Tue 13:00, shift agreement-change Tue 13:00 -> Tue 11:00 at Tue 00:00
chosen sla@1 from Mon 14:00: only
chosen sla@2 from Tue 00:00: open-tickets-too

story T18 published for open tickets too, more time is down
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 6h, on-change: { up: carry, down: keep } }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 8h, on-change: { up: carry, down: keep } }
Mon 14:00 created status=open
as of Tue 10:00
# Eight hours would be due later than six: down, kept. The clock is the new version's with the old promise.
resolution: due-soon, agreement sla@2, due Tue 11:00, limit 6h, no shift

story T18 a version that changes nothing about a target changes nothing about its clocks
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 8h, on-change: restart }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 8h, on-change: restart }
Mon 14:00 created status=open
as of Tue 10:00
# The same promise on the same calendar: nothing restarts.
resolution: active, agreement sla@2, due Tue 13:00, no shift, worked 5h

story T18 the same length in other words restarts nothing
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 8h, on-change: restart }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 480m, on-change: restart }
Mon 14:00 created status=open
as of Tue 10:00
# Neither up nor down.
resolution: active, agreement sla@2, due Tue 13:00, no shift, worked 5h, limit 480m

story T18 a version for open tickets leaves closed ones alone
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 8h }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 1h }
Mon 14:00 created status=open
Mon 17:00 status=closed
as of Tue 12:00
# Closed with three hours used.
resolution: met, agreement sla@1, limit 8h

story T18 a version for open tickets leaves merged ones alone
same agreement
Mon 14:00 created status=open
Mon 17:00 merged into T-2
as of Tue 12:00
# Its clock was cancelled on Monday.
resolution: cancelled, agreement sla@1, cause merged, link T-2

story T18 a version for open tickets may break what has run too long, at the beginning of its day
same agreement
Mon 14:00 created status=open
as of Tue 12:00
# One hour was used up on Monday at 15:00; promised only from Tuesday 0:00.
resolution: overdue, agreement sla@2, due Mon 15:00, verdict-at Tue 00:00, fact breached Tue 00:00 agreement-change

story T18 a target that the new version no longer has is cancelled, one that it adds begins with the ticket
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 8h }
target workaround: { within: 8h }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 8h }
target update: { within: 16h }
Mon 14:00 created status=open
as of Tue 12:00
# Update counts from creation, 16 hours: four on Monday, nine on Tuesday, three on Wednesday.
resolution: due-soon, due Tue 13:00
workaround: cancelled, cause agreement-changed, stopped Tue 00:00
update: active, started Mon 14:00, due Wed 12:00

story T18 two versions for open tickets follow one another
agreement sla: { version: 1, term: { from: 2026-01-01 } }
target resolution: { within: 32h }
agreement sla: { version: 2, term: { from: 2026-03-03 }, open-tickets: true }
target resolution: { within: 24h }
agreement sla: { version: 3, term: { from: 2026-03-04 }, open-tickets: true }
target resolution: { within: 20h }
Mon 09:00 created status=open
as of Wed 10:00
# Nine hours a day: 32 on Thursday 14:00; 24 on Wednesday 15:00; 20 on Wednesday 11:00.
resolution: due-soon, agreement sla@3, due Wed 11:00, original Thu 14:00,
    shift agreement-change Thu 14:00 -> Wed 15:00 at Tue 00:00, shift agreement-change Wed 15:00 -> Wed 11:00 at Wed 00:00
