# T6: a working-time promise that fills an opening is due at closing and in time until the next opening.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T6 filled at closing: a reply in the night is in time
target first-response: { within: 1h }
Mon 17:00 created
Mon 23:30 ana replies
as of Tue 12:00
# Due 18:00, last 9:00.
first-response: met, due Mon 18:00, last Tue 09:00, worked 1h, elapsed 6h30m, verdict-at Mon 23:30

story T6 filled at closing: the last millisecond of the night
same agreement
Mon 17:00 created
Tue 08:59:59.999 ana replies
as of Tue 12:00
# Before the opening.
first-response: met, worked 1h

story T6 filled at closing: the opening itself
same agreement
Mon 17:00 created
Tue 09:00 ana replies
as of Tue 12:00
# Last.
first-response: met, worked 1h, used 100%

story T6 filled at closing: one millisecond after the opening
same agreement
Mon 17:00 created
Tue 09:00:00.001 ana replies
as of Tue 12:00
# Broken, dated last.
first-response: met-late, worked 1h1ms, verdict-at Tue 09:00, stopped Tue 09:00:00.001

story T6 filled at closing: what people see through the night
same agreement
Mon 17:00 created
as of Mon 17:59:59.999
# One millisecond is left.
first-response: due-soon, remaining 1ms, fires Tue 09:00:00.001
as of Mon 18:00
# Due, not broken.
first-response: due-soon, remaining 0m, fires Tue 09:00:00.001
as of Tue 09:00
first-response: due-soon, verdict open, fires Tue 09:00:00.001
as of Tue 09:00:00.001
first-response: overdue, remaining -1ms, fires none, verdict-at Tue 09:00

story T6 filled before the weekend: in time until Monday
same agreement
Fri 17:00 created
Sun 20:00 ana replies
as of Mon+1 12:00
# Saturday and Sunday are closed.
first-response: met, due Fri 18:00, last Mon+1 09:00

story T6 filled at the lunch break: in time until lunch is over
target first-response: { within: 2h, calendar: lunch }
Mon 10:00 created
Mon 13:00 ana replies
as of Mon 14:00
# Closed from 12 to 13.
first-response: met, due Mon 12:00, last Mon 13:00

story T6 filled at the lunch break: one millisecond after lunch
same agreement
Mon 10:00 created
as of Mon 13:00:00.001
# Nobody answered.
first-response: overdue, due Mon 12:00, verdict-at Mon 13:00

story T6 filled within an opening there is one end
target first-response: { within: 1h }
Mon 10:00 created
as of Mon 11:00
# Open at 11:00: due is last.
first-response: due-soon, due Mon 11:00, last Mon 11:00, fires Mon 11:00:00.001
as of Mon 11:00:00.001
first-response: overdue, verdict-at Mon 11:00

story T6 started while closed: full at the closing of the next day
target resolution: { within: 9h }
Mon 20:00 created
as of Tue 17:00
# Nine hours fill Tuesday.
resolution: due-soon, due Tue 18:00, last Wed 09:00, worked 8h

story T6 boundary close: late from closing on
target first-response: { within: 1h, boundary: close }
Mon 17:00 created
as of Mon 18:00
# Last is due.
first-response: due-soon, due Mon 18:00, last Mon 18:00, fires Mon 18:00:00.001
as of Mon 18:00:00.001
first-response: overdue, verdict-at Mon 18:00

story T6 boundary close within an opening is as without
target first-response: { within: 1h, boundary: close }
Mon 10:00 created
Mon 11:00 ana replies
as of Mon 12:00
# Exactly in time.
first-response: met, due Mon 11:00, last Mon 11:00

story T6 on a calendar that never closes there is one end
target first-response: { within: 1h, calendar: 24x7 }
Mon 17:00 created
as of Mon 18:00:00.001
# No opening to wait for.
first-response: overdue, due Mon 18:00, last Mon 18:00, verdict-at Mon 18:00

story T6 time on the clock has one end
target first-response: { within: 1h clock, calendar: office }
Mon 17:00 created
as of Mon 18:00:00.001
# By the clock closing means nothing.
first-response: overdue, due Mon 18:00, last Mon 18:00

story T6 promises by date have one end, also at closing
target resolution: { within: 1 business day by close }
Mon 10:00 created
as of Tue 18:00
# Tuesday's closing.
resolution: due-soon, due Tue 18:00, last Tue 18:00
as of Tue 18:00:00.001
resolution: overdue, verdict-at Tue 18:00

story T6 a night's work is full at six and in time until the evening
target resolution: { within: 8h, calendar: night }
Mon 22:00 created
as of Tue 21:59
# Tuesday's shift opens at 22:00.
resolution: due-soon, due Tue 06:00, last Tue 22:00, worked 8h
as of Tue 22:00:00.001
resolution: overdue, verdict-at Tue 22:00

story T6 a pause that begins in the night between due and last stops the time to last
target resolution: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 17:00 created status=open
Mon 20:00 status=waiting-customer
Tue 08:00 status=open
as of Tue 09:00
# Nothing left, last is the opening as before.
resolution: due-soon, due Mon 18:00, last Tue 09:00, no shift
as of Tue 09:00:00.001
resolution: overdue, verdict-at Tue 09:00

story T6 a pause from between due and last into the day: in time until its end
same agreement
Mon 17:00 created status=open
Mon 20:00 status=waiting-customer
Tue 11:00 status=open
as of Tue 11:00
# Working time used up, the pause ends at 11:00.
resolution: due-soon, verdict open, last Tue 11:00
as of Tue 11:00:00.001
resolution: overdue, verdict-at Tue 11:00

story T6 boundary close: a pause from closing on is in time until its end
target resolution: { within: 1h, boundary: close, pause: [ { status: waiting-customer, party: customer } ] }
Mon 17:00 created status=open
Mon 18:00 status=waiting-customer
Tue 11:00 status=open
as of Tue 11:00
# Paused in the very millisecond in which it was full.
resolution: due-soon, verdict open, last Tue 11:00
as of Tue 11:00:00.001
resolution: overdue, verdict-at Tue 11:00

story T6 boundary close: a pause one millisecond after closing comes too late
same agreement
Mon 17:00 created status=open
Mon 18:00:00.001 status=waiting-customer
as of Tue 11:00
# Broken at 18:00.
resolution: overdue, run paused, verdict-at Mon 18:00
Tue 12:00 status=open
as of Tue 13:00
# And last is what it was: the pause came after it.
resolution: overdue, verdict-at Mon 18:00, due Mon 18:00, last Mon 18:00

story T3 T6 the verdict is dated by the promise whenever one looks
target resolution: { within: 1h }
Mon 17:00 created
as of Tue 09:00:00.001
# The first moment at which it can be seen.
resolution: overdue, verdict-at Tue 09:00
as of 2027-03-02 12:00
# A year later the same.
resolution: overdue, verdict-at Tue 09:00, due Mon 18:00, last Tue 09:00

story T3 T6 an end that is learned late is judged by when it happened
same agreement
Mon 17:00 created
Tue 09:00 status=resolved [recorded Fri 12:00]
as of Sat 12:00
# Solved in time, told three days later.
resolution: met, verdict-at Tue 09:00
