# T16: reopened tickets: closed time counts, or does not, or a new cycle begins, or nothing at all; perhaps only within a time.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T16 count: as if it had never been closed
target resolution: { within: 4h, reopen: count }
Mon 10:00 created status=open
Mon 12:00 status=resolved
as of Mon 13:00
# Two hours.
resolution: met, worked 2h, verdict-at Mon 12:00
Mon 13:30 status=open
as of Mon 13:45
# 10:00 to 13:45 all count; due as first promised.
resolution: due-soon, verdict open, verdict-at none, stopped none, due Mon 14:00, worked 3h45m, no shift, facts started met withdrawn reopened, fact withdrawn Mon 13:30 reopened

story T16 count: closed beyond the promise, the breach is the reopening's
same agreement
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 15:00 status=open
as of Tue 15:00
# Counting through, 14:00 on Monday has passed; nobody could have known before 15:00 on Tuesday.
resolution: overdue, due Mon 14:00, verdict-at Tue 15:00, fact breached Tue 15:00 reopen

story T16 count: reopened exactly at last it is still in time
same agreement
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon 14:00 status=open
as of Mon 14:00
# Four hours, not one millisecond more.
resolution: due-soon, remaining 0m, verdict open
as of Mon 14:00:00.001
resolution: overdue, verdict-at Mon 14:00

story T16 resume: the closed time does not count
target resolution: { within: 4h, reopen: resume }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 15:00 status=open
as of Tue 16:00
# Two of four hours were left.
resolution: active, due Tue 17:00, original Mon 14:00, worked 3h, elapsed 3h, shift reopen Mon 14:00 -> Tue 17:00 at Tue 15:00,
    piece running Mon 10:00 .. Mon 12:00 office, piece closed Mon 12:00 .. Tue 15:00 office, piece running Tue 15:00 .. Tue 16:00 office

story T16 resume is what happens when nothing is said
target resolution: { within: 4h }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 15:00 status=open
as of Tue 16:00
# As above.
resolution: active, due Tue 17:00

story T16 resume: closed and reopened outside hours
target resolution: { within: 4h, reopen: resume }
Mon 16:00 created status=open
Mon 17:30 status=resolved
Tue 08:00 status=open
as of Tue 10:00
# 1.5 hours used, 2.5 left from 9:00. By the clock 1.5 and 2.
resolution: active, due Tue 11:30, worked 2h30m, elapsed 3h30m

story T16 resume twice: both closed times are left out
same agreement
Mon 09:00 created status=open
Mon 10:00 status=resolved
Mon 11:00 status=open
Mon 12:00 status=closed
Mon 14:00 status=open
as of Mon 15:30
# 9–10, 11–12 and 14–15:30: due after half an hour more.
resolution: due-soon, due Mon 16:00, worked 3h30m, facts started met withdrawn reopened shifted met withdrawn reopened shifted

story T16 resume of time on the clock
target resolution: { within: 24h clock, calendar: office, reopen: resume }
Mon 10:00 created status=open
Mon 16:00 status=resolved
Fri 16:00 status=open
as of Fri 20:00
# Six hours used; eighteen from Friday 16:00.
resolution: active, due Sat 10:00, elapsed 10h

story T16 resume of business days adds the closed working time
target resolution: { within: 2 business days by 16:00, reopen: resume }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 15:00 status=open
as of Tue 16:00
# Wednesday 16:00, and 12–18 and 9–15, twelve working hours: two until Wednesday 18:00, nine on Thursday, one on Friday: 10:00, then the next 16:00.
resolution: active, due Fri 16:00, original Wed 16:00

story T16 resume of calendar days adds the closed time by the clock
target resolution: { within: 3 calendar days, calendar: office, reopen: resume }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 18:00 status=open
as of Tue 20:00
# Thursday 10:00 and 30 hours.
resolution: active, due Fri 16:00, original Thu 10:00

story T16 new-cycle: the first keeps its verdict, the second its own promise
target resolution: { within: 4h, reopen: new-cycle }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon 15:00 status=open
as of Mon 17:00
# Four hours from 15:00: three on Monday, one on Tuesday.
resolution#1: met, worked 2h, verdict-at Mon 12:00, due Mon 14:00
resolution#2: active, started Mon 15:00, due Tue 10:00, worked 2h
Tue 12:00 status=resolved
as of Tue 13:00
resolution#1: met
resolution#2: met-late, verdict-at Tue 10:00

story T16 final: solved once is solved
target resolution: { within: 4h, reopen: final }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon 13:00 status=open
Fri 13:00 status=resolved
as of Fri 14:00
# Only the first end counts.
resolution: met, stopped Mon 12:00, worked 2h, facts started met

