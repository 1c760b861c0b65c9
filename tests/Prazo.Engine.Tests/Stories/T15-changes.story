# T15: changes of priority and other fields keep, restart, carry or recount; breaches by a change are dated at the change; every shift has its cause.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02. Priorities are ordered critical, high, normal, low.

story T15 up carries: what was used stays used
target resolution: { by: priority, within: { critical: 1h, high: 2h, normal: 8h, low: 16h }, on-change: { up: carry, down: keep } }
Mon 10:00 created priority=normal
Mon 11:00 priority=high
as of Mon 11:30
# One of two hours was used at 11:00; the other ends at 12:00.
resolution: active, due Mon 12:00, original Mon 18:00, worked 1h30m, remaining 30m, used 75%, by high, limit 2h, shift priority-change Mon 18:00 -> Mon 12:00 at Mon 11:00

story T15 down keeps: nothing changes, not even the name of the promise
same agreement
Mon 10:00 created priority=high
Mon 11:00 priority=low
as of Mon 11:30
# Two hours from 10:00 as before.
resolution: active, due Mon 12:00, no shift, limit 2h, by high

story T15 a kept promise is what the next change is held against
same agreement
Mon 10:00 created priority=high
Mon 10:30 priority=low
Mon 11:00 priority=normal
as of Mon 11:15
# The clock still promises what high promised; normal is below that: kept again.
resolution: active, due Mon 12:00, no shift, limit 2h
Mon 11:20 priority=critical
as of Mon 11:20
# Critical is above: one hour, used up since 11:00; the breach is the change's and dated there.
resolution: overdue, due Mon 11:00, verdict-at Mon 11:20, fact breached Mon 11:20 priority-change

story T15 down restarts: what was used is forgotten
target resolution: { by: priority, within: { critical: 1h, high: 2h, normal: 8h, low: 16h }, on-change: { up: keep, down: restart } }
Mon 10:00 created priority=high
Mon 11:00 priority=low
as of Mon 12:00
# 16 hours from Monday 11:00: seven on Monday, nine fill Tuesday: due at closing, last on Wednesday 9:00.
resolution: active, due Tue 18:00, last Wed 09:00, original Mon 12:00, started Mon 10:00, worked 1h, used 6.25%,
    shift priority-change Mon 12:00 -> Tue 18:00 at Mon 11:00, piece closed Mon 10:00 .. Mon 11:00 office, piece running Mon 11:00 .. Mon 12:00 office

story T15 up keeps while down would restart
same agreement
Mon 10:00 created priority=normal
Mon 11:00 priority=critical
as of Mon 12:30
# Eight hours from 10:00.
resolution: active, due Mon 18:00, limit 8h, no shift

story T15 carry takes the new calendar from the change on
target resolution: { by: priority, within: { critical: 10h, else: 8h }, calendar: { critical: 24x7, else: office }, on-change: carry }
Mon 16:00 created priority=normal
Mon 20:00 priority=critical
as of Mon 21:00
# Two office hours, then day and night: eight left from 20:00 end at 4:00.
resolution: active, due Tue 04:00, original Tue 15:00, worked 3h, elapsed 5h, calendar 24x7, piece running Mon 16:00 .. Mon 20:00 office, piece running Mon 20:00 .. Mon 21:00 24x7

story T15 retroactive recounts from the start on the new terms
target resolution: { by: priority, within: { critical: 10h, else: 8h }, calendar: { critical: 24x7, else: office }, on-change: retroactive }
Mon 16:00 created priority=normal
Mon 20:00 priority=critical
as of Mon 21:00
# Ten hours day and night from 16:00.
resolution: active, due Tue 02:00, original Tue 15:00, worked 5h, elapsed 5h, piece running Mon 16:00 .. Mon 21:00 24x7

story T15 restart counts the new promise from the change
target resolution: { by: priority, within: { critical: 10h, else: 8h }, calendar: { critical: 24x7, else: office }, on-change: restart }
Mon 16:00 created priority=normal
Mon 20:00 priority=critical
as of Mon 21:00
# Ten hours from 20:00.
resolution: active, due Tue 06:00, worked 1h, elapsed 1h

story T15 keep keeps limit and calendar
target resolution: { by: priority, within: { critical: 10h, else: 8h }, calendar: { critical: 24x7, else: office }, on-change: keep }
Mon 16:00 created priority=normal
Mon 20:00 priority=critical
as of Mon 21:00
# Two hours on Monday, six on Tuesday from 9:00.
resolution: active, due Tue 15:00, worked 2h, elapsed 5h, calendar office

