# T11: a waived clock is neither met nor broken.
# The office is open Monday to Friday 9 to 18 in São Paulo; Mon is 2026-03-02.

story T11 a waiver ends the clock and neither keeps nor breaks it
target resolution: { within: 4h }
Mon 09:00 created
Mon 10:00 waive resolution for moved
as of Fri 10:00
# Waived at 10:00 with one hour used.
resolution: waived, run stopped, verdict waived, verdict-at Mon 10:00, stopped Mon 10:00, worked 1h, cause waived, fact waived Mon 10:00 moved

story T11 T4 a waiver after the breach takes it out of the count and leaves it on record
same agreement
Mon 09:00 created
Mon 15:00 waive resolution for moved
as of Fri 10:00
# Broken at 13:00.
resolution: waived, verdict waived, verdict-at Mon 15:00, facts started breached waived

story T11 a waiver of a paused clock ends it there
target resolution: { within: 4h, pause: [ { status: waiting-customer, party: customer } ] }
Mon 09:00 created status=open
Mon 10:00 status=waiting-customer
Mon 11:00 waive resolution for moved
Mon 12:00 status=open
as of Mon 13:00
# What happens after the waiver changes nothing.
resolution: waived, worked 1h, stopped Mon 11:00, paused customer 1h

story T11 a waiver takes the latest cycle only
target update: { within: 2h }
Mon 09:00 created
Mon 12:00 ana replies
Mon 13:00 waive update for moved
as of Mon 18:00
# The first was broken at 11:00; the second is waived.
update#1: met-late, verdict-at Mon 11:00
update#2: waived, started Mon 12:00, verdict-at Mon 13:00

story T11 T16 a waiver stands when the ticket is reopened
target resolution: { within: 4h }
Mon 09:00 created status=open
Mon 15:00 status=resolved
Mon 16:00 waive resolution for moved
Mon 17:00 status=open
as of Tue 17:00
# Who grants a waiver does not take it back by reopening.
resolution: waived, verdict-at Mon 16:00, stopped Mon 15:00

story T11 a waiver of another target changes nothing
target resolution: { within: 4h }
Mon 09:00 created
Mon 10:00 waive workaround for moved
as of Mon 11:00
# The ticket has no workaround clock.
resolution: active, due Mon 13:00
