# T2: events have an order of their own, whatever the order in which they are learned; the same event counts once.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T2 a reply and the end on one instant: the reply comes first
target first-response: { within: 4h }
target resolution: { within: 4h }
Mon 10:00 created status=open
Mon 11:00 status=resolved
Mon 11:00 ana replies
as of Mon 12:00
# Rank: an agent's message before a stop. Answered, then solved.
first-response: met, worked 1h
resolution: met, worked 1h

story T2 a reply and the end on one instant where the source says the end came first
same agreement
Mon 10:00 created status=open
Mon 11:00 status=resolved [sequence 1]
Mon 11:00 ana replies [sequence 2]
as of Mon 12:00
# The source's sequence goes before the rank: closed without a response.
first-response: cancelled, cause closed-without-response
resolution: met, worked 1h

story T2 a reply and an end of the agreement's own on one instant: the order knows no agreement
agreement sla: { statuses: { resolved: [done] } }
target first-response: { within: 4h }
Mon 10:00 created status=open
Mon 11:00 status=done
Mon 11:00 ana replies
as of Mon 12:00
# Done is a field change like any other to the order of the log, and comes before messages.
first-response: cancelled, cause closed-without-response

story T2 a reply and an end of the agreement's own on one instant with the source's sequence
same agreement
Mon 10:00 created status=open
Mon 11:00 status=done [sequence 2]
Mon 11:00 ana replies [sequence 1]
as of Mon 12:00
# Answered first, as the source says.
first-response: met, worked 1h

story T2 a message of the customer and a reply on one instant: the message comes first
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 ana replies
Mon 10:00 customer writes
as of Mon 12:00
# Asked and answered at 10:00: met with nothing elapsed.
next-response: met, started Mon 10:00, stopped Mon 10:00, elapsed 0m

story T2 a reply and a message of the customer on one instant in the source's order
same agreement
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 ana replies [sequence 1]
Mon 10:00 customer writes [sequence 2]
as of Mon 10:30
# The message came after the reply and waits.
next-response: active, started Mon 10:00, due Mon 11:00

story T2 a field changes before the customer's message of the same instant
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 customer writes
Mon 11:00 status=waiting-customer
as of Mon 12:00
# Waiting from 11:00, answered at 11:00: no pause of any length.
resolution: active, worked 2h, paused customer 0m, no shift

story T2 the creation comes first however late it stands among its instant's events
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 10:00 customer writes
Mon 10:00 priority=high
Mon 10:00 created priority=normal
as of Mon 11:00
# Created normal, then high: two hours.
resolution: active, due Mon 12:00, original Mon 18:00

story T2 the same id is the same event, told twice
target update: { within: 2h }
Mon 10:00 created
Mon 11:00 ana replies [id m1]
Mon 11:30 ana replies [id m1]
as of Mon 12:00
# The earliest report of m1 stands; at 11:30 nothing happened.
update#1: met, stopped Mon 11:00
update#2: active, started Mon 11:00, due Mon 13:00

story T2 the same event without an id, told twice, counts once
same agreement
Mon 10:00 created
Mon 11:00 ana replies
Mon 11:00 ana replies
as of Mon 12:00
# One reply.
update#1: met, stopped Mon 11:00
update#2: active, started Mon 11:00

story T2 two replies of one instant with ids of their own are two
same agreement
Mon 10:00 created
Mon 11:00 ana replies [id m1]
Mon 11:00 ana replies [id m2]
as of Mon 12:00
# The second closes the cycle that the first opened.
update#1: met, stopped Mon 11:00
update#2: met, started Mon 11:00, stopped Mon 11:00, elapsed 0m
update#3: active, started Mon 11:00

story T2 two agents who reply on one instant are two events
same agreement
Mon 10:00 created
Mon 11:00 ana replies
Mon 11:00 bia replies
as of Mon 12:00
# Their content differs; ana's is held to come first.
update#1: met, stopped Mon 11:00
update#2: met, elapsed 0m
update#3: active, started Mon 11:00

story T2 when an event is learned never orders it
target first-response: { within: 4h }
Mon 10:00 created
Mon 11:00 ana replies [recorded Tue 11:00]
Mon 12:00 bia replies [recorded Mon 12:00]
as of Mon 13:00
# ana replied first, though it was learned a day later.
first-response: met, stopped Mon 11:00, held -/- Mon 10:00 .. Mon 11:00

story T1 T2 what has not happened by the moment of looking is not looked at
target first-response: { within: 4h }
Mon 10:00 created
Mon 11:00 ana replies
as of Mon 10:59:59.999
# One millisecond before the reply.
first-response: active, due Mon 14:00, worked 59m59s999ms
as of Mon 11:00
first-response: met, worked 1h

story T1 T2 before its creation a ticket has no clock
same agreement
Mon 10:00 created
as of Mon 09:59:59.999
# It does not exist yet.
no clocks
left -: not-created
as of Mon 10:00
first-response: active, worked 0m, remaining 4h, fires Mon 13:12

story T2 of two creations the first one counts
target resolution: { within: 4h }
Mon 10:00 created priority=high
Mon 11:00 created priority=low
as of Mon 12:00
# A ticket begins once; the second report only sets fields.
resolution: active, started Mon 10:00, due Mon 14:00, worked 2h

story T2 what is known from before the creation is kept for it
target resolution: { by: priority, within: { high: 2h, normal: 8h } }
Mon 09:00 priority=high
Mon 10:00 created
as of Mon 11:00
# The priority was set before: two hours from the creation.
resolution: active, started Mon 10:00, due Mon 12:00, by high