story T15 down carries from day and night to office hours
target resolution: { by: priority, within: { critical: 10h, else: 8h }, calendar: { critical: 24x7, else: office }, on-change: carry }
Mon 16:00 created priority=critical
Mon 20:00 priority=low
as of Tue 10:00
# Four hours used by 20:00; four left from Tuesday 9:00.
resolution: active, due Tue 13:00, original Tue 02:00, worked 5h

story T15 a change outside hours moves the due at once
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 17:00 created priority=normal
Mon 22:00 priority=high
as of Mon 23:00
# One hour used; the other is Tuesday 9–10.
resolution: active, due Tue 10:00, original Tue 16:00, shift priority-change Tue 16:00 -> Tue 10:00 at Mon 22:00

story T15 two changes on one instant are two shifts in the source's order
same agreement
Mon 10:00 created priority=normal
Mon 11:00 priority=high [sequence 1]
Mon 11:00 priority=normal [sequence 2]
as of Mon 12:00
# Down and up again: nothing is left of it but the record.
resolution: active, due Mon 18:00, shift priority-change Mon 18:00 -> Mon 12:00 at Mon 11:00, shift priority-change Mon 12:00 -> Mon 18:00 at Mon 11:00

story T15 a restart and a carry on one instant carry nothing over
target resolution: { by: priority, within: { high: 2h, normal: 8h }, on-change: { up: restart, down: carry } }
Mon 10:00 created priority=normal
Mon 11:00 priority=high [sequence 1]
Mon 11:00 priority=normal [sequence 2]
as of Mon 12:00
# Restarted at 11:00 with nothing used, then eight hours from there: seven on Monday, one on Tuesday.
resolution: active, due Tue 10:00, worked 1h

story T15 a change on the instant of creation is no shift of a counted promise
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 10:00 created priority=normal
Mon 10:00 priority=high
as of Mon 11:00
# Two hours from 10:00.
resolution: active, due Mon 12:00, original Mon 18:00, worked 1h

