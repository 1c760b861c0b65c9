# T14: what is a response, and what ends the wait for one.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T14 only a person's visible reply is a response
target first-response: { within: 1h }
Mon 10:00 created
Mon 10:01 bot replies
Mon 10:02 ana notes
Mon 10:03 ana accepts
Mon 10:04 status=open
as of Mon 10:30
# None of these is.
first-response: active, worked 30m
Mon 10:40 ana replies
as of Mon 11:00
first-response: met, stopped Mon 10:40

story T14 bots answer where the target says so
target first-response: { within: 1h, bots: true }
Mon 10:00 created
Mon 10:01 bot replies
as of Mon 10:30
# One minute.
first-response: met, worked 1m

story T14 notes answer where the target says so
target first-response: { within: 1h, notes: true }
Mon 10:00 created
Mon 10:01 bot replies
Mon 10:02 ana notes
as of Mon 10:30
# Two minutes: the note, not the bot.
first-response: met, worked 2m

story T14 a change of status answers where the target says so
target first-response: { within: 1h, response: status }
Mon 10:00 created status=new
Mon 10:05 ana replies
Mon 10:10 priority=high
Mon 10:20 status=open
as of Mon 10:30
# Neither the reply nor the priority: the status.
first-response: met, worked 20m

story T14 closing is a change of status, too
same agreement
Mon 10:00 created status=new
Mon 10:20 status=closed
as of Mon 10:30
# It answers before it could cancel.
first-response: met, worked 20m

story T14 an agent's acceptance answers where the target says so
target first-response: { within: 1h, response: acceptance }
Mon 10:00 created
Mon 10:05 ana replies
Mon 10:15 bia accepts
as of Mon 10:30
# Accepted by bia, who holds it now.
first-response: met, worked 15m, held -/- Mon 10:00 .. Mon 10:05, held ana/- Mon 10:05 .. Mon 10:15

story T14 closed without a response the clock is cancelled
target first-response: { within: 1h }
Mon 10:00 created status=open
Mon 10:59 status=resolved
as of Tue 10:00
# In time, and nobody is owed anything.
first-response: cancelled, verdict cancelled, cause closed-without-response, verdict-at Mon 10:59, worked 59m

story T14 closed exactly at last it is cancelled
same agreement
Mon 10:00 created status=open
Mon 11:00 status=resolved
as of Tue 10:00
# Last has not passed.
first-response: cancelled

story T14 closed one millisecond after last it stays broken
same agreement
Mon 10:00 created status=open
Mon 11:00:00.001 status=resolved
as of Tue 10:00
# Broken, and no reply will come.
first-response: overdue, run stopped, verdict broken, verdict-at Mon 11:00, cause closed-without-response

story T14 closed in the night between due and last it is cancelled
same agreement
Mon 17:00 created status=open
Mon 23:00 status=closed
as of Wed 10:00
# Due at closing, in time until 9:00.
first-response: cancelled, verdict-at Mon 23:00

story T14 a next response is cancelled by closing, too
target next-response: { within: 1h }
Mon 09:00 created status=open
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 10:30 status=closed
as of Mon 15:00
# Half an hour waited.
next-response: cancelled, cause closed-without-response

story T14 a customer who writes to a closed ticket is owed an answer
target next-response: { within: 1h }
Mon 09:00 created status=open
Mon 09:30 ana replies
Mon 10:00 status=resolved
Mon 11:00 customer writes
as of Mon 11:30
# Whether the ticket is reopened is another matter.
next-response: active, started Mon 11:00, due Mon 12:00

story T14 a ticket that an agent opens owes no first response until the customer writes
target first-response: { within: 1h }
target resolution: { within: 8h }
Mon 09:00 created by agent
Mon 09:30 ana replies
as of Mon 12:00
# The resolution is owed all the same.
first-response: not-applicable, verdict not-applicable, cause opened-by-agent, verdict-at Mon 09:00
resolution: active, worked 3h
Mon 14:00 customer auto-replies
as of Mon 14:30
# An automatic message is none.
first-response: not-applicable
resolution: active
Mon 15:00 customer writes
as of Mon 15:30
first-response: active, started Mon 15:00, due Mon 16:00, verdict open
resolution: due-soon, worked 6h30m

story T14 a ticket that an agent opens and closes alone never owed a response
target first-response: { within: 1h }
Mon 09:00 created by agent status=open
Mon 10:00 status=closed
as of Mon 12:00
# Not cancelled: it was never applicable.
first-response: not-applicable, cause opened-by-agent

story T14 thanks start no next response where the target ignores them, and say so
target next-response: { within: 1h, ignore-thanks: true }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer thanks
as of Mon 12:00
# A cycle on record, without promise.
next-response: not-applicable, cause thanks, started Mon 10:00, elapsed 0m
Mon 13:00 customer writes
as of Mon 13:30
next-response#1: not-applicable
next-response#2: active, started Mon 13:00

story T14 thanks while a question waits change nothing
same agreement
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 10:10 customer thanks
as of Mon 10:30
# The question waits since 10:00.
next-response: active, started Mon 10:00, worked 30m

story T14 thanks are a message like any other where nothing is said
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer thanks
as of Mon 12:00
# Unanswered since 10:00.
next-response: overdue, verdict-at Mon 11:00

story T14 thanks start no first response of a ticket that an agent opened
target first-response: { within: 1h, ignore-thanks: true }
Mon 09:00 created by agent
Mon 10:00 customer thanks
as of Mon 12:00
# The customer has asked nothing.
first-response: not-applicable, cause opened-by-agent

story T14 an automatic reply starts nothing
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer auto-replies
as of Mon 12:00
# Out of office.
no clocks
left sla/next-response: not-started
