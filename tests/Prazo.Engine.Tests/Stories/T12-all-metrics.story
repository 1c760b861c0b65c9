# T12: one ticket with a clock of every ready-made metric, and what each event does to all of them.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.
# Every story begins alike: answered at 9:10 by ana, asked again at 9:20, a call missed at 9:30, another rings since 9:40, the customer is asked at 9:50.

story T12 all: what runs before anything else happens
target first-response: { within: 8h }
target next-response: { within: 8h }
target update: { within: 8h }
target workaround: { within: 8h }
target resolution: { within: 8h }
target ownership: { within: 8h }
target requester-wait: { within: 8h }
target agent-work: { within: 8h }
target customer-answer: { within: 8h }
target callback: { within: 8h }
target speed-of-answer: { within: 8h }
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
as of Mon 10:00
# The requester's wait and the agent's work stand still for the customer; nobody else has such a rule.
first-response: met, worked 10m
next-response: active, started Mon 09:20, worked 40m
update#1: met, worked 10m
update#2: active, started Mon 09:10, worked 50m
workaround: active, worked 1h
resolution: active, worked 1h
ownership: active, worked 1h
requester-wait: paused, worked 50m
agent-work: paused, started Mon 09:10, worked 40m
customer-answer: active, started Mon 09:50, worked 10m
callback: active, started Mon 09:30, worked 30m
speed-of-answer: active, started Mon 09:40, worked 20m, call c2

story T12 T16 all: the end of the ticket, and its return
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 status=resolved
as of Mon 12:00
# Work is met, waits for replies are cancelled, the question is taken back; a call still rings.
first-response: met
next-response: cancelled, cause closed-without-response, worked 1h40m
update#1: met
update#2: cancelled, cause closed-without-response, worked 1h50m
workaround: met, worked 2h
resolution: met, worked 2h
ownership: met, worked 2h
requester-wait: met, worked 50m, paused customer 1h10m
agent-work: met, worked 40m, paused customer 1h10m
customer-answer: cancelled, cause no-longer-waiting, worked 1h10m
callback: cancelled, cause closed-without-response, worked 1h30m
speed-of-answer: active, worked 2h20m
Mon 13:00 status=open
as of Mon 14:00
# Two hours closed do not count; the question is not asked again.
first-response: met
next-response: active, worked 2h40m
update#1: met
update#2: active, worked 2h50m
workaround: active, worked 3h
resolution: active, worked 3h
ownership: active, worked 3h
requester-wait: active, worked 1h50m
agent-work: active, worked 1h40m
customer-answer: cancelled
callback: active, worked 2h30m
speed-of-answer: active, worked 4h20m

story T12 T14 all: merged into another ticket
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 merged into T-2
as of Tue 12:00
# Whatever ran is cancelled with a link; what was met stays so.
first-response: met, link none
next-response: cancelled, cause merged, link T-2
update#1: met, link none
update#2: cancelled, cause merged, link T-2
workaround: cancelled, cause merged, link T-2
resolution: cancelled, cause merged, link T-2
ownership: cancelled, cause merged, link T-2
requester-wait: cancelled, cause merged, link T-2
agent-work: cancelled, cause merged, link T-2
customer-answer: cancelled, cause merged, link T-2
callback: cancelled, cause merged, link T-2
speed-of-answer: cancelled, cause merged, link T-2

story T12 T17 all: handed over to another team
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 team=n2 agent=
as of Mon 12:00
# Ownership alone begins anew. The customer is waited for first, so that nobody's ticket is still the customer's time.
first-response: met
next-response: active, worked 2h40m
update#1: met
update#2: active, worked 2h50m
workaround: active, worked 3h
resolution: active, worked 3h
ownership#1: met, stopped Mon 11:00, held -/n1 Mon 09:00 .. Mon 09:10, held ana/n1 Mon 09:10 .. Mon 11:00
ownership#2: active, started Mon 11:00, worked 1h, held -/n2 Mon 11:00 .. Mon 12:00
requester-wait: paused, worked 50m, paused customer 2h10m
agent-work: paused, worked 40m, paused customer 2h10m, paused nobody 0m
customer-answer: active, worked 2h10m
callback: active, worked 2h30m
speed-of-answer: active, worked 2h20m

