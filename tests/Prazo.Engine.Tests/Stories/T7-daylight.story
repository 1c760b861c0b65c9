# T7: local times where clocks are changed. New York goes forward on 2026-03-08 at 2:00 and back on 2026-11-01 at 2:00.

story T7 24 hours on the clock over the night that is an hour short
zone America/New_York
target resolution: { within: 24h clock, calendar: office }
Sat 10:00 created
as of Sat 12:00
# 24 hours later the wall shows 11:00.
resolution: active, due Sun 11:00

story T7 one calendar day over the night that is an hour short
zone America/New_York
target resolution: { within: 1 calendar day, calendar: office }
Sat 10:00 created
as of Sat 12:00
# The same wall time, 23 hours later.
resolution: active, due Sun 10:00, elapsed 2h

story T7 a due that the wall never shows is the first instant after it
same agreement
Sat 02:30 created
as of Sat 12:00
# From 1:59 to 3:00.
resolution: active, due Sun 03:00

story T7 a due that the wall shows twice is the first of the two
zone America/New_York
week 2026-10-26
target resolution: { within: 1 calendar day, calendar: office }
Sat 01:30 created
as of Sat 12:00
# 5:30 UTC, an hour before the second.
resolution: active, due 2026-11-01 05:30Z

story T7 24 hours on the clock over the night that is an hour long
zone America/New_York
week 2026-10-26
target resolution: { within: 24h clock, calendar: office }
Sat 10:00 created
as of Sat 12:00
# 24 hours later the wall shows 9:00.
resolution: active, due Sun 09:00

story T7 a night shift over the night that is an hour short works seven hours
zone America/New_York
calendar watch: { weekly: { sat: "22:00-06:00" } }
target resolution: { within: 8h, calendar: watch }
Sat 20:00 created
as of Sun 12:00
# Seven hours until Sunday 6:00, the eighth a week later from 22:00.
resolution: due-soon, due Sat+1 23:00, worked 7h, remaining 1h

story T7 a night shift over the night that is an hour long works nine hours
zone America/New_York
week 2026-10-26
calendar watch: { weekly: { sat: "22:00-06:00" } }
target resolution: { within: 8h, calendar: watch }
Sat 20:00 created
as of Sun 04:00
# 22:00 to 4:00 are seven hours; the eighth ends at 5:00.
resolution: due-soon, due Sun 05:00, worked 7h

story T7 day and night working time is time on the clock
zone America/New_York
target resolution: { within: 24h, calendar: 24x7 }
Sat 10:00 created
as of Sat 12:00
# As 24 hours on the clock.
resolution: active, due Sun 11:00

story T7 office hours do not notice
zone America/New_York
target resolution: { within: 10h }
Fri 10:00 created
as of Fri 12:00
# Eight hours on Friday, two on Monday.
resolution: active, due Mon+1 11:00

story T7 a pause over the night that is an hour short lasts an hour less
zone America/New_York
target resolution: { within: 48h clock, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Sat 10:00 created status=open
Sat 12:00 status=waiting-customer
Sun 12:00 status=open
as of Sun 13:00
# Two hours used, 23 paused; 46 hours from Sunday 12:00.
resolution: active, due Tue+1 10:00, original Mon+1 11:00, paused customer 23h, elapsed 3h

story T7 six weeks of calendar days keep the wall time, six weeks on the clock do not
zone America/New_York
week 2026-02-02
target resolution: { within: 45 calendar days, calendar: office }
target workaround: { within: 1080h clock, calendar: office }
Mon 10:15 created
as of Tue 10:15
# 45 days from February 2 is March 19; 45 times 24 hours end an hour later on the wall.
resolution: active, due 2026-03-19 10:15
workaround: active, due 2026-03-19 11:15

story T7 business days keep the wall time, too
zone America/New_York
week 2026-02-02
target resolution: { within: 30 business days }
Mon 10:15 created
as of Tue 10:15
# Six weeks of five days: Monday, March 16.
resolution: active, due 2026-03-16 10:15

story T7 a month over the change keeps the wall time
zone America/New_York
week 2026-02-16
target resolution: { within: 1 month, calendar: office }
Fri 10:15 created
as of Fri 12:00
# February 20 and a month.
resolution: active, due 2026-03-20 10:15

story T7 a day that begins at one o'clock ends the day before at midnight all the same
zone America/Sao_Paulo
week 2018-10-29
target resolution: { within: 5 calendar days by end of day, calendar: office }
Mon 10:00 created
as of Mon 12:00
# In São Paulo Sunday, November 4, began at 1:00; Saturday ends a millisecond before.
resolution: active, due Sat 23:59:59.999

story T7 midnight that does not exist is one o'clock
zone America/Sao_Paulo
week 2018-10-29
target resolution: { within: 1 calendar day, calendar: office }
Sat 00:00 created
as of Sat 12:00
# The first instant of Sunday.
resolution: active, due Sun 01:00

story T7 T17 two zones that change their clocks on different days
week 2026-03-09
calendar york: { zone: America/New_York, weekly: { mon-fri: "09:00-18:00" } }
target resolution: { within: 9h, calendar: york }
Fri 17:00 created
as of Fri 18:00
# New York is in summer, one hour behind: open 10–19 here. Two hours on Friday, seven on Monday from 10:00.
resolution: active, due Mon+1 17:00

story T7 before New York's change the same hours are two behind
week 2026-03-02
calendar york: { zone: America/New_York, weekly: { mon-fri: "09:00-18:00" } }
target resolution: { within: 9h, calendar: york }
Fri 17:00 created
as of Fri 18:00
# Open 11–20 here on Friday: three hours; 10–19 on Monday: six from 10:00.
resolution: active, due Mon+1 16:00
