using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Demo;

/// <summary>Plays the beats one after the other as if the server had been there: each at its instant, and before it the deadlines that passed.</summary>
internal sealed class Play(Db db, Guid tenant, IReadOnlyDictionary<string, Principal> who, PublishedAgreements agreements)
{
    private const int BeatsAtOnce = 500;

    private readonly ClockFold _clocks = new(agreements);

    public async Task Run(IReadOnlyList<Beat> beats, Instant now)
    {
        // Nobody hears of what is past: no news go from here. Only customers are asked what they think, as they would have been.
        var log = new TicketLog(_clocks, [new SurveyNews(agreements)]);
        var tickets = new Dictionary<int, Guid>();
        foreach (var part in beats.Chunk(BeatsAtOnce))
            tickets = await db.Write(tx =>
            {
                var known = new Dictionary<int, Guid>(tickets);
                foreach (var beat in part)
                    Do(tx, log, beat, known);
                return known;
            });
        await db.Write(tx => Wake(tx, now));
    }

    private void Do(Tx tx, TicketLog log, Beat beat, Dictionary<int, Guid> tickets)
    {
        Wake(tx, beat.At);
        var act = new Act(tx, log, who[beat.Who], beat.At);
        if (beat.Opens is { } asked)
            tickets.Add(beat.Ticket, Opening.Open(act, asked).Ticket.Id);
        else
            beat.Does!(new Stage(act, key => tickets[key], agreements), act.Ticket(tickets[beat.Ticket].ToString()));
    }

    private void Wake(Tx tx, Instant until)
    {
        while (DemoStore.NextWake(tx, tenant, until) is var (ticket, at))
            _clocks.Fold(tx, TicketStore.Lock(tx, tenant, ticket)!, at);
        while (SurveyStore.Next(tx, tenant, until) is var (survey, about, due) && Surveys.Turn(tx, agreements, tenant, survey, about, due)) { }
    }
}
