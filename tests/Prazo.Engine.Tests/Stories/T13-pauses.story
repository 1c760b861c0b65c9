# T13: pauses are intervals with reason and accountable party; they move the due in the promise's own measure.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T13 a pause within hours moves a working-time promise by the time paused
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 13:00 status=open
as of Mon 14:00
# 10–11 is one hour; the other three run from 13:00 to 16:00, two hours after the original 14:00.
resolution: active, due Mon 16:00, last Mon 16:00, original Mon 14:00, worked 2h, elapsed 2h, remaining 2h, used 50%,
    paused customer 2h, shift pause Mon 14:00 -> Mon 16:00 at Mon 13:00, facts started paused resumed shifted

story T13 a pause over night moves a working-time promise by its working time only
same agreement
Mon 16:00 created status=open
Mon 17:00 status=waiting-customer
Tue 10:00 status=open
as of Tue 10:30
# Original: 16–18 two hours, Tuesday 9–11. Paused 17–18 and 9–10, two working hours: due 13:00. Paused by the clock: 17 hours.
resolution: active, due Tue 13:00, original Tue 11:00, worked 1h30m, elapsed 1h30m, paused customer 17h,
    piece running Mon 16:00 .. Mon 17:00 office, piece paused Mon 17:00 .. Tue 10:00 office waiting-customer/customer, piece running Tue 10:00 .. Tue 10:30 office

story T13 a pause that lies wholly outside hours moves nothing of a working-time promise
same agreement
Mon 17:00 created status=open
Mon 18:00 status=waiting-customer
Tue 09:00 status=open
as of Tue 09:30
# One hour on Monday, three from 9:00: due 12:00 with the pause as without.
resolution: active, due Tue 12:00, original Tue 12:00, no shift, paused customer 15h, worked 1h30m, elapsed 1h30m

story T13 a pause over the weekend moves a working-time promise by nothing
same agreement
Fri 15:00 created status=open
Fri 18:30 status=waiting-customer
Sun 12:00 status=open
as of Mon+1 09:15
# Friday 15–18 three hours, one on Monday from 9:00. 41.5 hours of pause were never open.
resolution: due-soon, due Mon+1 10:00, no shift, paused customer 41h30m, worked 3h15m, remaining 45m