story T16 a breach stays when the ticket is reopened
target resolution: { within: 4h, reopen: resume }
Mon 10:00 created status=open
Mon 16:00 status=resolved
as of Mon 16:30
# Broken at 14:00, solved at 16:00.
resolution: met-late, verdict-at Mon 14:00
Tue 10:00 status=open
as of Tue 12:00
# Open again, and still broken at 14:00.
resolution: overdue, verdict broken, verdict-at Mon 14:00, stopped none, worked 8h
Tue 13:00 status=resolved
as of Tue 14:00
resolution: met-late, verdict-at Mon 14:00, stopped Tue 13:00, worked 9h

story T16 within a week by the calendar: the last instant counts
target resolution: { within: 4h, reopen: resume within 7 calendar days }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon+1 12:00 status=open
as of Mon+1 12:30
# Seven calendar days after Monday 12:00.
resolution: active, worked 2h30m

story T16 within a week by the calendar: one millisecond later does not
same agreement
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon+1 12:00:00.001 status=open
as of Mon+1 12:30
# Too late: solved is solved.
resolution: met, stopped Mon 12:00

story T16 the time to reopen counts from the latest end
same agreement
Mon 10:00 created status=open
Mon 12:00 status=resolved
Thu 09:00 status=open
Thu 10:00 status=resolved
Wed+1 09:00 status=open
as of Wed+1 10:00
# Nine days after the first end, six after the second: used 2 hours, 1, and 1.
resolution: due-soon, worked 4h, due Wed+1 10:00

story T16 within working time: the night between due and last is in time
target resolution: { within: 4h, reopen: resume within 2h }
Mon 10:00 created status=open
Mon 16:00 status=resolved
Tue 09:00 status=open
as of Tue 10:00
# Two working hours from 16:00 fill the day: until 9:00 on Tuesday (T6). It was late already.
resolution: overdue, verdict-at Mon 14:00, worked 7h

story T16 within working time: after the opening it is too late
same agreement
Mon 10:00 created status=open
Mon 16:00 status=resolved
Tue 09:00:00.001 status=open
as of Tue 10:00
# One working millisecond more than two hours.
resolution: met-late, stopped Mon 16:00

story T16 within working time that spans the night
same agreement
Mon 10:00 created status=open
Mon 11:00 status=resolved
Mon 13:00 status=open
Mon 17:00 status=resolved
Tue 10:00 status=open
as of Tue 10:00
# Two hours to 13:00, the very end. Then one hour on Monday, one on Tuesday: 10:00. Used: one hour and four: broken at 16:00.
resolution: overdue, verdict-at Mon 16:00, worked 5h

story T16 within time on the clock
target resolution: { within: 4h, reopen: resume within 24h clock }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 12:00 status=open
Tue 12:30 status=resolved
Wed 12:30:00.001 status=open
as of Wed 13:00
# 24 hours once, and a millisecond more the second time.
resolution: met, stopped Tue 12:30, worked 2h30m

story T16 within business days by an hour: the hour itself is in time
target resolution: { within: 4h, reopen: resume within 2 business days by 16:00 }
Thu 10:00 created status=open
Thu 12:00 status=resolved
Mon+1 16:00 status=open
as of Mon+1 16:30
# Friday is one, Monday is two.
resolution: active, worked 2h30m

story T16 within business days by an hour: after the hour is too late
same agreement
Thu 10:00 created status=open
Thu 12:00 status=resolved
Mon+1 16:00:00.001 status=open
as of Mon+1 16:30
# Last is due for promises by date.
resolution: met, worked 2h

story T16 within calendar days by end of day
target resolution: { within: 4h, reopen: resume within 3 calendar days by end of day }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Thu 23:59:59.999 status=open
as of Fri 09:30
# The last millisecond of Thursday.
resolution: active, worked 2h30m

story T16 within calendar days by end of day: midnight is another day
same agreement
Mon 10:00 created status=open
Mon 12:00 status=resolved
Fri 00:00 status=open
as of Fri 09:30
# Friday.
resolution: met

story T16 within a month that is too short
week 2026-01-26
target resolution: { within: 4h, calendar: 24x7, reopen: resume within 1 month }
Sat 10:00 created status=open
Sat 12:00 status=resolved
2026-02-28 12:00 status=open
as of 2026-02-28 13:00
# January 31 and a month is February 28, at the same time.
resolution: active, worked 3h

story T16 within a month that is too short: one millisecond later does not
same agreement
Sat 10:00 created status=open
Sat 12:00 status=resolved
2026-02-28 12:00:00.001 status=open
as of 2026-02-28 13:00
# Later than a month.
resolution: met, worked 2h