story T12 T13 all: paused by hand
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 pause all for storm by nobody
Mon 11:30 status=open
as of Mon 12:00
# Whatever ran stands still from 11:00; where the customer was waited for, the storm takes over at 11:30. The question of 9:50 is taken back.
first-response: met
next-response: paused, worked 1h40m, paused nobody 1h
update#1: met
update#2: paused, worked 1h50m, paused nobody 1h
workaround: paused, worked 2h, paused nobody 1h
resolution: paused, worked 2h, paused nobody 1h
ownership: paused, worked 2h, paused nobody 1h
requester-wait: paused, worked 50m, paused customer 1h40m, paused nobody 30m
agent-work: paused, worked 40m, paused customer 1h40m, paused nobody 30m
customer-answer: cancelled, cause no-longer-waiting, worked 1h10m, paused nobody 30m
callback: paused, worked 1h30m, paused nobody 1h
speed-of-answer: paused, worked 1h20m, paused nobody 1h

story T12 all: the customer writes
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 customer writes
as of Mon 12:00
# The duty is done, and those who waited for the customer go on; the message of 9:20 is still the one that waits.
first-response: met
next-response: active, started Mon 09:20, worked 2h40m
update#1: met
update#2: active, worked 2h50m
workaround: active, worked 3h
resolution: active, worked 3h
ownership: active, worked 3h
requester-wait: active, worked 1h50m, paused customer 1h10m
agent-work: active, worked 1h40m, paused customer 1h10m
customer-answer: met, worked 1h10m
callback: active, worked 2h30m
speed-of-answer: active, worked 2h20m

story T12 all: an agent replies
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 bia replies
as of Mon 12:00
# Only what waits for a reply: the question of 9:20 and the update. A letter is no call.
first-response: met, worked 10m
next-response: met, worked 1h40m
update#1: met
update#2: met, worked 1h50m
update#3: active, started Mon 11:00
workaround: active, worked 3h
resolution: active, worked 3h
ownership: active, worked 3h
requester-wait: paused, worked 50m
agent-work: paused, worked 40m
customer-answer: active, worked 2h10m
callback: active, worked 2h30m
speed-of-answer: active, worked 2h20m

story T12 all: the ringing call is taken
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 call c2 answered by bia
as of Mon 12:00
# A call answers everything that waits for words or for a call.
first-response: met
next-response: met, worked 1h40m
update#1: met
update#2: met, worked 1h50m
update#3: active, started Mon 11:00
workaround: active
resolution: active
ownership: active
requester-wait: paused
agent-work: paused
customer-answer: active
callback: met, worked 1h30m
speed-of-answer: met, worked 1h20m, call c2

story T12 all: a workaround is given
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
Mon 11:00 workaround
as of Mon 12:00
# It stops what is called after it, and nothing else.
first-response: met
next-response: active
update#1: met
update#2: active
workaround: met, worked 2h
resolution: active, worked 3h
ownership: active
requester-wait: paused
agent-work: paused
customer-answer: active
callback: active
speed-of-answer: active

story T12 T11 all: everything unanswered for a day
same agreement
Mon 09:00 created status=open team=n1
Mon 09:10 ana replies
Mon 09:20 customer writes
Mon 09:30 call c1 abandoned
Mon 09:40 call c2 rings
Mon 09:50 status=waiting-customer
as of Tue 12:00
# Eight hours each: until 17:00 from 9:00, 17:10 from 9:10, and so on to 17:50. What is paused breaks nothing.
first-response: met
next-response: overdue, verdict-at Mon 17:20
update#1: met
update#2: overdue, verdict-at Mon 17:10
workaround: overdue, verdict-at Mon 17:00
resolution: overdue, verdict-at Mon 17:00
ownership: overdue, verdict-at Mon 17:00
requester-wait: paused, verdict open, remaining 7h10m
agent-work: paused, verdict open, remaining 7h20m
customer-answer: overdue, verdict-at Mon 17:50
callback: overdue, verdict-at Mon 17:30
speed-of-answer: overdue, verdict-at Mon 17:40