story T13 a pause moves a promise in clock time by the time on the clock
target resolution: { within: 24h clock, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Fri 15:00 created status=open
Fri 17:00 status=waiting-customer
Sun 17:00 status=open
as of Sun 18:00
# Two hours used until Friday 17:00; 22 left from Sunday 17:00: Monday 15:00, two days after the original.
resolution: active, due Mon+1 15:00, last Mon+1 15:00, original Sat 15:00, elapsed 3h, worked 2h, remaining 21h, used 12.5%, shift pause Sat 15:00 -> Mon+1 15:00 at Sun 17:00

story T13 while paused there is no due, the rest stands still and nothing breaks
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 13:30 status=waiting-customer
as of Mon 14:00:00.001
# 3.5 hours used. At 14:00:00.001 it would have broken.
resolution: paused, run paused, verdict open, due none, last none, remaining 30m, original Mon 14:00, fires none
as of 2026-12-31 10:00
resolution: paused, verdict open, due none, remaining 30m, used 87.5%

story T13 pauses of business days give their working time and then the next hour agreed
target resolution: { within: 2 business days by 16:00, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 11:01 status=open
as of Mon 12:00
# Two business days: Wednesday 16:00. One paused minute of work: Wednesday 16:01, then the next 16:00 is Thursday's.
resolution: active, due Thu 16:00, last Thu 16:00, original Wed 16:00, shift pause Wed 16:00 -> Thu 16:00 at Mon 11:01

story T13 a pause at night moves business days by nothing
same agreement
Mon 10:00 created status=open
Mon 20:00 status=waiting-customer
Tue 08:00 status=open
as of Tue 12:00
# No working time was paused.
resolution: active, due Wed 16:00, no shift

story T13 business days without an hour agreed move by the working time paused
target resolution: { within: 2 business days, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 14:00 status=open
as of Mon 15:00
# Unpaused Wednesday 10:00, plus three working hours.
resolution: active, due Wed 13:00, original Wed 10:00

story T13 business days paused beyond closing go on with the next opening
same agreement
Mon 16:00 created status=open
Mon 16:30 status=waiting-customer
Tue 12:30 status=open
as of Tue 13:00
# Unpaused Wednesday 16:00. Paused 16:30–18:00 and 9:00–12:30, five hours of work: two on Wednesday until 18:00, three on Thursday from 9:00.
resolution: active, due Thu 12:00, original Wed 16:00, paused customer 20h

story T13 calendar days move by the time on the clock
target resolution: { within: 3 calendar days, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Tue 22:00 status=waiting-customer
Wed 05:30 status=open
as of Wed 12:00
# Unpaused Thursday 10:00; 7.5 hours of pause, all at night: Thursday 17:30.
resolution: active, due Thu 17:30, original Thu 10:00

story T13 calendar days by end of day go on to the end of the day they reach
target resolution: { within: 3 calendar days by end of day, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Tue 08:00 status=waiting-customer
Tue 08:01 status=open
as of Wed 12:00
# Unpaused Thursday 23:59:59.999; one minute more is Friday 00:00:59.999, whose end of day is Friday's.
resolution: active, due Fri 23:59:59.999, original Thu 23:59:59.999

story T13 a promised date stays where it is, whatever was paused
target resolution: { within: until 2026-03-05, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Wed 11:00 status=open
as of Thu 14:35
# `until` does not move; 2026-03-05 is Thursday. One hour on Monday, seven on Wednesday and nine on Thursday count: four fifths of 17 hours are 13:36.
resolution: active, due Thu 23:59:59.999, no shift, paused customer 48h, fires Thu 14:36
as of Thu 14:36
resolution: due-soon, used 80%
as of Fri 00:00
resolution: overdue, verdict-at Thu 23:59:59.999

story T13 a promised date moves by the clock where pauses extend it
target resolution: { within: until 2026-03-05, calendar: office, pauses: extend, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Wed 12:30 status=open
as of Thu 12:00
# 49.5 hours of pause after Thursday 23:59:59.999.
resolution: active, due Sun 01:29:59.999, original Thu 23:59:59.999, shift pause Thu 23:59:59.999 -> Sun 01:29:59.999 at Wed 12:30

story T13 a promised instant in a field moves only where pauses extend it
target resolution: { within: until field target, calendar: office, pauses: extend, pause: [ { status: waiting-customer, party: customer } ] }
target update: { within: until field target, calendar: office, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open target=2026-03-04T15:00:00Z
Mon 11:00 status=waiting-customer
Mon 14:00 status=open
as of Mon 15:00
# The field says Wednesday 12:00 in São Paulo; three hours of pause.
resolution: active, due Wed 15:00, original Wed 12:00
update: active, due Wed 12:00, no shift

story T13 a customer's answer ends the customer's pause at its own time
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 customer writes
as of Mon 12:00
resolution: active, due Mon 15:00, remaining 3h
# The status is still waiting-customer, and it stays so.
as of Mon 14:00
resolution: active, due Mon 15:00, worked 3h

story T13 an answered pause comes back only after its condition was false and true again
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 customer writes
Mon 12:30 priority=high
Mon 13:00 status=waiting-customer
as of Mon 13:30
# Setting the same status once more makes nothing false: it still runs.
resolution: active, worked 2h30m
Mon 14:00 status=open
Mon 14:30 status=waiting-customer
as of Mon 17:00
# Counted 10–11 and 12–14:30.
resolution: paused, worked 3h30m, remaining 30m, paused customer 3h30m

story T13 a second answer changes nothing that the first has ended
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 customer writes
Mon 12:45 customer writes
as of Mon 13:00
# 10–11 and 12–13.
resolution: active, worked 2h, facts started paused resumed shifted

story T13 automatic replies end no pause
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 11:00:30 customer auto-replies
as of Mon 15:00
# An out-of-office note is not the customer's answer.
resolution: paused, worked 1h

story T13 thanks are an answer of the customer and end the customer's pause
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 customer thanks
as of Mon 12:30
# 10–11 and 12–12:30.
resolution: active, worked 1h30m

story T13 an agent's reply ends no customer pause
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 ana replies
as of Mon 15:00
# Only the customer ends the customer's pause.
resolution: paused, worked 1h

story T13 a customer's answer ends no pause of the supplier, of nobody or of the provider
target resolution: { within: 4h, pause: [ { status: waiting-supplier, party: supplier }, { status: storm, party: nobody }, { status: audit, party: provider } ] }
Mon 10:00 created status=waiting-supplier
Mon 11:00 customer writes
Mon 12:00 status=storm
Mon 13:00 customer writes
Mon 14:00 status=audit
Mon 14:30 customer writes
Mon 15:00 status=open
as of Mon 16:00
# Paused from 10 to 15 without a gap: two hours, two hours, one hour.
resolution: active, worked 1h, paused supplier 2h, paused nobody 2h, paused provider 1h, due Tue 10:00

story T13 of two pauses that overlap the first is accountable, then the other for what is left
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer }, { part: ordered, party: supplier } ] }
Mon 10:00 created status=open
Mon 11:00 part=ordered
Mon 12:00 status=waiting-customer
Mon 13:00 part=
Mon 14:00 status=open
as of Mon 15:00
# The supplier's came first and counts until it ends at 13:00; what is left of the customer's is 13–14.
resolution: active, worked 2h, due Mon 17:00, paused supplier 2h, paused customer 1h

story T13 the inner of two pauses counts nothing
same agreement
Mon 10:00 created status=waiting-customer
Mon 11:00 part=ordered
Mon 12:00 part=
Mon 13:00 status=open
as of Mon 14:00
# 10–13 is the customer's; the supplier's hour lies within.
resolution: active, worked 1h, paused customer 3h, paused supplier 0m, due Mon 17:00

story T13 an answer that ends the customer's pause leaves the supplier's that overlaps it
same agreement
Mon 10:00 created status=waiting-customer
Mon 11:00 part=ordered
Mon 12:00 customer writes
as of Mon 13:00
# From 12:00 the supplier is waited for.
resolution: paused, worked 0m, paused customer 2h, paused supplier 1h

story T13 two pauses that become true at once are the first rule's
same agreement
Mon 10:00 created status=waiting-customer part=ordered
Mon 12:00 status=open part=
as of Mon 13:00
# Both at 10:00: the rule written first counts.
resolution: active, worked 1h, paused customer 2h, paused supplier 0m

story T13 from one status to another the pause changes hands and never resumes
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer }, { status: waiting-supplier, party: supplier } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:30 status=waiting-supplier
Mon 14:00 status=open
as of Mon 14:00
# One hour counted; three from 14:00.
resolution: active, due Mon 17:00, paused customer 1h30m, paused supplier 1h30m, facts started paused resumed shifted,
    piece running Mon 10:00 .. Mon 11:00 office, piece paused Mon 11:00 .. Mon 12:30 office waiting-customer/customer, piece paused Mon 12:30 .. Mon 14:00 office waiting-supplier/supplier

story T13 a pause ends and begins on one instant without a gap
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 status=open [sequence 1]
Mon 12:00 status=waiting-customer [sequence 2]
Mon 13:00 status=open
as of Mon 13:00
# Nothing was counted at 12:00: one hour used, three left.
resolution: active, due Mon 16:00, worked 1h, paused customer 2h

story T13 an answer and a new waiting on one instant are read in T2's order
same agreement
Mon 10:00 created status=waiting-customer
Mon 11:00 customer writes
Mon 11:00 status=waiting-customer
as of Mon 12:00
# The field change comes first and changes nothing, then the customer's message ends the pause: it runs from 11:00.
resolution: active, worked 1h, paused customer 1h

story T13 a pause of no length leaves no trace in the due
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer [sequence 1]
Mon 11:00 status=open [sequence 2]
as of Mon 12:00
# Paused and resumed at 11:00:00.000.
resolution: active, due Mon 14:00, worked 2h, no shift, paused customer 0m, piece running Mon 10:00 .. Mon 12:00 office

story T13 a pause by hand has a reason and a party and lasts until it is taken off
target resolution: { within: 4h }
Mon 10:00 created
Mon 11:00 pause resolution for flood by nobody
as of Mon 20:00
# One hour used; three wait.
resolution: paused, remaining 3h, paused nobody 9h, fact paused Mon 11:00 flood
Tue 09:00 resume resolution
as of Tue 10:00
# The seven hours to 18:00 were working time: 14:00 and seven more is Tuesday 12:00.
resolution: active, due Tue 12:00, worked 2h, shift pause Mon 14:00 -> Tue 12:00 at Tue 09:00

story T13 a pause by hand of one target leaves the others running
target resolution: { within: 4h }
target workaround: { within: 4h }
Mon 10:00 created
Mon 11:00 pause resolution for flood by nobody
as of Mon 12:00
# The workaround runs on.
resolution: paused, worked 1h
workaround: active, worked 2h, due Mon 14:00

story T13 a pause by hand of all targets pauses every one
same agreement
Mon 10:00 created
Mon 11:00 pause all for flood by nobody
Mon 12:00 resume all
as of Mon 12:30
# One hour paused on both.
resolution: active, worked 1h30m, due Mon 15:00, paused nobody 1h
workaround: active, worked 1h30m, due Mon 15:00, paused nobody 1h

story T13 taking off the pause of one target leaves the pause of all in force
same agreement
Mon 10:00 created
Mon 11:00 pause all for flood by nobody
Mon 11:30 pause resolution for strike by supplier
Mon 12:00 resume resolution
as of Mon 13:00
# The first pause, of all, still holds both; the strike lay within it.
resolution: paused, worked 1h, paused nobody 2h, paused supplier 0m
workaround: paused, worked 1h, paused nobody 2h

story T13 a customer's answer ends a customer's pause that was set by hand
target resolution: { within: 4h }
Mon 10:00 created
Mon 11:00 pause resolution for photos by customer
Mon 12:00 customer writes
as of Mon 12:30
# Paused 11–12.
resolution: active, worked 1h30m, due Mon 15:00, paused customer 1h

story T13 a customer's answer leaves a pause set by hand for others
same agreement
Mon 10:00 created
Mon 11:00 pause resolution for parts by supplier
Mon 12:00 customer writes
as of Mon 12:30
# Still paused.
resolution: paused, worked 1h, paused supplier 1h30m

story T13 an automatic reply leaves a customer's pause that was set by hand
same agreement
Mon 10:00 created
Mon 11:00 pause resolution for photos by customer
Mon 12:00 customer auto-replies
as of Mon 12:30
# Still paused.
resolution: paused, worked 1h

story T13 a pause by hand over a pause by status counts once
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 12:00 pause resolution for flood by nobody
Mon 13:00 status=open
Mon 14:00 resume resolution
as of Mon 14:00
# The customer's from 11 to 13, the flood's rest from 13 to 14; three hours left from 14:00.
resolution: active, due Mon 17:00, paused customer 2h, paused nobody 1h

story T13 targets of one ticket pause by their own rules
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
target workaround: { within: 2h }
target update: { within: 3h, pause: [ { status: waiting-supplier, party: supplier } ] }
Mon 10:00 created status=waiting-customer
Mon 11:00 status=waiting-supplier
Mon 11:30 status=open
as of Mon 11:45
# Resolution lost the first hour, update half an hour of the supplier's, the workaround nothing.
resolution: active, worked 45m, due Mon 15:00
workaround: due-soon, worked 1h45m, due Mon 12:00
update: active, worked 1h15m, due Mon 13:30

story T13 a condition of two fields pauses while both hold
target resolution: { within: 4h, pause: [ { status: waiting, stage: delivery, party: supplier, reason: courier } ] }
Mon 10:00 created status=waiting stage=purchase
Mon 11:00 stage=delivery
Mon 12:00 status=open
as of Mon 13:00
# Both hold only from 11 to 12.
resolution: active, worked 2h, due Mon 15:00, piece running Mon 10:00 .. Mon 11:00 office,
    piece paused Mon 11:00 .. Mon 12:00 office courier/supplier, piece running Mon 12:00 .. Mon 13:00 office

story T13 a pause may hold for every value but some
target resolution: { within: 4h, pause: [ { agent: { not: [ana, bia] }, party: nobody, reason: unassigned } ] }
Mon 10:00 created
Mon 11:00 agent=ana
Mon 12:00 agent=carla
Mon 13:00 agent=bia
as of Mon 14:00
# Nobody until 11:00, ana's hour counts, carla is none of the two, bia counts from 13:00.
resolution: active, worked 2h, paused nobody 2h, due Mon 16:00

story T13 solving during a pause is in time however long it was
target resolution: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 10:30 status=waiting-customer
Fri 16:00 status=resolved
as of Sat 10:00
# Half an hour counted of one.
resolution: met, worked 30m, stopped Fri 16:00, verdict-at Fri 16:00, used 50%

story T13 a pause that begins at last keeps the promise, one millisecond later it does not
target resolution: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
as of Mon 12:00
# Paused exactly when the hour was full: in time so far.
resolution: paused, verdict open, remaining 0m

story T13 a pause that begins after last cannot save a broken promise
same agreement
Mon 10:00 created status=open
Mon 11:00:00.001 status=waiting-customer
as of Mon 12:00
# Broken from 11:00:00.001 on, dated 11:00.
resolution: overdue, run paused, verdict broken, verdict-at Mon 11:00

story T13 a promise used up when the pause began has until its end and breaks one millisecond after it
same agreement
Mon 10:00 created status=open
Mon 11:00 status=waiting-customer
Mon 15:00 status=open
as of Mon 15:00
# Nothing is left: due was 11:00, last is the end of the pause.
resolution: due-soon, verdict open, last Mon 15:00
as of Mon 15:00:00.001
resolution: overdue, verdict-at Mon 15:00

story T13 the shift of each pause is kept, and they add up
target resolution: { within: 8h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 status=open
Mon 12:00 status=waiting-customer
Mon 12:30 status=open
as of Mon 13:00
# 17:00, then 18:00, then 18:00 and half an hour of Tuesday.
resolution: active, due Tue 09:30, original Mon 17:00, worked 2h30m, paused customer 1h30m,
    shift pause Mon 17:00 -> Mon 18:00 at Mon 11:00, shift pause Mon 18:00 -> Tue 09:30 at Mon 12:30

story T13 a pause that begins and ends in the lunch break moves nothing
target resolution: { within: 8h, calendar: lunch, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 12:05 status=waiting-customer
Mon 12:55 status=open
as of Mon 14:00
# lunch is closed 12–13: 10–12 two hours, 13–18 five, one on Tuesday from 8:00.
resolution: active, due Tue 09:00, no shift, worked 3h, paused customer 50m

story T5 T13 intervals have their first instant and not their last
target resolution: { within: 1h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 10:00 created status=open
Mon 10:30:00.001 status=waiting-customer
Mon 11:30 status=open
as of Mon 11:59:59.999
# Half an hour and a millisecond before, half an hour less a millisecond after: full, to the millisecond.
resolution: due-soon, due Mon 11:59:59.999, remaining 0m, worked 1h, paused customer 59m59s999ms
as of Mon 12:00
resolution: overdue, verdict-at Mon 11:59:59.999, remaining -1ms