story T16 until a date
target resolution: { within: 4h, reopen: resume within until 2026-03-05 }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Thu 23:59:59.999 status=open
Fri 09:30 status=resolved
Fri 09:40 status=open
as of Fri 10:00
# Reopened in the last millisecond of that Thursday, but not on Friday.
resolution: met, stopped Fri 09:30, worked 2h30m

story T16 new-cycle within a limit opens nothing after it
target resolution: { within: 4h, reopen: new-cycle within 24h clock }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 13:00 status=open
as of Tue 15:00
# 25 hours later.
resolution: met

story T16 count within a limit counts nothing after it
target resolution: { within: 4h, reopen: count within 24h clock }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 13:00 status=open
as of Tue 15:00
# 25 hours later.
resolution: met, worked 2h

story T16 cancelled clocks revive
target first-response: { within: 2h }
Mon 10:00 created status=open
Mon 10:30 status=closed
as of Mon 12:00
# Nobody answered, nobody was owed an answer.
first-response: cancelled, cause closed-without-response, worked 30m
Mon 14:00 status=open
as of Mon 14:10
# Half an hour used.
first-response: active, due Mon 15:30, cause none, verdict open, facts started cancelled withdrawn reopened shifted
Mon 15:00 ana replies
as of Mon 16:00
first-response: met, worked 1h30m

story T16 a first response that was given stays given
same agreement
Mon 10:00 created status=open
Mon 10:30 ana replies
Mon 11:00 status=closed
Tue 11:00 status=open
as of Tue 18:00
# It ended by the reply, not by closing: nothing to take back.
first-response: met, worked 30m, stopped Mon 10:30

story T16 updates that closing ended go on
target update: { within: 2h }
Mon 10:00 created status=open
Mon 11:00 ana replies
Mon 11:30 status=resolved
Mon 14:00 status=open
as of Mon 15:00
# Half an hour of the second was used; 1.5 hours from 14:00.
update#1: met
update#2: active, due Mon 15:30, worked 1h30m

story T16 a next response that closing cancelled is owed again
target next-response: { within: 2h }
Mon 09:00 created status=open
Mon 09:10 ana replies
Mon 10:00 customer writes
Mon 10:30 status=closed
Mon 13:00 status=open
as of Mon 13:30
# Half an hour used; due 1.5 hours after 13:00.
next-response: active, due Mon 14:30, worked 1h

story T16 a workaround that the solution replaced is owed again
target workaround: { within: 2h }
Mon 10:00 created status=open
Mon 11:00 status=resolved
Mon 13:00 status=open
as of Mon 13:30
# One hour used.
workaround: active, due Mon 14:00, worked 1h30m

story T16 a workaround that was given stays given
same agreement
Mon 10:00 created status=open
Mon 11:00 workaround
Mon 12:00 status=resolved
Mon 13:00 status=open
as of Tue 13:00
# It ended by the workaround itself.
workaround: met, worked 1h

story T16 a team goes on owning what it had closed
target ownership: { by: team, within: { n1: 2h, n2: 3h } }
Mon 10:00 created status=open team=n1
Mon 11:00 status=resolved
Mon 14:00 status=open
as of Mon 14:30
# One hour used before, half an hour since.
ownership: active, by n1, due Mon 15:00, worked 1h30m

story T16 a ticket that is reopened into a pause is paused at once
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon 14:00 status=waiting-customer
as of Mon 17:00
# Two hours left, closed two hours, waiting three.
resolution: paused, remaining 2h, worked 2h, paused customer 3h

story T16 a ticket that was closed while paused is reopened without that pause
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 status=resolved
Mon 14:00 status=open
as of Mon 15:00
# 10–11 and 14–15; paused 11–12, closed 12–14.
resolution: active, due Mon 17:00, worked 2h, paused customer 1h

story T16 from resolved to closed nothing is reopened
target resolution: { within: 4h, reopen: new-cycle }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Tue 12:00 status=closed
as of Wed 12:00
# Both are ends.
resolution: met, stopped Mon 12:00

story T16 statuses of the agreement's own end a ticket and reopen it
agreement sla: { statuses: { resolved: [done], closed: [archived] } }
target resolution: { within: 4h, reopen: new-cycle }
Mon 10:00 created status=open
Mon 12:00 status=done
Mon 13:00 status=archived
Mon 15:00 status=reopened
as of Mon 16:00
# Done at 12:00, archived is an end too, any other status is none.
resolution#1: met, stopped Mon 12:00
resolution#2: active, started Mon 15:00, due Tue 10:00

story T16 a customer's message alone reopens nothing
target resolution: { within: 4h }
Mon 10:00 created status=open
Mon 12:00 status=resolved
Mon 13:00 customer writes
as of Tue 13:00
# The desk decides by the status.
resolution: met, stopped Mon 12:00
