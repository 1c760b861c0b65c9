# T9: holidays, reduced hours, shifts across midnight and hours that change, as clocks meet them.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T9 a holiday between due and last prolongs the time to last
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: Festa } } } }
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [loja] }
target resolution: { within: 1h, calendar: shop }
Mon 17:00 created
as of Wed 09:00
# Tuesday is closed: last is Wednesday's opening.
resolution: due-soon, due Mon 18:00, last Wed 09:00
as of Wed 09:00:00.001
resolution: overdue, verdict-at Wed 09:00

story T9 a holiday is no business day
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: Festa } } } }
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [loja] }
target resolution: { within: 2 business days, calendar: shop }
Mon 10:00 created
as of Mon 12:00
# Wednesday and Thursday.
resolution: active, due Thu 10:00

story T9 a holiday of reduced hours is a short business day
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: { name: Festa, hours: "09:00-12:00" } } } } }
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [loja] }
target resolution: { within: 6h, calendar: shop }
target workaround: { within: 1 business day by close, calendar: shop }
Mon 16:00 created
as of Tue 13:00
# Two hours on Monday, three on Tuesday, one on Wednesday. Tuesday closes at 12:00.
resolution: due-soon, due Wed 10:00, worked 5h
workaround: overdue, due Tue 12:00

story T9 a night shift runs on into the holiday on which it ends
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: Festa } } } }
calendar watch: { weekly: { mon-fri: "22:00-06:00" }, holidays: [loja] }
target resolution: { within: 8h, calendar: watch }
Mon 22:00 created
as of Tue 07:00
# Monday's shift is whole; Tuesday's, which starts on the holiday, falls away whole: last is Wednesday 22:00.
resolution: due-soon, due Tue 06:00, last Wed 22:00, worked 8h

story T9 cut at midnight a night shift gives up the hours of the holiday
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: Festa } } } }
calendar watch: { weekly: { mon-fri: "22:00-06:00" }, holidays: [loja], cut: midnight }
target resolution: { within: 8h, calendar: watch }
Mon 22:00 created
as of Wed 01:00
# Two hours on Monday; nothing on Tuesday; of Tuesday's shift the six hours of Wednesday.
resolution: active, due Wed 06:00, last Wed 22:00, worked 3h

story T9 T13 a pause over a holiday moves nothing
agreement sla: { holiday-sets: { loja: { days: { 2026-03-03: Festa } } } }
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [loja] }
target resolution: { within: 4h, calendar: shop, pause: [ { status: waiting-customer, party: customer } ] }
Mon 17:00 created status=open
Mon 18:00 status=waiting-customer
Wed 09:00 status=open
as of Wed 10:00
# 39 hours of pause, none of them open.
resolution: active, due Wed 12:00, no shift, paused customer 39h, worked 2h

story T9 the holidays of Brazil are built in
week 2026-04-20
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [br] }
target resolution: { within: 4h, calendar: shop }
Mon 16:00 created
as of Mon 17:00
# Tuesday, April 21, is Tiradentes: two hours on Monday, two on Wednesday.
resolution: active, due Wed 11:00

story T9 the Orthodox Easter of Romania is built in
zone Europe/Bucharest
week 2026-04-06
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, holidays: [ro] }
target resolution: { within: 4h, calendar: shop }
Thu 16:00 created
as of Fri 12:00
# April 10 is Good Friday, April 13 Easter Monday: two hours on Thursday, two on Tuesday.
resolution: active, due Tue+1 11:00, worked 2h

story T9 hours that change from a date
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, from: { 2026-03-04: { weekly: { mon-fri: "09:00-12:00" } } } }
target resolution: { within: 15h, calendar: shop }
Mon 16:00 created
as of Tue 18:00
# Two hours, nine, then three a day: Wednesday and one on Thursday.
resolution: active, due Thu 10:00, worked 11h

story T9 an extra opening on a Saturday counts
calendar shop: { weekly: { mon-fri: "09:00-18:00" }, days: { 2026-03-07: "+ 10:00-12:00" } }
target resolution: { within: 4h, calendar: shop }
Fri 17:00 created
as of Fri 18:30
# One hour on Friday, two on Saturday, one on Monday.
resolution: active, due Mon+1 10:00

story T9 a union is open when any is, an intersection when all are
calendar early: { weekly: { mon-fri: "06:00-12:00" } }
calendar late: { weekly: { mon-fri: "10:00-20:00" } }
calendar any: { union: [early, late] }
calendar both: { intersection: [early, late] }
target resolution: { within: 5h, calendar: any }
target workaround: { within: 5h, calendar: both }
Mon 08:00 created
as of Mon 11:00
# Any: 8–13. Both: 10–12 each day: two, two, one.
resolution: active, due Mon 13:00, worked 3h
workaround: active, due Wed 11:00, worked 1h
