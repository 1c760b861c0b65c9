# T12: conditions of a target's own, over events and fields.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T12 own: a field that gets a value starts, another stops
target picking: { metric: custom, within: 2h, start: { stage: ordered }, stop: { stage: [picked, cancelled] } }
Mon 09:00 created stage=asked
as of Mon 09:30
# Not ordered yet.
no clocks
left sla/picking: not-started
Mon 10:00 stage=ordered
Mon 11:30 stage=picked
as of Mon 12:00
picking: met, started Mon 10:00, worked 1h30m

story T12 own: a field that has the value at creation starts with it
same agreement
Mon 09:00 created stage=ordered
as of Mon 10:00
# Ordered from the beginning.
picking: active, started Mon 09:00, due Mon 11:00

story T12 own: a condition that stays true starts once, false and true again starts again
same agreement
Mon 09:00 created stage=ordered
Mon 10:00 stage=picked
Mon 10:30 priority=high
Mon 11:00 stage=ordered
Mon 11:30 subject=hello
as of Mon 12:00
# The second order is a second cycle.
picking#1: met, worked 1h
picking#2: active, started Mon 11:00, worked 1h

story T12 own: a start while it runs is nothing
target picking: { metric: custom, within: 2h, start: { event: customer-message }, stop: { stage: picked } }
Mon 09:00 created
Mon 09:30 customer writes
Mon 10:00 customer writes
as of Mon 10:30
# From the first message.
picking: active, started Mon 09:30, due Mon 11:30

story T12 own: an event starts each time it comes
target answering: { metric: custom, within: 1h, start: { event: customer-message }, stop: { event: [reply, call-answered] } }
Mon 09:00 created
Mon 09:30 customer writes
Mon 10:00 ana replies
Mon 10:10 customer writes
Mon 10:20 call c1 answered by ana
as of Mon 10:30
# Two messages, a letter and a call.
answering#1: met, worked 30m
answering#2: met, worked 10m

story T12 own: start and stop by one event is met with nothing elapsed
target seen: { metric: custom, within: 1h, start: { event: created }, stop: { channel: portal } }
Mon 09:00 created channel=portal
as of Mon 10:00
# Both hold at creation.
seen: met, started Mon 09:00, stopped Mon 09:00, elapsed 0m

story T12 own: one event stops the running cycle before it starts another
target shift: { metric: custom, within: 4h, start: { event: note }, stop: { event: note } }
Mon 09:00 created
Mon 10:00 ana notes
Mon 11:00 ana notes
as of Mon 12:00
# Stop first, then start.
shift#1: met, started Mon 10:00, stopped Mon 11:00
shift#2: active, started Mon 11:00

story T12 own: all and any and not combine
target own: { metric: custom, within: 4h, start: { all: [ { any: [ { priority: critical }, { vip: "yes" } ] }, { not: { stage: test } } ] }, stop: { status: done } }
Mon 09:00 created vip=yes stage=test
as of Mon 09:30
# A test.
no clocks
left sla/own: not-started
Mon 10:00 stage=live
as of Mon 10:30
own: active, started Mon 10:00
Mon 11:00 status=done
as of Mon 12:00
own: met, worked 1h

story T12 own: an event together with a field
target own: { metric: custom, within: 4h, start: { event: note, team: n2 }, stop: { status: done } }
Mon 09:00 created team=n1
Mon 09:30 ana notes
Mon 10:00 team=n2
Mon 10:30 ana notes
as of Mon 11:00
# Only the note that n2 writes.
own: active, started Mon 10:30

story T12 own: a reset counts from itself and keeps its start
target own: { metric: custom, within: 2h, start: { event: created }, stop: { status: done }, reset: { event: note } }
Mon 09:00 created
Mon 10:30 ana notes
as of Mon 11:00
# Two hours from 10:30.
own: active, started Mon 09:00, due Mon 12:30, original Mon 11:00, worked 30m, shift reset Mon 11:00 -> Mon 12:30 at Mon 10:30
as of Mon 12:30:00.001
own: overdue, verdict-at Mon 12:30

story T12 own: a reset during a pause stays paused
target own: { metric: custom, within: 2h, start: { event: created }, stop: { status: done }, reset: { event: note }, pause: [ { status: storm, party: nobody } ] }
Mon 09:00 created status=open
Mon 10:00 status=storm
Mon 11:00 ana notes
Mon 12:00 status=open
as of Mon 13:00
# What was used before 11:00 is forgotten; nothing counts before 12:00.
own: active, due Mon 14:00, worked 1h, paused nobody 2h

story T12 own: a reset after the breach heals nothing
target own: { metric: custom, within: 1h, start: { event: created }, stop: { status: done }, reset: { event: note } }
Mon 09:00 created
Mon 11:00 ana notes
as of Mon 11:30
# Broken at 10:00.
own: overdue, verdict-at Mon 10:00, due Mon 12:00

story T12 own: a reset while nothing runs is nothing
same agreement
Mon 09:00 created
Mon 09:30 status=done
Mon 10:00 ana notes
as of Mon 11:30
# Stopped before.
own: met, stopped Mon 09:30, no shift

story T12 own: the end of the ticket is no end of a promise of one's own
target delivery: { metric: custom, within: 8h, start: { event: created }, stop: { delivered: "yes" } }
Mon 09:00 created status=open
Mon 10:00 status=closed
as of Mon 11:00
# Closed, but not delivered.
delivery: active, worked 2h
Mon 12:00 delivered=yes
as of Mon 13:00
delivery: met, stopped Mon 12:00

story T12 own: a resolution with a stop of its own does not end with the ticket
target resolution: { within: 8h, stop: { delivered: "yes" } }
Mon 09:00 created status=open
Mon 10:00 status=resolved
Mon 12:00 delivered=yes
as of Mon 13:00
# Delivered at 12:00.
resolution: met, stopped Mon 12:00, worked 3h

story T12 own: a resolution with a start of its own waits for it
target resolution: { within: 4h, start: { stage: paid } }
Mon 09:00 created status=open
Mon 11:00 stage=paid
Mon 12:00 status=resolved
as of Mon 13:00
# From the payment on.
resolution: met, started Mon 11:00, worked 1h

story T12 own: a response with a stop of its own is cancelled by closing like any other
target first-response: { within: 1h, stop: { stage: read } }
Mon 09:00 created status=open
Mon 09:10 ana replies
Mon 09:30 status=closed
as of Mon 12:00
# A reply is not what this target waits for.
first-response: cancelled, cause closed-without-response, stopped Mon 09:30

story T12 own: what was true before the ticket began starts with it
target own: { metric: custom, within: 1h, start: { stage: paid }, stop: { status: done } }
Mon 09:00 stage=paid
Mon 10:00 created status=open
as of Mon 10:30
# Conditions are read on the state after the creation.
own: active, started Mon 10:00, worked 30m
