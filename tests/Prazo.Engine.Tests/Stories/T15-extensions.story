# T15: granted extensions have reason, author and cap.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T15 an extension of working time is working time
target resolution: { within: 4h }
Mon 15:00 created
Mon 16:00 extend resolution 2h for storm
as of Mon 17:00
# Six hours from Monday 15:00: three on Monday, three on Tuesday. Four would have ended Tuesday 10:00.
resolution: active, due Tue 12:00, original Tue 10:00, remaining 4h, shift extension Tue 10:00 -> Tue 12:00 at Mon 16:00

story T15 an extension of time on the clock is time on the clock
target resolution: { within: 4h clock, calendar: office }
Mon 15:00 created
Mon 16:00 extend resolution 2h for storm
as of Mon 17:00
# Day and night: 19:00, then 21:00.
resolution: active, due Mon 21:00, original Mon 19:00, remaining 4h

story T15 an extension of business days is working time, then the next hour agreed
target resolution: { within: 1 business day by 16:00 }
Mon 10:00 created
Mon 11:00 extend resolution 3h for storm
as of Mon 12:00
# Tuesday 16:00, 18:00 after two hours, Wednesday 10:00 after the third, then the next 16:00.
resolution: active, due Wed 16:00, original Tue 16:00

story T15 an extension of calendar days is time on the clock
target resolution: { within: 2 calendar days, calendar: office }
Mon 10:00 created
Mon 11:00 extend resolution 36h for storm
as of Mon 12:00
# Wednesday 10:00 and one and a half days.
resolution: active, due Thu 22:00, original Wed 10:00

story T15 an extension moves a promised date
target resolution: { within: until 2026-03-05, calendar: office }
Mon 10:00 created
Mon 11:00 extend resolution 24h for storm
as of Mon 12:00
# The end of Thursday and a day more: no pause, but a grant.
resolution: active, due Fri 23:59:59.999, original Thu 23:59:59.999, shift extension Thu 23:59:59.999 -> Fri 23:59:59.999 at Mon 11:00

story T15 an extension moves a promised instant
target resolution: { within: until field target, calendar: office }
Mon 10:00 created target=2026-03-04T15:00:00Z
Mon 11:00 extend resolution 24h for storm
as of Mon 12:00
# Wednesday 12:00 and a day.
resolution: active, due Thu 12:00, original Wed 12:00

story T15 extensions add up to their cap and no further
target resolution: { within: 4h, extension-cap: 2h }
Mon 09:00 created
Mon 10:00 extend resolution 1h30m for storm
as of Mon 10:30
# 13:00 and an hour and a half.
resolution: active, due Mon 14:30
Mon 11:00 extend resolution 1h for flood
as of Mon 11:30
# Half an hour of the second is left under the cap.
resolution: active, due Mon 15:00, shift extension Mon 13:00 -> Mon 14:30 at Mon 10:00, shift extension Mon 14:30 -> Mon 15:00 at Mon 11:00
Mon 12:00 extend resolution 1h for plague
as of Mon 12:30
# The third gives nothing and is no shift.
resolution: active, due Mon 15:00, shift extension Mon 13:00 -> Mon 14:30 at Mon 10:00, shift extension Mon 14:30 -> Mon 15:00 at Mon 11:00

story T15 an extension during a pause lengthens what is left
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 extend resolution 2h for storm
as of Mon 11:30
# One of now six hours used.
resolution: paused, remaining 5h
Mon 12:00 status=open
as of Mon 12:30
# Five hours from 12:00. Granted at 11:00 it moved 13:00 to 15:00, the pause then by its two hours.
resolution: active, due Mon 17:00, original Mon 13:00, shift extension Mon 13:00 -> Mon 15:00 at Mon 11:00, shift pause Mon 15:00 -> Mon 17:00 at Mon 12:00

story T15 an extension granted after the breach heals nothing
target resolution: { within: 2h }
Mon 09:00 created
Mon 12:00 extend resolution 8h for storm
as of Mon 13:00
# Broken at 11:00; due is now ten hours from 9:00: Tuesday 10:00.
resolution: overdue, due Tue 10:00, verdict-at Mon 11:00

story T15 T4 an extension granted after the breach heals where the target says so
target resolution: { within: 2h, heals: true }
Mon 09:00 created
Mon 12:00 extend resolution 8h for storm
as of Mon 13:00
# The breach of 11:00 is withdrawn at 12:00.
resolution: active, due Tue 10:00, verdict open, facts started breached shifted withdrawn

story T15 an extension of one target leaves the others, and an unknown target nothing
target resolution: { within: 4h }
target workaround: { within: 2h }
Mon 09:00 created
Mon 10:00 extend workaround 1h for storm
Mon 10:00 extend update 1h for storm
as of Mon 10:30
# Only the workaround moves.
resolution: active, due Mon 13:00, no shift
workaround: active, due Mon 12:00

story T15 an extension belongs to the cycle that ran when it was granted
target update: { within: 2h }
Mon 09:00 created
Mon 10:00 extend update 3h for storm
Mon 11:30 ana replies
as of Mon 12:00
# The first has five hours, the second two again.
update#1: met, due Mon 14:00
update#2: active, due Mon 13:30

story T15 an extension after the end comes to nothing
target resolution: { within: 2h }
Mon 09:00 created status=open
Mon 12:00 status=resolved
Mon 13:00 extend resolution 8h for storm
as of Mon 14:00
# Broken at 11:00, solved at 12:00.
resolution: met-late, due Mon 11:00, verdict-at Mon 11:00, no shift

story T15 an extension on the instant of last keeps the promise
target resolution: { within: 2h }
Mon 09:00 created
Mon 11:00 extend resolution 1h for storm
as of Mon 11:30
# At 11:00:00.000 it was not broken yet.
resolution: due-soon, due Mon 12:00, verdict open
