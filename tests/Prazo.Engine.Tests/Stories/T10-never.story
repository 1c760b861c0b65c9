# T10: a calendar with no working time ahead gives never, as a value.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T10 a calendar that never opens again promises nothing that could break
calendar once: { days: { 2026-03-03: "09:00-12:00" } }
target resolution: { within: 8h, calendar: once }
Mon 10:00 created status=open
as of Fri 10:00
# Three hours were all there ever will be: due never.
resolution: active, due none, last none, fires none, original none, worked 3h, verdict open
Sat 10:00 status=resolved
as of Sun 10:00
resolution: met, worked 3h, verdict-at Sat 10:00

story T10 T6 a promise that fills the last opening there is can be late but never broken
calendar once: { days: { 2026-03-03: "09:00-12:00" } }
target resolution: { within: 3h, calendar: once }
Mon 10:00 created
as of Fri 10:00
# Due at the last closing; no opening comes that could be the last instant.
resolution: due-soon, due Tue 12:00, last none, fires none, verdict open

story T10 without business days there is no due by business days
calendar once: { days: { 2026-03-03: "09:00-12:00" } }
target resolution: { within: 2 business days by 16:00, calendar: once }
Mon 10:00 created
as of Fri 10:00
# Tuesday is the only one.
resolution: active, due none, verdict open, remaining none

story T10 paused and resumed, never stays never
calendar once: { days: { 2026-03-03: "09:00-12:00" } }
target resolution: { within: 8h, calendar: once, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Tue 10:00 status=waiting-customer
Thu 10:00 status=open
as of Fri 10:00
# One hour was worked before the pause, and no more will be.
resolution: active, due none, no shift, worked 1h
