# T12: what starts, stops, pauses and resets the clocks of each ready-made metric.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T12 first response: from the creation to the first reply, and only once
target first-response: { within: 1h }
Mon 10:00 created
Mon 10:10 customer writes
Mon 10:40 ana replies
Mon 11:00 customer writes
Mon 15:00 bia replies
as of Mon 16:00
# A second message of the customer restarts nothing, a second reply is no first response.
first-response: met, started Mon 10:00, stopped Mon 10:40, worked 40m, held -/- Mon 10:00 .. Mon 10:40

story T12 first response: pauses with the ticket
target first-response: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=waiting-customer
Mon 11:00 status=open
Mon 11:30 ana replies
as of Mon 12:00
# Half an hour.
first-response: met, worked 30m, due Mon 12:00

story T12 first response: moving to another team changes nothing without a rule
target first-response: { within: 2h }
Mon 10:00 created team=n1
Mon 11:00 team=n2
as of Mon 11:30
# One clock for both teams, and it knows who held it.
first-response: active, due Mon 12:00, held -/n1 Mon 10:00 .. Mon 11:00, held -/n2 Mon 11:00 .. Mon 11:30

story T12 next response: from the first unanswered message to the next reply
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 10:45 customer writes
Mon 11:30 ana replies
Mon 12:00 customer writes
as of Mon 12:30
# The first waited from 10:00 to 11:30.
next-response#1: met-late, started Mon 10:00, verdict-at Mon 11:00, worked 1h30m
next-response#2: active, started Mon 12:00, due Mon 13:00

story T12 next response: with each-reply the latest message is what waits
target next-response: { within: 1h, recurs: each-reply }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 10:45 customer writes
as of Mon 11:30
# Reset at 10:45: due 11:45.
next-response: active, started Mon 10:00, due Mon 11:45, original Mon 11:00, worked 45m, shift reset Mon 11:00 -> Mon 11:45 at Mon 10:45

story T12 next response: with each-reply a message after the breach heals nothing
same agreement
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 11:15 customer writes
as of Mon 11:30
# Broken at 11:00.
next-response: overdue, verdict-at Mon 11:00, due Mon 12:15

story T12 next response: what the customer adds before the first reply belongs to the first response
target first-response: { within: 4h }
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 customer writes
Mon 11:00 ana replies
as of Mon 12:00
# Nothing is owed after 11:00.
first-response: met, worked 2h
left sla/next-response: not-started

story T12 next response: two replies in a row answer nothing twice
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 09:40 ana replies
Mon 10:00 customer writes
Mon 10:20 ana replies
Mon 10:30 ana replies
as of Mon 11:00
# One message, one cycle.
next-response: met, worked 20m

story T12 next response: for a ticket that an agent opened, the customer's first message is the first response's
target first-response: { within: 1h }
target next-response: { within: 1h }
Mon 09:00 created by agent
Mon 09:05 ana replies
Mon 10:00 customer writes
Mon 10:30 ana replies
Mon 11:00 customer writes
as of Mon 11:15
# 10:00 is answered at 10:30; 11:00 is the next.
first-response: met, started Mon 10:00, worked 30m
next-response: active, started Mon 11:00, due Mon 12:00

story T12 update: from the creation, then from each reply
target update: { within: 2h }
Mon 09:00 created
Mon 10:00 ana replies
Mon 10:30 customer writes
Mon 13:30 ana replies
as of Mon 14:00
# A customer's message is no update. The second beat was due at 12:00.
update#1: met, started Mon 09:00, due Mon 11:00
update#2: met-late, started Mon 10:00, due Mon 12:00, verdict-at Mon 12:00
update#3: active, started Mon 13:30, due Mon 15:30

story T12 update: from due the beat is kept
target update: { within: 2h, recurs: from-due }
Mon 09:00 created
Mon 10:00 ana replies
as of Mon 10:30
# The next beat begins when this one is due, at 11:00.
update#1: met, due Mon 11:00
update#2: active, run waiting, started Mon 11:00, due none, worked 0m
Mon 12:00 ana replies
as of Mon 12:30
update#1: met
update#2: met, started Mon 11:00, due Mon 13:00, worked 1h
update#3: active, run waiting, started Mon 13:00

story T12 update: from due after a late update the beat begins anew at the update
same agreement
Mon 09:00 created
Mon 12:00 ana replies
as of Mon 13:00
# 11:00 has passed: nothing waits for it.
update#1: met-late, verdict-at Mon 11:00
update#2: active, run running, started Mon 12:00, due Mon 14:00

story T12 update: two replies within one beat count once
same agreement
Mon 09:00 created
Mon 10:00 ana replies
Mon 10:30 ana replies
as of Mon 12:00
# The reply at 10:30 falls before the second beat began.
update#1: met
update#2: active, run running, started Mon 11:00, due Mon 13:00, worked 1h

