# T8: durations as clocks use them.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T8 one working day ends at the same share of the next opening day
target resolution: { within: 1 working day }
Mon 10:00 created
as of Mon 12:00
# Eight hours are left of Monday, one is missing of Tuesday.
resolution: active, due Tue 10:00, limit 1 working day, remaining 7h

story T8 one working day from a closed day is the whole of the next opening day
same agreement
Sat 12:00 created
as of Mon+1 10:00
# Nine hours of Monday: due at closing, last on Tuesday.
resolution: active, due Mon+1 18:00, last Tue+1 09:00

story T8 a working day is as long as its days are
calendar short: { weekly: { mon-thu: "09:00-18:00", fri: "09:00-12:00" } }
target resolution: { within: 1 working day, calendar: short }
Thu 12:00 created
as of Thu 13:00
# A third of Thursday has passed; a third of Friday's three hours ends at 10:00: six hours and one.
resolution: active, due Fri 10:00, remaining 6h

story T8 T13 a working day moves with its pause by working time
target resolution: { within: 1 working day, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 17:00 status=waiting-customer
Tue 10:00 status=open
as of Tue 10:30
# Paused 17–18 and 9–10: two hours after Tuesday 10:00. Seven and a half of nine hours used.
resolution: due-soon, due Tue 12:00, original Tue 10:00

story T8 business days keep the time of day, even at night
target resolution: { within: 2 business days }
Mon 22:15 created
as of Tue 12:00
# Wednesday at the same time; nothing is clipped to opening hours.
resolution: active, due Wed 22:15, last Wed 22:15

story T8 business days from opening are clipped to opening hours
target resolution: { within: 2 business days from opening }
Mon 22:15 created
as of Tue 12:00
# Wednesday 22:15 is closed; Thursday 9:00 is the next opening.
resolution: active, due Thu 09:00

story T8 business days skip the weekend
target resolution: { within: 2 business days by 16:00 }
Thu 17:30 created
as of Fri 12:00
# Friday is one, Monday is two.
resolution: active, due Mon+1 16:00

story T8 a start on a closed day moves to the next business day
target resolution: { within: 1 business day closed day at opening }
Sat 14:00 created
as of Sat 15:00
# Monday 9:00 and one business day.
resolution: active, due Tue+1 09:00, started Sat 14:00

story T8 a start on a closed day may keep its time
target resolution: { within: 1 business day closed day keeping time }
Sat 14:00 created
as of Sat 15:00
# Monday 14:00 and one business day.
resolution: active, due Tue+1 14:00

story T8 a late start counts from the next opening
target resolution: { within: 1 business day from 17:00 at opening }
Mon 17:00 created
as of Mon 17:30
# From 17:00 on it is as if created on Tuesday 9:00.
resolution: active, due Wed 09:00

story T8 a start one millisecond before the hour is not late
same agreement
Mon 16:59:59.999 created
as of Mon 17:30
# Tuesday at the same time of day.
resolution: active, due Tue 16:59:59.999

story T8 before ten today counts, from ten on tomorrow
target resolution: { within: 1 business day by 16:00 if before 10:00 else +1 }
Mon 09:59:59.999 created
as of Mon 12:00
# In time.
resolution: active, due Tue 16:00

story T8 at ten it counts from tomorrow
same agreement
Mon 10:00 created
as of Mon 12:00
# One business day more.
resolution: active, due Wed 16:00

story T8 a month is clamped to the month's length
week 2026-01-26
target resolution: { within: 1 month, calendar: office }
Sat 10:00 created
as of Sat 12:00
# January 31.
resolution: active, due 2026-02-28 10:00

story T8 a promised day ends with that day in the calendar's zone
target resolution: { within: until 2026-03-04, calendar: manaus }
Mon 10:00 created
as of Mon 12:00
# Midnight in Manaus is 1:00 in São Paulo.
resolution: active, due Thu 00:59:59.999

story T8 a promised day that has passed at the start is broken at the start
target resolution: { within: until 2026-02-27, calendar: office }
Mon 10:00 created
as of Mon 10:00
# The promise was broken before it could be kept; no earlier than the ticket.
resolution: overdue, due 2026-02-27 23:59:59.999, verdict-at Mon 10:00

story T8 an instant in a field may have any offset
target resolution: { within: until field target, calendar: office }
Mon 10:00 created target=2026-03-04T17:00:00+02:00
as of Mon 12:00
# 15:00 UTC.
resolution: active, due Wed 12:00, last Wed 12:00

story T8 by day, by value: each value has its own kind of time
target resolution: { by: priority, within: { critical: 2h clock, high: 8h, normal: 2 business days, low: 1 month }, calendar: office }
Fri 17:00 created priority=critical
as of Fri 17:30
# By the clock.
resolution: active, due Fri 19:00, limit 2h clock

story T8 by day, by value: business days
same agreement
Fri 17:00 created priority=normal
as of Fri 17:30
# Monday and Tuesday.
resolution: active, due Tue+1 17:00, limit 2 business days, remaining none
