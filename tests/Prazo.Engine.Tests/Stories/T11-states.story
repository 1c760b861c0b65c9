# T11: what people see, and when a clock warns and fires next.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T11 due soon begins at four fifths where no warning is written
target resolution: { within: 4h }
Mon 10:00 created
as of Mon 13:11:59.999
# Four fifths of four hours are 3:12.
resolution: active, fires Mon 13:12
as of Mon 13:12
resolution: due-soon, fires Mon 14:00:00.001, used 80%

story T11 each threshold fires in turn, then the breach, then what comes after it
target resolution: { within: 4h, warn: [50%, 80%, 15m before, 1h after] }
Mon 10:00 created
as of Mon 10:00
# 12:00, 13:12, 13:45, one millisecond after 14:00, 15:00.
resolution: active, fires Mon 12:00
as of Mon 11:59:59.999
resolution: active, fires Mon 12:00
as of Mon 12:00
resolution: due-soon, fires Mon 13:12
as of Mon 13:12
resolution: due-soon, fires Mon 13:45
as of Mon 13:45
resolution: due-soon, fires Mon 14:00:00.001
as of Mon 14:00
resolution: due-soon, fires Mon 14:00:00.001
as of Mon 14:00:00.001
resolution: overdue, fires Mon 15:00
as of Mon 15:00
resolution: overdue, fires none

story T11 thresholds fire in order of time, not of writing
target resolution: { within: 4h, warn: [15m before, 25%, 1h before] }
Mon 10:00 created
as of Mon 10:30
# 11:00, 13:00, 13:45.
resolution: active, fires Mon 11:00
as of Mon 11:00
resolution: due-soon, fires Mon 13:00
as of Mon 13:00
resolution: due-soon, fires Mon 13:45

story T11 before the due in working time reaches into the day before
target resolution: { within: 2h, warn: [45m before, 45m clock before] }
Mon 16:30 created
as of Mon 17:00
# Due Tuesday 9:30; three quarters of an hour of work before is Monday 17:45, by the clock Tuesday 8:45.
resolution: active, due Tue 09:30, fires Mon 17:45
as of Mon 17:45
resolution: due-soon, fires Tue 08:45
as of Tue 08:45
resolution: due-soon, fires Tue 09:30:00.001

story T11 after the due in working time waits for the next morning
target resolution: { within: 2h, warn: [1h after, 1h clock after] }
Mon 15:30 created
as of Mon 17:30:00.001
# Due 17:30: by the clock 18:30, by work half an hour today and half an hour tomorrow.
resolution: overdue, fires Mon 18:30
as of Mon 18:30
resolution: overdue, fires Tue 09:30

story T11 T6 between due and last a warning after the due waits until the promise is broken
target resolution: { within: 1h, warn: [30m clock after, 1h after] }
Mon 17:00 created
as of Mon 18:00
# Due 18:00, last Tuesday 9:00: whoever answers by then is in time, and nobody is warned of a breach.
resolution: due-soon, fires Tue 09:00:00.001
as of Mon 18:30
resolution: due-soon, verdict open, fires Tue 09:00:00.001
as of Tue 09:00:00.001
resolution: overdue, fires Tue 10:00

story T11 with warnings after the due only, due soon begins at four fifths
target resolution: { within: 1h, warn: [1h after] }
Mon 10:00 created
as of Mon 10:47
# 48 minutes.
resolution: active, fires Mon 10:48
as of Mon 10:48
resolution: due-soon, fires Mon 11:00:00.001

