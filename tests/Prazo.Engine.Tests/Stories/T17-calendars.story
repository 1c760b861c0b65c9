# T17: between calendars, working time is counted piecewise, each piece on the calendar in force.
# The office is open Monday to Friday 9 to 18 in São Paulo, manaus the same by its own sun, one hour later; Mon is 2026-03-02.

story T17 moved while one is closed and the other still open
target resolution: { within: 6h, calendar: { by: region, norte: manaus, else: office } }
Mon 14:00 created region=sul
Mon 18:30 region=norte
as of Tue 10:30
# Four hours until 18:00; 18:30–19:00 in Manaus; 1.5 hours from 10:00, when Manaus opens.
resolution: due-soon, due Tue 11:30, original Tue 11:00, worked 5h, calendar manaus, shift region-change Tue 11:00 -> Tue 11:30 at Mon 18:30,
    piece running Mon 14:00 .. Mon 18:30 office, piece running Mon 18:30 .. Tue 10:30 manaus

story T17 there and back again
same agreement
Mon 14:00 created region=sul
Mon 20:00 region=norte
Tue 09:30 region=sul
as of Tue 10:30
# Four hours in São Paulo; nothing in Manaus, which opens at 10:00; two hours from 9:30.
resolution: due-soon, due Tue 11:30, original Tue 11:00, worked 5h,
    shift region-change Tue 11:00 -> Tue 12:00 at Mon 20:00, shift region-change Tue 12:00 -> Tue 11:30 at Tue 09:30

story T17 moved within the hours of both nothing is lost or won on that day
same agreement
Mon 10:00 created region=sul
Mon 12:00 region=norte
as of Mon 13:00
# Two and four hours: 16:00 on either.
resolution: active, due Mon 16:00, no shift, worked 3h

story T17 retroactive counts the earlier pieces on the new calendar, too
target resolution: { within: 6h, calendar: { by: region, norte: manaus, else: office }, on-change: retroactive }
Mon 09:00 created region=sul
Mon 12:00 region=norte
as of Mon 13:00
# In Manaus nobody worked before 10:00: 10–16.
resolution: active, due Mon 16:00, original Mon 15:00, worked 3h

story T17 keep keeps the calendar
target resolution: { within: 6h, calendar: { by: region, norte: manaus, else: office }, on-change: keep }
Mon 14:00 created region=sul
Mon 20:00 region=norte
as of Tue 10:30
# As if nothing had moved.
resolution: due-soon, due Tue 11:00, calendar office, no shift, worked 5h30m

story T17 follow the sun: three teams, each in its own day
calendar bucharest: { zone: Europe/Bucharest, weekly: { mon-fri: "09:00-18:00" } }
target resolution: { within: 12h, calendar: { by: team, ro: bucharest, br: office } }
Mon 09:00 created team=ro
Mon 13:00 team=br
Mon 18:00 team=ro
as of Tue 05:00
# Bucharest is five hours ahead: open 4:00–13:00 here. Four hours there, five here, three there from 4:00.
resolution: due-soon, due Tue 07:00, worked 10h

story T17 limit and calendar change at once
target resolution: { by: priority, within: { high: 4h, low: 12h }, calendar: { by: region, norte: manaus, else: office } }
Mon 16:00 created priority=low region=sul
Mon 18:30 priority=high region=norte
as of Mon 18:45
# Two hours used; high leaves two: half an hour in Manaus until 19:00, then from 10:00.
resolution: active, due Tue 11:30, worked 2h15m

story T17 the calendar may follow another field than the limit
target resolution: { by: priority, within: { high: 2h, low: 8h }, calendar: { by: region, norte: manaus, else: office } }
Mon 09:00 created priority=high region=norte
as of Mon 09:30
# Manaus opens at 10:00 here.
resolution: active, due Mon 12:00, calendar manaus, worked 0m, by high

story T17 moved during a pause, the rest is counted on the new calendar
target resolution: { within: 6h, calendar: { by: region, norte: manaus, else: office }, pause: [ { status: waiting-customer, party: customer } ] }
Mon 14:00 created status=open region=sul
Mon 15:00 status=waiting-customer
Mon 17:00 region=norte
Mon 18:00 status=open
as of Mon 18:30
# One hour; then 18–19 in Manaus; four hours from 10:00.
resolution: active, due Tue 14:00, worked 1h30m, paused customer 3h

story T17 time on the clock does not care for calendars
target resolution: { within: 24h clock, calendar: { by: region, norte: manaus, else: office } }
Mon 14:00 created region=sul
Mon 20:00 region=norte
as of Tue 10:30
# 24 hours are 24 hours; only the working time beside it is piecewise: four in São Paulo, half an hour in Manaus.
resolution: due-soon, due Tue 14:00, no shift, elapsed 20h30m, worked 4h30m

story T17 business days moved to another calendar keep their hour by the new zone
target resolution: { within: 1 business day by 16:00, calendar: { by: region, norte: manaus, else: office } }
Mon 14:00 created region=sul
Mon 15:00 region=norte
as of Mon 16:00
# 16:00 in Manaus is 17:00 in São Paulo.
resolution: active, due Tue 17:00, original Tue 16:00

story T17 to a calendar that is never open
calendar nobody: { days: { 2026-01-05: "09:00-10:00" } }
target resolution: { within: 6h, calendar: { by: region, none: nobody, else: office } }
Mon 14:00 created region=sul
Mon 16:00 region=none
as of Fri 16:00
# Two hours used, four that never come.
resolution: active, due none, last none, worked 2h, verdict open

story T17 T6 moved between due and last, last is the next opening of the new calendar
target resolution: { within: 4h, calendar: { by: region, norte: manaus, else: office } }
Mon 14:00 created region=sul
Mon 22:00 region=norte
as of Tue 10:00
# Full at 18:00 in São Paulo. Manaus opens at 10:00.
resolution: due-soon, due Mon 18:00, last Tue 10:00, verdict open
as of Tue 10:00:00.001
resolution: overdue, verdict-at Tue 10:00

story T17 a target without values of its own is on one calendar wherever the ticket goes
target resolution: { within: 6h, calendar: office }
Mon 14:00 created region=sul
Mon 20:00 region=norte
as of Tue 10:30
# The office.
resolution: due-soon, due Tue 11:00, no shift