story T12 update: from due over night
same agreement
Mon 16:30 created
Mon 17:00 ana replies
as of Mon 17:30
# Two hours from 16:30: 1.5 on Monday, half an hour on Tuesday; then the next beat.
update#1: met, due Tue 09:30
update#2: active, run waiting, started Tue 09:30

story T12 update: a missed beat opens the next where the target says so
target update: { within: 2h, missed-opens-next: true }
Mon 09:00 created
as of Mon 11:00
# Last: still in time.
update: due-soon, due Mon 11:00
as of Mon 11:00:00.001
update#1: overdue, run stopped, cause missed, stopped Mon 11:00, verdict-at Mon 11:00
update#2: active, started Mon 11:00
as of Mon 14:00
update#1: overdue
update#2: overdue, started Mon 11:00, verdict-at Mon 13:00
update#3: active, started Mon 13:00, due Mon 15:00
Mon 14:30 ana replies
as of Mon 15:30
update#1: overdue
update#2: overdue
update#3: met, stopped Mon 14:30
update#4: active, started Mon 14:30, due Mon 16:30

story T12 update: missed beats stand still while paused
target update: { within: 2h, missed-opens-next: true, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 14:00 status=open
as of Mon 15:30
# One hour used before; the other ends at 15:00, then the next beat.
update#1: overdue, due Mon 15:00, paused customer 4h
update#2: active, started Mon 15:00, due Mon 17:00

story T12 update: notes and bots are none unless the target counts them
target update: { within: 2h }
target told: { metric: update, within: 2h, notes: true, bots: true, when: { channel: mail } }
Mon 09:00 created channel=mail
Mon 10:00 ana notes
Mon 10:30 bot replies
as of Mon 11:00
# `told` is the more specific of the two: a note at 10:00, a bot at 10:30.
told#1: met, stopped Mon 10:00
told#2: met, stopped Mon 10:30
told#3: active, started Mon 10:30

story T12 update: ends with the ticket, without blame
target update: { within: 2h }
Mon 09:00 created status=open
Mon 10:00 ana replies
Mon 10:30 status=resolved
as of Tue 10:30
# Nothing is owed for a solved ticket.
update#1: met
update#2: cancelled, cause closed-without-response, verdict-at Mon 10:30

story T12 update: the reply that is sent with the solution opens no further beat
same agreement
Mon 09:00 created status=open
Mon 10:00 ana replies
Mon 10:00 status=resolved
as of Tue 10:30
# The reply opens a beat, the solution of the same instant cancels it.
update#1: met
update#2: cancelled, started Mon 10:00, elapsed 0m

story T12 workaround: stops with the workaround
target workaround: { within: 2h }
Mon 09:00 created status=open
Mon 10:00 workaround
Mon 12:00 status=resolved
as of Mon 13:00
# One hour.
workaround: met, worked 1h, stopped Mon 10:00

story T12 workaround: a field may say so, and may say no
same agreement
Mon 09:00 created status=open
Mon 10:00 workaround=no
as of Mon 10:30
# No is none.
workaround: active, worked 1h30m
Mon 10:45 workaround=yes
as of Mon 11:00
workaround: met, worked 1h45m

story T12 workaround: the solution is one
same agreement
Mon 09:00 created status=open
Mon 10:30 status=closed
as of Mon 13:00
# Solved before any workaround.
workaround: met, stopped Mon 10:30

story T12 workaround: a reply is none
same agreement
Mon 09:00 created status=open
Mon 10:00 ana replies
as of Mon 12:00
# Words alone: broken at 11:00.
workaround: overdue, verdict-at Mon 11:00

story T12 resolution: only an end stops it, whichever of the three it is
target resolution: { within: 4h }
Mon 09:00 created status=new
Mon 10:00 status=open
Mon 10:30 ana replies
Mon 11:00 status=pending
Mon 12:00 status=solved
as of Mon 13:00
# Resolved, solved and closed are ends; pending is none.
resolution: met, stopped Mon 12:00, worked 3h

story T12 resolution: closing what was resolved moves nothing
same agreement
Mon 09:00 created status=open
Mon 10:00 status=resolved
Wed 10:00 status=closed
as of Wed 11:00
# The first end counts.
resolution: met, stopped Mon 10:00

story T12 ownership: each team has its part, born with the team
target ownership: { by: team, within: { n1: 1h, n2: 4h, else: 8h } }
Mon 09:00 created status=open team=n1
Mon 10:30 team=n2
Mon 12:00 team=n3
Mon 13:00 status=resolved
as of Tue 09:00
# n1 had one hour, until 10:00.
ownership#1: met-late, by n1, verdict-at Mon 10:00, stopped Mon 10:30
ownership#2: met, by n2, worked 1h30m
ownership#3: met, by n3, worked 1h

story T12 ownership: back to a team is a new part
same agreement
Mon 09:00 created status=open team=n1
Mon 09:30 team=n2
Mon 10:00 team=n1
as of Mon 10:45
# One hour again from 10:00.
ownership#1: met, by n1, worked 30m
ownership#2: met, by n2, worked 30m
ownership#3: active, by n1, due Mon 11:00, worked 45m

story T12 ownership: nobody's ticket is owned by nobody
same agreement
Mon 09:00 created status=open
as of Mon 09:30
# Not yet.
no clocks
left sla/ownership: not-started
Mon 10:00 team=n1
Mon 10:20 team=
as of Mon 12:00
# From 10:00 to 10:20.
ownership: met, started Mon 10:00, stopped Mon 10:20

story T12 ownership: who in the team has it does not matter
same agreement
Mon 09:00 created status=open team=n2 agent=ana
Mon 10:00 agent=bia
as of Mon 11:00
# n2 owns it all the time.
ownership: active, worked 2h, held ana/n2 Mon 09:00 .. Mon 10:00, held bia/n2 Mon 10:00 .. Mon 11:00

story T12 ownership: handed over during a pause, the new part begins paused
target ownership: { by: team, within: { else: 2h }, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open team=n1
Mon 10:00 status=waiting-customer
Mon 11:00 team=n2
Mon 12:00 status=open
as of Mon 12:30
# n1 worked one hour, n2 half an hour.
ownership#1: met, worked 1h, paused customer 1h
ownership#2: active, started Mon 11:00, worked 30m, due Mon 14:00, paused customer 1h

story T12 ownership: handed over and solved on one instant
same agreement
Mon 09:00 created status=open team=n1
Mon 10:00 team=n2
Mon 10:00 status=resolved
as of Mon 12:00
# n2 had it for no time at all.
ownership#1: met, worked 1h
ownership#2: met, elapsed 0m

story T12 hop budgets are shares of what is promised for the whole
target resolution: { by: priority, within: { high: 8h, low: 16h } }
target ownership: { by: team, within: { n1: 25% of resolution, n2: 50% of resolution } }
Mon 09:00 created status=open team=n1 priority=high
Mon 10:30 team=n2
as of Mon 11:00
# A quarter of eight hours is two, half is four.
resolution: active, due Mon 17:00
ownership#1: met, due Mon 11:00, limit 25% of resolution
ownership#2: active, due Mon 14:30, limit 50% of resolution

story T12 T15 a hop budget follows the whole when that changes
same agreement
Mon 09:00 created status=open team=n2 priority=low
Mon 10:00 priority=high
as of Mon 11:00
# Half of sixteen hours, then half of eight, one used: the priority is the cause of both.
resolution: active, due Mon 17:00, original Tue 16:00, shift priority-change Tue 16:00 -> Mon 17:00 at Mon 10:00
ownership: active, due Mon 13:00, original Mon 17:00, shift priority-change Mon 17:00 -> Mon 13:00 at Mon 10:00

story T12 a hop budget of time on the clock is time on the clock
target resolution: { within: 24h clock, calendar: office }
target ownership: { by: team, within: { n1: 50% of resolution }, calendar: office }
Mon 15:00 created status=open team=n1
as of Mon 16:00
# Twelve hours, day and night.
resolution: active, due Tue 15:00
ownership: active, due Tue 03:00

story T12 requester wait: all but the time in which the customer is waited for
target requester-wait: { within: 4h }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 12:00 status=open
Mon 13:00 status=waiting-supplier
Mon 14:00 status=resolved
as of Mon 15:00
# 9–10 and 12–14: a supplier's time is the requester's wait.
requester-wait: met, worked 3h, paused customer 2h

story T12 requester wait: pauses of the target's own replace the ready-made one
target requester-wait: { within: 4h, pause: [ { status: waiting-supplier, party: supplier } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 status=waiting-supplier
Mon 12:00 status=open
as of Mon 12:30
# 9–11 and half an hour.
requester-wait: active, worked 2h30m, paused supplier 1h, due Mon 14:00

story T12 requester wait: merely measured, it promises nothing
target requester-wait: { measure: true }
Mon 09:00 created status=open
as of Mon 12:00
# Three hours so far, due never.
requester-wait: active, limit none, due none, fires none, used none, worked 3h
Mon 13:00 status=resolved
as of Mon 14:00
requester-wait: not-applicable, cause measured, worked 4h

story T12 agent work: begins with the first agent
target agent-work: { within: 4h }
Mon 09:00 created status=open
Mon 10:00 agent=ana
Mon 11:00 agent=bia
as of Mon 12:00
# From 10:00 on, whoever has it.
agent-work: active, started Mon 10:00, worked 2h, due Mon 14:00

story T12 agent work: who answers first has it
same agreement
Mon 09:00 created status=open
Mon 09:30 ana replies
as of Mon 10:30
# ana holds the ticket from her reply on.
agent-work: active, started Mon 09:30, worked 1h, held ana/- Mon 09:30 .. Mon 10:30

story T12 agent work: waits for nobody, the customer and the supplier
same agreement
Mon 09:00 created status=open agent=ana
Mon 10:00 agent=
Mon 11:00 agent=bia
Mon 11:30 status=pending
Mon 12:30 status=on-hold
Mon 13:00 status=open
Mon 14:00 status=resolved
as of Mon 15:00
# 9–10, 11–11:30 and 13–14.
agent-work: met, worked 2h30m, paused nobody 1h, paused customer 1h, paused supplier 30m

story T12 agent work: the customer's answer brings the agent back to work
same agreement
Mon 09:00 created status=open agent=ana
Mon 10:00 status=waiting-customer
Mon 11:00 customer writes
as of Mon 12:00
# 9–10 and 11–12.
agent-work: active, worked 2h, paused customer 1h

story T12 customer answer: from the question to the customer's message
target customer-answer: { within: 8h, party: customer }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 15:00 customer writes
as of Mon 16:00
# Five of eight hours.
customer-answer: met, started Mon 10:00, worked 5h, due Mon 18:00, last Tue 09:00

story T12 customer answer: each question is a cycle
same agreement
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 customer writes
Mon 11:30 status=open
Mon 12:00 status=waiting-customer
as of Wed 12:00
# Eight hours from Monday 12:00: Tuesday 11:00.
customer-answer#1: met, worked 1h
customer-answer#2: overdue, started Mon 12:00, verdict-at Tue 11:00

story T12 customer answer: a question that is taken back is owed no longer
same agreement
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 status=open
as of Tue 18:00
# Found out without the customer.
customer-answer: cancelled, cause no-longer-waiting, stopped Mon 11:00

story T12 customer answer: a question that is taken back too late stays broken
same agreement
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Wed 11:00 status=resolved
as of Thu 18:00
# Broken at Tuesday 9:00, the last instant of Monday's eight hours.
customer-answer: overdue, run stopped, verdict-at Tue 09:00, cause no-longer-waiting

story T12 customer answer: an automatic reply is none, and a message without question nothing
same agreement
Mon 09:00 created status=open
Mon 09:30 customer writes
Mon 10:00 status=waiting-customer
Mon 10:01 customer auto-replies
as of Mon 12:00
# Still waiting, since 10:00.
customer-answer: active, started Mon 10:00, worked 2h

story T12 customer answer: asked from the very beginning
same agreement
Mon 09:00 created status=waiting-customer
Mon 10:00 customer writes
as of Mon 12:00
# Born waiting.
customer-answer: met, started Mon 09:00, worked 1h

story T12 a duty of the customer runs beside what is owed to the customer
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
target customer-answer: { within: 2h, party: customer }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 customer writes
as of Mon 11:30
# The one pauses while the other runs.
resolution: active, worked 1h30m, paused customer 1h
customer-answer: met, worked 1h

story T12 start and stop on one instant is met with nothing elapsed
target resolution: { within: 4h }
target first-response: { within: 1h }
Mon 10:00 created status=open
Mon 10:00 ana replies
Mon 10:00 status=resolved
as of Mon 11:00
# All at once.
resolution: met, elapsed 0m, used 0%
first-response: met, elapsed 0m

story T12 a ticket born closed has nothing left to do
target resolution: { within: 4h }
target first-response: { within: 1h }
target update: { within: 1h }
target requester-wait: { measure: true }
Mon 10:00 created status=closed
as of Tue 11:00
# Solved with nothing elapsed; owed replies are cancelled.
resolution: met, elapsed 0m
first-response: cancelled, cause closed-without-response
update: cancelled, cause closed-without-response
requester-wait: not-applicable, cause measured

story T12 a ticket born closed and reopened begins where it left off
target resolution: { within: 4h }
Mon 10:00 created status=closed
Mon 11:00 status=open
as of Mon 12:00
# Nothing was used before 11:00.
resolution: active, started Mon 10:00, due Mon 15:00, worked 1h

story T12 a pause that is true at the start applies from the start
target resolution: { within: 4h, pause: [ { status: waiting-supplier, party: supplier } ] }
Mon 10:00 created status=waiting-supplier
as of Mon 12:00
# Born paused.
resolution: paused, due none, remaining 4h, worked 0m, paused supplier 2h, original Mon 14:00
