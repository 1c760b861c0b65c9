# T14: merged tickets: the clocks of the one are cancelled with a link, the survivor takes the earliest unanswered message, or its own.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T14 a merged ticket's clocks are cancelled with a link to the survivor
target first-response: { within: 1h }
target resolution: { within: 8h }
Mon 10:00 created
Mon 10:30 merged into T-9
as of Tue 18:00
# Half an hour used of each.
first-response: cancelled, cause merged, link T-9, stopped Mon 10:30, worked 30m
resolution: cancelled, cause merged, link T-9, stopped Mon 10:30, worked 30m

story T14 after the merge nothing that happens to the merged ticket counts
same agreement
Mon 10:00 created status=open
Mon 10:30 merged into T-9
Mon 10:40 ana replies
Mon 10:50 status=resolved
Mon 11:00 status=open
Mon 11:10 customer writes
as of Tue 18:00
# The survivor's events count on the survivor.
first-response: cancelled, stopped Mon 10:30
resolution: cancelled, stopped Mon 10:30

story T14 what was broken before the merge stays broken
same agreement
Mon 10:00 created
Mon 11:00:00.001 merged into T-9
as of Tue 18:00
# The first response broke at 11:00; the resolution had time.
first-response: overdue, run stopped, verdict broken, verdict-at Mon 11:00, link T-9
resolution: cancelled

story T14 merged exactly at last it is cancelled
same agreement
Mon 10:00 created
Mon 11:00 merged into T-9
as of Tue 18:00
# Last had not passed.
first-response: cancelled, verdict-at Mon 11:00
resolution: cancelled

story T14 what was met before the merge stays met
same agreement
Mon 10:00 created
Mon 10:20 ana replies
Mon 10:30 merged into T-9
as of Tue 18:00
# Answered in twenty minutes.
first-response: met, link none
resolution: cancelled, link T-9

story T14 a paused clock is cancelled by a merge as well
target resolution: { within: 8h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 merged into T-9
as of Tue 18:00
# One hour used, one paused.
resolution: cancelled, worked 1h, paused customer 1h, link T-9

story T14 the survivor takes the earlier unanswered message
target first-response: { within: 2h }
Mon 10:00 created
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# Two hours from 9:30.
first-response: active, started Mon 09:30, due Mon 11:30, original Mon 12:00, worked 1h, shift merge Mon 12:00 -> Mon 11:30 at Mon 10:20

story T14 what the earlier message breaks is broken at the merge
target first-response: { within: 1h }
Mon 10:00 created
Mon 10:45 absorbs T-8 unanswered since Mon 09:10
as of Mon 10:45
# Due at 10:10; nobody here could have known before 10:45.
first-response: overdue, due Mon 10:10, verdict-at Mon 10:45, fact breached Mon 10:45 merge

story T14 a later unanswered message of the other ticket changes nothing
same agreement
Mon 10:00 created
Mon 10:45 absorbs T-8 unanswered since Mon 10:30
as of Mon 10:50
# The survivor's own message is the earlier one.
first-response: due-soon, started Mon 10:00, due Mon 11:00, no shift

story T14 a ticket without unanswered message adds nothing
same agreement
Mon 10:00 created
Mon 10:45 absorbs T-8
as of Mon 10:50
# All was answered there.
first-response: due-soon, started Mon 10:00, due Mon 11:00, no shift

story T14 the survivor keeps its own message where the target says so
target first-response: { within: 2h, merge: own }
Mon 10:00 created
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# Two hours from its own creation.
first-response: active, started Mon 10:00, due Mon 12:00, no shift

story T14 only the wait for a reply takes the earlier start
target first-response: { within: 2h }
target resolution: { within: 8h }
Mon 10:00 created
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# The resolution is of this ticket.
first-response: active, started Mon 09:30
resolution: active, started Mon 10:00, due Mon 18:00, last Tue 09:00

story T14 an answered survivor owes the other ticket's message a next response
target first-response: { within: 2h }
target next-response: { within: 2h }
Mon 09:00 created
Mon 09:10 ana replies
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# From 9:30 on.
first-response: met, worked 10m
next-response: active, started Mon 09:30, due Mon 11:30, worked 1h

story T14 a next response that comes with the merge breaks no earlier than the merge
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:10 ana replies
Mon 12:00 absorbs T-8 unanswered since Mon 09:30
as of Mon 12:00
# Due at 10:30 there; owed here since 12:00.
next-response: overdue, started Mon 09:30, due Mon 10:30, verdict-at Mon 12:00

story T14 a next response that runs takes the earlier message of the other ticket
target next-response: { within: 2h }
Mon 09:00 created
Mon 09:10 ana replies
Mon 10:00 customer writes
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# Earlier by half an hour.
next-response: active, started Mon 09:30, due Mon 11:30, original Mon 12:00

story T14 a survivor that an agent opened owes the other ticket's customer a first response
target first-response: { within: 2h }
Mon 09:00 created by agent
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# The customer has written, over there.
first-response: active, started Mon 09:30, due Mon 11:30, worked 1h

story T14 a survivor that keeps to its own messages owes none for the other ticket's
target first-response: { within: 2h, merge: own }
target next-response: { within: 2h, merge: own }
Mon 09:00 created by agent
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 10:30
# Its own customer has not written.
first-response: not-applicable, cause opened-by-agent
Mon 11:00 customer writes
Mon 11:30 ana replies
Mon 12:00 absorbs T-7 unanswered since Mon 09:40
as of Mon 12:30
first-response: met, started Mon 11:00
left sla/next-response: not-started

story T14 a survivor that an agent opened and that absorbs an answered ticket owes nothing
same agreement
Mon 09:00 created by agent
Mon 10:20 absorbs T-8
as of Mon 10:30
# Nobody waits.
first-response: not-applicable, cause opened-by-agent

story T14 a message that waited over night there counts its working time here
target first-response: { within: 2h }
Tue 09:30 created
Tue 10:00 absorbs T-8 unanswered since Mon 17:30
as of Tue 10:00
# Half an hour on Monday, 9–10 on Tuesday, half an hour left.
first-response: active, started Mon 17:30, due Tue 10:30, worked 1h30m

story T14 an earlier message keeps the survivor's pause
target first-response: { within: 2h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 10:10 status=waiting-customer
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
as of Mon 12:00
# 9:30 to 10:10 counts, then it is paused.
first-response: paused, started Mon 09:30, remaining 1h20m, paused customer 1h50m

story T14 two tickets absorbed: the earliest of all
target first-response: { within: 2h }
Mon 10:00 created
Mon 10:10 absorbs T-7 unanswered since Mon 09:45
Mon 10:20 absorbs T-8 unanswered since Mon 09:30
Mon 10:30 absorbs T-6 unanswered since Mon 09:40
as of Mon 10:40
# 9:30 is the earliest.
first-response: active, started Mon 09:30, due Mon 11:30,
    shift merge Mon 12:00 -> Mon 11:45 at Mon 10:10, shift merge Mon 11:45 -> Mon 11:30 at Mon 10:20

story T14 updates keep their own beat when another ticket's message comes in
target update: { within: 4h }
Mon 09:00 created
Mon 10:00 ana replies
Mon 11:00 absorbs T-8 unanswered since Mon 09:30
as of Mon 11:30
# The beat runs from the reply at 10:00; it waits for no message.
update#1: met, worked 1h
update#2: active, started Mon 10:00, due Mon 14:00, no shift
