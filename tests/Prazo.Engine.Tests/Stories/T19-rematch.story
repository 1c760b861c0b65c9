# T19: what happens when a field that matching reads changes later.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T19 never: the first match stands
agreement base: {}
target resolution: { within: 8h }
agreement vip: { applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created
Mon 10:00 customer=aurora
as of Mon 11:00
# Never is what happens when nothing is said.
resolution: active, agreement base@1, due Mon 17:00

story T19 always: a stricter agreement takes over with the time used
agreement base: { rematch: always }
target resolution: { within: 8h }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created
Mon 10:00 customer=aurora
as of Mon 11:00
# Carry: one hour used of now four.
resolution: active, agreement vip@1, started Mon 09:00, due Mon 13:00, original Mon 17:00, shift agreement-change Mon 17:00 -> Mon 13:00 at Mon 10:00
left base/resolution: outranked vip/resolution
chosen base@1 from Mon 09:00: only
chosen vip@1 from Mon 10:00: rematch
Mon 11:30 customer=
as of Mon 12:00
# And back: base again, three hours used of eight.
resolution: active, agreement base@1, due Mon 17:00,
    shift agreement-change Mon 17:00 -> Mon 13:00 at Mon 10:00, shift agreement-change Mon 13:00 -> Mon 17:00 at Mon 11:30

story T19 T15 a swap to a promise that is due earlier is up
agreement base: { rematch: always }
target resolution: { within: 8h }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h, on-change: { up: restart, down: keep } }
Mon 09:00 created
Mon 10:00 customer=aurora
as of Mon 11:00
# Four hours end before eight: up, restarted at 10:00.
resolution: active, agreement vip@1, due Mon 14:00, worked 1h

story T19 T15 a swap to a promise that is due later is down
agreement base: { rematch: always }
target resolution: { within: 4h }
agreement slow: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 8h, on-change: { up: restart, down: keep } }
Mon 09:00 created
Mon 10:00 customer=aurora
as of Mon 11:00
# Eight hours end after four: down, kept.
resolution: active, agreement slow@1, due Mon 13:00, limit 4h, no shift

story T19 T15 whether a swap is up or down is asked of both calendars
agreement base: { rematch: always }
target resolution: { within: 6h }
agreement night: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 5h, calendar: 24x7, on-change: { up: retroactive, down: keep } }
Mon 15:00 created
Mon 16:00 customer=aurora
as of Mon 17:00
# Five hours day and night from 15:00 end at 20:00, six in the office on Tuesday 12:00: up.
resolution: active, agreement night@1, due Mon 20:00, original Tue 12:00

story T19 T15 a swap between equal promises carries, whatever is said of up and down
agreement base: { rematch: always }
target resolution: { within: 4h }
agreement twin: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 240m, on-change: restart }
Mon 09:00 created
Mon 10:00 customer=aurora
as of Mon 11:00
# Due at 13:00 both.
resolution: active, agreement twin@1, due Mon 13:00, no shift, worked 2h

story T19 T15 a swap breaks no earlier than itself
agreement base: { rematch: always }
target resolution: { within: 8h }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 1h }
Mon 09:00 created
Mon 12:00 customer=aurora
as of Mon 12:00
# One hour was used up at 10:00; promised only since 12:00.
resolution: overdue, due Mon 10:00, verdict-at Mon 12:00, fact breached Mon 12:00 agreement-change

story T19 a swap keeps the pauses that were
agreement base: { rematch: always }
target resolution: { within: 8h, pause: [ { status: waiting-customer, party: customer } ] }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 customer=aurora
as of Mon 12:00
# One hour used, still waiting.
resolution: paused, agreement vip@1, remaining 3h, paused customer 2h
Mon 13:00 status=open
as of Mon 14:00
resolution: active, due Mon 16:00, paused customer 3h

story T19 after a swap the new agreement's pauses hold, the old one's no longer
agreement base: { rematch: always }
target resolution: { within: 8h, pause: [ { status: waiting-customer, party: customer } ] }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h, pause: [ { status: storm, party: nobody } ] }
Mon 09:00 created status=open
Mon 10:00 customer=aurora
Mon 11:00 status=waiting-customer
as of Mon 11:30
# vip waits for no customer.
resolution: active, worked 2h30m, due Mon 13:00
Mon 12:00 status=storm
as of Mon 14:00
resolution: paused, worked 3h, paused nobody 2h