story T15 a change during a pause counts when the pause ends, and both shifts are told
target resolution: { by: priority, within: { high: 2h, normal: 8h }, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open priority=normal
Mon 11:00 status=waiting-customer
Mon 12:00 priority=high
as of Mon 13:00
# One hour used of now two.
resolution: paused, due none, remaining 1h, limit 2h
Mon 14:00 status=open
as of Mon 14:30
# High would have been due at 12:00 but for the pause of three hours.
resolution: active, due Mon 15:00, original Mon 18:00, shift priority-change Mon 18:00 -> Mon 12:00 at Mon 12:00, shift pause Mon 12:00 -> Mon 15:00 at Mon 14:00

story T15 a restart during a pause starts with the end of the pause
target resolution: { by: priority, within: { high: 2h, normal: 8h }, on-change: restart, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open priority=normal
Mon 11:00 status=waiting-customer
Mon 12:00 priority=high
Mon 14:00 status=open
as of Mon 15:00
# Nothing counts before 14:00.
resolution: active, due Mon 16:00, worked 1h, shift priority-change Mon 18:00 -> Mon 14:00 at Mon 12:00, shift pause Mon 14:00 -> Mon 16:00 at Mon 14:00

story T15 retroactive leaves the pauses where they were
target resolution: { by: priority, within: { high: 6h, normal: 8h }, calendar: { high: lunch, normal: office }, on-change: retroactive, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open priority=normal
Mon 11:00 status=waiting-customer
Mon 14:00 status=open
Mon 15:00 priority=high
as of Mon 16:00
# On lunch: 10–11, then 14–18 four more, the sixth on Tuesday from 8:00.
resolution: active, due Tue 09:00, worked 3h, paused customer 3h

story T15 a breach that exists only because of the change is dated at the change
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 10:00 created priority=normal
Mon 12:00:00.001 priority=high
as of Mon 12:00:00.001
# High was used up at 12:00, one millisecond before.
resolution: overdue, due Mon 12:00, verdict-at Mon 12:00:00.001, fact breached Mon 12:00:00.001 priority-change

story T15 a change exactly when the new promise is used up breaks from the next millisecond on
same agreement
Mon 10:00 created priority=normal
Mon 12:00 priority=high
as of Mon 12:00
# Last is 12:00: still in time.
resolution: due-soon, last Mon 12:00, verdict open
as of Mon 12:00:00.001
resolution: overdue, verdict-at Mon 12:00

story T15 a change during a pause breaks nothing before the pause ends
target resolution: { by: priority, within: { high: 2h, normal: 8h }, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open priority=normal
Mon 13:00 status=waiting-customer
Mon 14:00 priority=high
as of Mon 15:00
# Three hours used of two, but it is paused.
resolution: paused, verdict open, remaining -1h
Mon 16:00 status=open
as of Mon 16:00
resolution: overdue, verdict-at Mon 16:00, fact breached Mon 16:00 changed-while-paused

story T15 T4 a fired breach is not healed by more time
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 10:00 created priority=high status=open
Mon 13:00 priority=normal
as of Mon 14:00
# Broken at 12:00; normal would have been due at 18:00.
resolution: overdue, due Mon 18:00, verdict-at Mon 12:00, verdict broken
Mon 15:00 status=resolved
as of Mon 16:00
resolution: met-late, verdict-at Mon 12:00, stopped Mon 15:00

story T15 T4 where a change heals the breach is withdrawn, not erased
target resolution: { by: priority, within: { high: 2h, normal: 8h }, heals: true }
Mon 10:00 created priority=high status=open
Mon 13:00 priority=normal
as of Mon 14:00
# Broken at 12:00, withdrawn at 13:00: both stay on record.
resolution: active, due Mon 18:00, verdict open, verdict-at none, facts started breached shifted withdrawn, fact breached Mon 12:00, fact withdrawn Mon 13:00 priority-change
Mon 15:00 status=resolved
as of Mon 16:00
resolution: met, verdict-at Mon 15:00

story T15 a change that gives too little more heals nothing
target resolution: { by: priority, within: { critical: 1h, high: 2h }, heals: true }
Mon 10:00 created priority=critical
Mon 13:00 priority=high
as of Mon 14:00
# High ended at 12:00, before the change.
resolution: overdue, due Mon 12:00, verdict-at Mon 11:00

story T15 carry from working time to time on the clock keeps the time on the clock
target resolution: { by: priority, within: { high: 24h clock, normal: 16h }, calendar: office }
Mon 10:00 created priority=normal
Tue 08:00 priority=high
as of Tue 09:00
# By the clock 22 hours were used on Tuesday 8:00.
resolution: due-soon, due Tue 10:00, original Tue 17:00, remaining 1h, elapsed 23h, worked 8h

story T15 carry from time on the clock to working time keeps the working time
same agreement
Mon 10:00 created priority=high
Tue 08:00 priority=normal
as of Tue 09:00
# Eight working hours on Monday; eight left from 9:00.
resolution: active, due Tue 17:00, original Tue 10:00, remaining 8h

story T15 carry between business days counts them from the start
target resolution: { by: priority, within: { high: 1 business day by 16:00, normal: 3 business days by 16:00 } }
Mon 10:00 created priority=normal
Tue 11:00 priority=high
as of Tue 12:00
# The business day after Monday is Tuesday.
resolution: active, due Tue 16:00, original Thu 16:00

story T15 restart between business days counts them from the change
target resolution: { by: priority, within: { high: 1 business day by 16:00, normal: 3 business days by 16:00 }, on-change: restart }
Mon 10:00 created priority=normal
Tue 11:00 priority=high
as of Tue 12:00
# The business day after Tuesday is Wednesday.
resolution: active, due Wed 16:00, original Thu 16:00

story T15 a value outside the declared order counts as up
target resolution: { by: priority, within: { normal: 8h, else: 4h }, on-change: { up: restart, down: keep } }
Mon 10:00 created priority=normal
Mon 11:00 priority=vip
as of Mon 12:00
# No order says where vip stands: as up, four hours from 11:00.
resolution: active, due Mon 15:00, by vip, worked 1h

story T15 values are compared ignoring case, for up and down too
target resolution: { by: priority, within: { high: 2h, normal: 8h, low: 16h }, on-change: { up: restart, down: keep } }
Mon 10:00 created priority=HIGH
as of Mon 10:30
# HIGH is high: two hours.
resolution: active, due Mon 12:00, limit 2h
Mon 11:00 priority=Low
as of Mon 11:30
# Down: kept.
resolution: active, due Mon 12:00, limit 2h
Mon 11:40 priority=high
as of Mon 11:45
resolution: due-soon, due Mon 12:00, no shift

story T15 another field than the one that chooses changes nothing
target resolution: { by: priority, within: { high: 2h, normal: 8h }, on-change: restart }
Mon 10:00 created priority=high
Mon 11:00 severity=low channel=phone
as of Mon 11:30
# Two hours from 10:00.
resolution: active, due Mon 12:00, no shift, worked 1h30m

story T15 the same value again changes nothing
same agreement
Mon 10:00 created priority=high
Mon 11:00 priority=high
as of Mon 11:30
# No restart: it was high before.
resolution: active, due Mon 12:00, no shift, worked 1h30m

story T15 another value with the same promise changes nothing
target resolution: { by: priority, within: { high: 2h, else: 8h }, on-change: restart }
Mon 10:00 created priority=normal
Mon 11:00 priority=low
as of Mon 11:30
# Both have eight hours.
resolution: active, due Mon 18:00, no shift, worked 1h30m

story T15 a promise that is kept holds for its cycle; the next cycle takes the new terms
target next-response: { by: priority, within: { high: 1h, normal: 4h }, on-change: keep }
Mon 09:00 created priority=normal
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 10:30 priority=high
Mon 13:00 ana replies
Mon 14:00 customer writes
as of Mon 14:15
# The first cycle has four hours until 14:00, the second one hour until 15:00.
next-response#1: met, due Mon 14:00, limit 4h, worked 3h
next-response#2: active, due Mon 15:00, limit 1h

story T15 a promise that comes with a later value counts from the start
target resolution: { by: priority, within: { high: 2h } }
Mon 10:00 created
as of Mon 10:30
# No value, no promise.
no clocks
left sla/resolution: no-value priority =
Mon 11:00 priority=high
as of Mon 11:30
resolution: active, started Mon 10:00, due Mon 12:00, worked 1h30m

story T15 a promise that comes too late breaks no earlier than it came
same agreement
Mon 10:00 created
Mon 15:00 priority=high
as of Mon 15:00
# Due at 12:00 from the start; promised only from 15:00.
resolution: overdue, due Mon 12:00, verdict-at Mon 15:00

story T15 a promise whose value goes away is one no longer
same agreement
Mon 10:00 created priority=high
Mon 11:00 priority=
as of Mon 15:00
# Nothing was broken at 11:00, and nothing is promised since.
no clocks
left sla/resolution: no-value priority =

story T15 T4 a fired breach does not go away with the value that promised it
same agreement
Mon 10:00 created priority=high status=open
Mon 13:00 priority=
as of Mon 15:00
# Broken at 12:00.
resolution: overdue, due Mon 12:00, verdict-at Mon 12:00, limit 2h
Mon 16:00 status=resolved
as of Mon 17:00
resolution: met-late, verdict-at Mon 12:00, stopped Mon 16:00

story T15 a promised instant in a field moves with the field, and the cause is told
target resolution: { within: until field target, calendar: office }
Mon 10:00 created target=2026-03-04T15:00:00Z
Tue 10:00 target=2026-03-06T15:00:00Z
as of Tue 12:00
# Wednesday 12:00, then Friday 12:00 in São Paulo.
resolution: active, due Fri 12:00, original Wed 12:00, shift target-change Wed 12:00 -> Fri 12:00 at Tue 10:00

story T15 a promised instant that is set later counts from then, one that is cleared no longer
same agreement
Mon 10:00 created
as of Mon 11:00
# An empty field: not applicable.
resolution: not-applicable, due none, cause field-empty
Tue 10:00 target=2026-03-04T15:00:00Z
as of Tue 12:00
resolution: active, due Wed 12:00, original none
Tue 14:00 target=
as of Fri 12:00
resolution: not-applicable, due none, cause field-empty

story T15 T4 a promised instant that has passed unkept stays broken when its field is cleared
same agreement
Mon 10:00 created target=2026-03-03T15:00:00Z
Wed 10:00 target=
as of Wed 12:00
# Tuesday 12:00 had passed.
resolution: overdue, verdict-at Tue 12:00, due Tue 12:00

story T15 a date in a field that is no instant promises nothing
same agreement
Mon 10:00 created target=soon
as of Mon 11:00
# Not RFC 3339: as empty.
resolution: not-applicable, cause field-empty
