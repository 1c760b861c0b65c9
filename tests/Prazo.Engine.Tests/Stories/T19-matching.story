# T19: which agreement and target a ticket gets, and why; what was left out, and why.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T19 first: the first in the file that fits
matching first
agreement base: {}
target resolution: { within: 8h }
agreement vip: { applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created customer=aurora
as of Mon 10:00
# Both fit; base stands first.
resolution: active, agreement base@1, due Mon 17:00
left vip/resolution: outranked base/resolution
chosen base@1 from Mon 09:00: first

story T19 most specific: more fields named
matching most-specific
agreement base: {}
target resolution: { within: 8h }
agreement one: { applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
agreement two: { applies: { when: { customer: [aurora, boreal, celeste], channel: [mail, phone, chat] } } }
target resolution: { within: 6h }
Mon 09:00 created customer=aurora channel=mail
as of Mon 10:00
# Two fields beat one, however many values they list.
resolution: active, agreement two@1, due Mon 15:00
left base/resolution: outranked two/resolution
left one/resolution: outranked two/resolution
chosen two@1 from Mon 09:00: most-specific

story T19 most specific: of as many fields the one with fewer values
matching most-specific
agreement wide: { applies: { when: { customer: [aurora, boreal] } } }
target resolution: { within: 4h }
agreement narrow: { applies: { when: { customer: aurora } } }
target resolution: { within: 8h }
Mon 09:00 created customer=aurora
as of Mon 10:00
# One value beats two.
resolution: active, agreement narrow@1

story T19 most specific: a tie goes to the order of the file
matching most-specific
agreement a: { applies: { when: { customer: aurora } } }
target resolution: { within: 8h }
agreement b: { applies: { when: { channel: mail } } }
target resolution: { within: 4h }
Mon 09:00 created customer=aurora channel=mail
as of Mon 10:00
# One field, one value each.
resolution: active, agreement a@1
left b/resolution: outranked a/resolution

story T19 most specific: what the agreement and what the target ask count together
matching most-specific
agreement a: { applies: { when: { customer: aurora } } }
target resolution: { within: 8h, when: { channel: mail } }
agreement b: { applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
Mon 09:00 created customer=aurora channel=mail
as of Mon 10:00
# Two fields against one.
resolution: active, agreement a@1, limit 8h

story T19 strictest: the one that is due first
matching strictest
agreement a: {}
target resolution: { within: 8h }
agreement b: {}
target resolution: { within: 6h clock, calendar: office }
Mon 09:00 created
as of Mon 10:00
# 17:00 against 15:00.
resolution: active, agreement b@1, due Mon 15:00
left a/resolution: outranked b/resolution
chosen b@1 from Mon 09:00: strictest

story T19 strictest is asked at the start: the same agreements decide otherwise in the evening
same agreement
Mon 16:00 created
as of Mon 17:00
# Eight working hours end on Tuesday 15:00, six on the clock at 22:00.
resolution: active, agreement b@1, due Mon 22:00

story T19 strictest over the weekend prefers working time of fewer hours
matching strictest
agreement a: {}
target resolution: { within: 1h }
agreement b: {}
target resolution: { within: 24h clock, calendar: office }
Fri 18:00 created
as of Fri 19:00
# One working hour is Monday 10:00; 24 hours on the clock are Saturday 18:00.
resolution: active, agreement b@1, due Sat 18:00

story T19 strictest: a promise that never ends is the last
matching strictest
agreement a: {}
target resolution: { within: until field target, calendar: office }
agreement b: {}
target resolution: { within: 8h }
Mon 09:00 created
as of Mon 10:00
# An empty field is due never.
resolution: active, agreement b@1, due Mon 17:00

story T19 strictest: a tie goes to the order of the file
matching strictest
agreement a: {}
target resolution: { within: 8h clock, calendar: office }
agreement b: {}
target resolution: { within: 8h }
Mon 09:00 created
as of Mon 10:00
# Both at 17:00.
resolution: active, agreement a@1

story T19 all: every one that fits runs
matching all
agreement a: {}
target resolution: { within: 8h }
agreement b: { applies: { when: { customer: aurora } } }
target resolution: { within: 4h }
agreement c: { applies: { when: { customer: boreal } } }
target resolution: { within: 1h }
Mon 09:00 created customer=aurora
as of Mon 10:00
# c is for another customer.
a/resolution: active, due Mon 17:00
b/resolution: active, due Mon 13:00
left c: no-agreement customer = aurora
chosen a@1 from Mon 09:00: only
chosen b@1 from Mon 09:00: only

story T19 each metric may have a strategy of its own
matching first, resolution strictest, update all
agreement a: {}
target resolution: { within: 8h }
target first-response: { within: 2h }
target update: { within: 8h }
agreement b: {}
target resolution: { within: 4h }
target first-response: { within: 1h }
target update: { within: 4h }
Mon 09:00 created
as of Mon 10:00
# Resolution is b's for it is due first, first response a's for it stands first, updates are both's.
b/resolution: active, due Mon 13:00
a/first-response: active, due Mon 11:00
a/update: active, due Mon 17:00
b/update: active, due Mon 13:00
left a/resolution: outranked b/resolution
left b/first-response: outranked a/first-response

story T19 targets of one metric compete within an agreement
agreement sla: {}
target resolution: { within: 8h }
target phone: { metric: resolution, within: 4h, when: { channel: phone } }
Mon 09:00 created channel=phone
as of Mon 10:00
# One field against none.
phone: active, due Mon 13:00
left sla/resolution: outranked sla/phone

story T19 a target for other tickets says which field it asked
same agreement
Mon 09:00 created channel=mail
as of Mon 10:00
# By mail there is one target only.
resolution: active, due Mon 17:00
left sla/phone: no-target channel = mail

story T19 custom targets compete by their own names, measured ones never
matching first
agreement a: {}
target pick: { metric: custom, within: 4h, start: { event: created }, stop: { status: picked } }
target wait: { metric: requester-wait, measure: true }
agreement b: {}
target pick: { metric: custom, within: 2h, start: { event: created }, stop: { status: picked } }
target pack: { metric: custom, within: 6h, start: { event: created }, stop: { status: packed } }
target wait: { metric: requester-wait, measure: true }
Mon 09:00 created
as of Mon 10:00
# pick is a's, pack is b's alone; both measure.
a/pick: active, due Mon 13:00
b/pack: active, due Mon 15:00
a/wait: active, limit none
b/wait: active, limit none
left b/pick: outranked a/pick

story T19 values are compared ignoring case
agreement vip: { applies: { when: { customer: Aurora } } }
target resolution: { within: 4h, when: { channel: PHONE } }
Mon 09:00 created customer=AURORA channel=phone
as of Mon 10:00
# The same names.
resolution: active

story T19 not: the field has none of the values, an empty one too
agreement sla: { applies: { when: { region: { not: [north, south] } } } }
target resolution: { within: 4h }
Mon 09:00 created
as of Mon 10:00
# No region is neither north nor south.
resolution: active

story T19 a ticket that no agreement covers says what each asked
agreement a: { applies: { when: { customer: aurora, channel: mail } } }
target resolution: { within: 4h }
agreement b: { applies: { when: { region: { not: [north] } } } }
target resolution: { within: 4h }
agreement c: { term: { from: 2027-01-01 } }
target resolution: { within: 4h }
Mon 09:00 created customer=aurora channel=chat region=north
as of Mon 10:00
# a fails at its second field, b at its only one, c begins next year.
no clocks
left a: no-agreement channel = chat
left b: no-agreement region = north
left c: outside-term 2027-01-01..

story T19 an agreement that fits while none of its targets does covers nothing
agreement sla: {}
target resolution: { within: 4h, when: { channel: phone } }
Mon 09:00 created channel=mail
as of Mon 10:00
# The agreement fits, its target does not.
no clocks
left sla/resolution: no-target channel = mail

story T19 a ticket of which only later events are known is not covered yet
agreement sla: {}
target resolution: { within: 4h }
Mon 09:00 ana replies
as of Mon 10:00
# Nothing says when it began.
no clocks
left -: not-created

story T19 a target that has not started yet says so
agreement sla: {}
target next-response: { within: 4h }
Mon 09:00 created
as of Mon 10:00
# Nobody has answered, so that there is no next.
no clocks
left sla/next-response: not-started
