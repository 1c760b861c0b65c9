# T12: calls: speed of answer, callback, and what a call means to the other clocks.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T12 speed of answer: from the first ring to the answer
target speed-of-answer: { within: 20s }
Mon 10:00 created
Mon 10:00:00 call c1 rings
Mon 10:00:15 call c1 answered by ana
Mon 10:05 call c1 ended
as of Mon 11:00
# Fifteen of twenty seconds; hanging up afterwards changes nothing.
speed-of-answer: met, call c1, elapsed 15s, used 75%

story T12 speed of answer: exactly in time, and one millisecond late
same agreement
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:20 call c1 answered by ana
Mon 10:10 call c2 rings
Mon 10:10:20.001 call c2 answered by bia
as of Mon 11:00
# The twentieth second still counts.
speed-of-answer#1: met, call c1
speed-of-answer#2: met-late, call c2, verdict-at Mon 10:10:20

story T12 speed of answer: every call has a clock, also two at once
same agreement
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:05 call c2 rings
Mon 10:00:15 call c2 answered by ana
Mon 10:00:30 call c1 answered by bia
as of Mon 11:00
# c2 waited ten seconds, c1 thirty.
speed-of-answer#1: met-late, call c1, elapsed 30s, verdict-at Mon 10:00:20
speed-of-answer#2: met, call c2, elapsed 10s

story T12 speed of answer: a call that nobody offered answers nothing
same agreement
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:05 call c9 answered by ana
as of Mon 10:00:10
# c1 still rings.
speed-of-answer: active, call c1, due Mon 10:00:20

story T12 missed calls are normal: hung up in time is nobody's fault
target speed-of-answer: { within: 20s }
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:10 call c1 abandoned
as of Mon 11:00
# Ten of twenty seconds.
speed-of-answer: cancelled, cause abandoned-in-time, verdict-at Mon 10:00:10

story T12 missed calls are normal: hung up late the promise was broken
same agreement
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:20.001 call c1 abandoned
as of Mon 11:00
# Broken after twenty seconds.
speed-of-answer: overdue, run stopped, verdict broken, verdict-at Mon 10:00:20

story T12 missed calls that count are broken when the caller hangs up
target speed-of-answer: { within: 20s, missed-call: counted }
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:10 call c1 abandoned
as of Mon 11:00
# However short the wait was.
speed-of-answer: overdue, run stopped, cause abandoned, verdict-at Mon 10:00:10

story T12 missed calls that count after the promise are broken at the promise
same agreement
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:50 call c1 abandoned
as of Mon 11:00
# Twenty seconds had passed before.
speed-of-answer: overdue, verdict-at Mon 10:00:20, stopped Mon 10:00:50

story T12 missed calls that are ignored are not applicable
target speed-of-answer: { within: 20s, missed-call: ignored }
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:50 call c1 abandoned
as of Mon 11:00
# Even if the wait was long.
speed-of-answer: not-applicable, cause missed-call-ignored

story T12 a call that ends unanswered is a missed one
target speed-of-answer: { within: 20s, missed-call: counted }
Mon 10:00 created
Mon 10:00 call c1 rings
Mon 10:00:05 call c1 ended
as of Mon 11:00
# The line broke.
speed-of-answer: overdue, verdict-at Mon 10:00:05

story T12 speed of answer by the clock counts at night, by the calendar it does not
target speed-of-answer: { within: 20s clock, calendar: office }
target office-hours: { metric: speed-of-answer, within: 20s, when: { channel: phone } }
Mon 22:00 created channel=chat
Mon 22:00 call c1 rings
as of Mon 22:01
# Rung at ten in the evening, by the clock.
speed-of-answer: overdue, verdict-at Mon 22:00:20

story T12 speed of answer by the calendar begins with the opening
same agreement
Mon 22:00 created channel=phone
Mon 22:00 call c1 rings
Tue 09:00:10 call c1 answered by ana
as of Tue 10:00
# Ten seconds of working time.
office-hours: met, worked 10s, due Tue 09:00:20

story T12 callback: from a missed call to the call back
target callback: { within: 1h }
Mon 09:00 created
Mon 10:00 call c1 rings
Mon 10:01 call c1 abandoned
Mon 10:45 call c2 made by ana
as of Mon 12:00
# 44 minutes.
callback: met, started Mon 10:01, stopped Mon 10:45, worked 44m

story T12 callback: a second missed call adds nothing to the first
same agreement
Mon 09:00 created
Mon 10:00 call c1 abandoned
Mon 10:30 call c2 abandoned
as of Mon 11:00:00.001
# One hour since the first.
callback: overdue, started Mon 10:00, verdict-at Mon 11:00

story T12 callback: the caller who reaches somebody later needs none
same agreement
Mon 09:00 created
Mon 10:00 call c1 abandoned
Mon 10:20 call c2 rings
Mon 10:20:10 call c2 answered by ana
as of Mon 12:00
# They have talked.
callback: met, worked 20m10s

story T12 callback: each missed call after a call back is owed another
same agreement
Mon 09:00 created
Mon 10:00 call c1 abandoned
Mon 10:20 call c2 made by ana
Mon 11:00 call c3 abandoned
as of Mon 11:30
# The second waits since 11:00.
callback#1: met, worked 20m
callback#2: active, started Mon 11:00, due Mon 12:00

story T12 callback: a letter is no call
same agreement
Mon 09:00 created
Mon 10:00 call c1 abandoned
Mon 10:20 ana replies
as of Mon 10:30
# Still owed.
callback: active, worked 30m

story T12 callback: closing ends it without blame
same agreement
Mon 09:00 created status=open
Mon 10:00 call c1 abandoned
Mon 10:20 status=closed
as of Mon 12:00
# Twenty minutes waited.
callback: cancelled, cause closed-without-response

story T12 callback: where missed calls are ignored none is owed
target callback: { within: 1h, missed-call: ignored }
Mon 09:00 created
Mon 10:00 call c1 abandoned
as of Mon 12:00
# Nothing started.
no clocks
left sla/callback: not-started

story T12 T14 a call that is taken answers the ticket
target first-response: { within: 1h }
target next-response: { within: 1h }
target update: { within: 4h }
Mon 09:00 created
Mon 09:30 call c1 answered by ana
Mon 10:00 customer writes
Mon 10:30 call c2 made by ana
as of Mon 11:00
# Two calls, two answers.
first-response: met, worked 30m
next-response: met, worked 30m
update#1: met, stopped Mon 09:30
update#2: met, stopped Mon 10:30
update#3: active, started Mon 10:30