story T19 until-first-response: a change before the answer counts
agreement base: { rematch: until-first-response }
target resolution: { within: 8h }
agreement vip: { rematch: until-first-response, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created
Mon 09:30 bot replies
Mon 09:40 ana notes
Mon 10:00 customer=aurora
as of Mon 10:30
# A bot and a note are no answer.
resolution: active, agreement vip@1

story T19 until-first-response: a change after the answer does not
same agreement
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer=aurora
as of Mon 10:30
# Answered at 9:30.
resolution: active, agreement base@1

story T19 until-first-response: a call taken is an answer
same agreement
Mon 09:00 created
Mon 09:30 call c1 answered by ana
Mon 10:00 customer=aurora
as of Mon 10:30
# Answered by phone.
resolution: active, agreement base@1

story T19 a target without successor is cancelled, its siblings run on
agreement base: { rematch: always }
target resolution: { within: 8h }
target workaround: { within: 8h }
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
target update: { within: 2h }
matching first, resolution most-specific, update most-specific
Mon 09:00 created status=open
Mon 10:00 customer=aurora
as of Mon 10:30
# The workaround stays base's: nobody else promises one. Resolution is vip's, and the update that vip adds counts from creation.
resolution: active, agreement vip@1, due Mon 13:00
workaround: active, agreement base@1, due Mon 17:00
update: active, agreement vip@1, started Mon 09:00, due Mon 11:00

story T19 when nothing fits any more the clocks are cancelled
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created customer=aurora
Mon 10:00 customer=boreal
as of Mon 18:00
# Left at 10:00 with one hour used.
resolution: cancelled, cause agreement-changed, stopped Mon 10:00, worked 1h

story T19 what was broken when its agreement left stays broken
same agreement
Mon 09:00 created customer=aurora
Mon 15:00 customer=boreal
as of Mon 18:00
# Broken at 13:00.
resolution: overdue, run stopped, verdict broken, verdict-at Mon 13:00, cause agreement-changed, stopped Mon 15:00

story T19 a late first attachment counts from the creation of the ticket
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created
as of Mon 10:00
# Nobody's ticket.
no clocks
left vip: no-agreement customer =
Mon 11:00 customer=aurora
as of Mon 12:00
# Creation is what counts when nothing is said.
resolution: active, started Mon 09:00, due Mon 13:00, worked 3h
chosen vip@1 from Mon 11:00: rematch

story T19 a late first attachment breaks no earlier than itself
same agreement
Mon 09:00 created
Mon 15:00 customer=aurora
as of Mon 16:00
# Due at 13:00, attached at 15:00.
resolution: overdue, due Mon 13:00, verdict-at Mon 15:00

story T19 a late first attachment may count from itself
agreement vip: { rematch: always, attach: attachment, applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created
Mon 15:00 customer=aurora
as of Mon 16:00
# Four hours from 15:00: three on Monday, one on Tuesday.
resolution: active, started Mon 15:00, due Tue 10:00, worked 1h

story T19 a late first attachment that counts from itself forgets an answer before it
agreement vip: { rematch: always, attach: attachment, applies: { when: { customer: aurora } } }
target first-response: { within: 1h }
target next-response: { within: 1h }
Mon 09:00 created
Mon 09:30 ana replies
Mon 10:00 customer writes
Mon 15:00 customer=aurora
as of Mon 15:30
# The first response is behind; the next one is owed, from 15:00 on.
next-response: active, started Mon 15:00, due Mon 16:00
left vip/first-response: not-started

story T19 a late first attachment from creation keeps what was met before it
agreement vip: { rematch: always, applies: { when: { customer: aurora } } }
target first-response: { within: 1h }
target resolution: { within: 8h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 09:30 ana replies
Mon 10:00 status=waiting-customer
Mon 12:00 status=open
Mon 15:00 customer=aurora
as of Mon 16:00
# The answer came in time; the pause of two hours counts too: 9–10 and 12–16.
first-response: met, worked 30m
resolution: active, worked 5h, due Tue 10:00, paused customer 2h

story T19 a change of a field that no agreement reads changes nothing
agreement base: { rematch: always }
target resolution: { within: 8h }
Mon 09:00 created
Mon 10:00 subject=hello
as of Mon 11:00
# Matched once.
resolution: active, due Mon 17:00, no shift
chosen base@1 from Mon 09:00: only