story T11 thresholds move with the pause
target resolution: { within: 4h, warn: [50%], pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
as of Mon 12:30
# Nothing fires while paused.
resolution: paused, fires none
Mon 13:00 status=open
as of Mon 13:30
# One hour used; the second from 13:00.
resolution: active, fires Mon 14:00
as of Mon 14:00
resolution: due-soon, fires Mon 16:00:00.001

story T11 a threshold that passed before the pause is passed after it
same agreement
Mon 10:00 created status=open
Mon 12:30 status=waiting-customer
Mon 13:00 status=open
as of Mon 13:00
# Half was used at 12:00.
resolution: due-soon, fires Mon 14:30:00.001

story T11 thresholds move with an extension
target resolution: { within: 4h, warn: [50%, 1h before] }
Mon 10:00 created
Mon 10:30 extend resolution 2h for storm
as of Mon 11:00
# Half of six hours; one hour before 16:00.
resolution: active, fires Mon 13:00
as of Mon 13:00
resolution: due-soon, fires Mon 15:00

story T11 thresholds follow a change of priority
target resolution: { by: priority, within: { high: 4h, low: 8h }, warn: [50%] }
Mon 10:00 created priority=low
Mon 11:00 priority=high
as of Mon 11:30
# Half of eight would be 14:00, half of four is 12:00.
resolution: active, fires Mon 12:00

story T11 a share of a promise in business days is a share of its working time
target resolution: { within: 2 business days by 16:00, warn: [50%] }
Mon 10:00 created
as of Mon 12:00
# Until Wednesday 16:00 there are 8, 9 and 7 hours: half is 12, four on Tuesday.
resolution: active, due Wed 16:00, fires Tue 13:00
as of Tue 13:00
resolution: due-soon, used 50%, fires Wed 16:00:00.001

story T11 a share of a promise by date without working time is a share of the clock
target resolution: { within: until 2026-03-08, calendar: office, warn: [50%] }
Sat 12:00 created
as of Sat 13:00
# From Saturday 12:00 to Sunday 23:59:59.999: half is a millisecond short of 18 hours.
resolution: active, due Sun 23:59:59.999, fires Sun 05:59:59.999

story T11 percentages may end on parts of a second
target resolution: { within: 100s, warn: [33.5%] }
Mon 10:00 created
as of Mon 10:00
# 33.5 seconds.
resolution: active, fires Mon 10:00:33.500

story T11 a verdict goes before a pause
target resolution: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 12:00 status=waiting-customer
as of Mon 13:00
# Broken at 11:00 and paused since 12:00.
resolution: overdue, run paused, verdict broken, due none, fires none

story T11 out of hours is shown as active
target resolution: { within: 4h }
Mon 17:00 created
as of Tue 03:00
# One of four hours; nobody works at three.
resolution: active, run running, worked 1h, elapsed 10h

story T11 a cycle that begins later waits
target update: { within: 2h, recurs: from-due }
Mon 10:00 created
Mon 11:00 ana replies
as of Mon 11:30
# The second begins at 12:00; until then it shows no due, but it is known when it will warn.
update#1: met
update#2: active, run waiting, verdict open, started Mon 12:00, due none, last none, fires Mon 13:36

story T11 a cycle that is cancelled before it begins is over and waits no longer
target update: { within: 2h, recurs: from-due }
Mon 10:00 created status=open
Mon 11:00 ana replies
Mon 11:30 status=resolved
as of Mon 11:45
# The second would have begun at 12:00.
update#1: met
update#2: cancelled, run stopped, verdict-at Mon 11:30, elapsed 0m, fires none

story T11 a met clock fires no more
target resolution: { within: 4h, warn: [50%, 1h after] }
Mon 10:00 created status=open
Mon 11:00 status=resolved
as of Mon 11:00
# Over.
resolution: met, run stopped, verdict met, fires none, remaining 3h

story T11 met late shows what it took
target resolution: { within: 1h }
Mon 10:00 created status=open
Mon 12:30 status=resolved
as of Mon 13:00
# Two and a half hours of one.
resolution: met-late, run stopped, verdict met-late, used 250%, remaining -1h30m, verdict-at Mon 11:00, stopped Mon 12:30

story T11 who held the ticket while the clock ran
target resolution: { within: 8h }
Mon 09:00 created status=open team=n1
Mon 10:00 agent=ana
Mon 11:00 team=n2 agent=
Mon 12:00 bia replies
Mon 13:00 status=resolved
Mon 14:00 agent=carla
as of Mon 15:00
# Nobody of n1, ana of n1, nobody of n2, bia by her answer; carla came after the end.
resolution: met, held -/n1 Mon 09:00 .. Mon 10:00, held ana/n1 Mon 10:00 .. Mon 11:00, held -/n2 Mon 11:00 .. Mon 12:00, held bia/n2 Mon 12:00 .. Mon 13:00
