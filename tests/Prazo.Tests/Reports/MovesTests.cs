using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports.Live;
using Prazo.Tickets;

namespace Prazo.Tests.Reports;

public class MovesTests
{
    [Theory]
    [InlineData("new", 0, 0)]
    [InlineData("new resolved", 1, 0)]
    [InlineData("new resolved closed", 1, 0)]
    [InlineData("new resolved open", 1, 1)]
    [InlineData("new resolved open pending closed open", 2, 2)]
    [InlineData("closed open", 1, 1)]
    public void A_ticket_is_reopened_when_it_is_open_again_after_its_end(string statuses, int ended, int reopened)
    {
        var moves = Of([.. statuses.Split(' ').Select((s, i) => Sets(i, "status", s))]);

        (moves.Ended, moves.Reopened).ShouldBe((ended, reopened));
    }

    [Theory]
    [InlineData("-", 0)]
    [InlineData("ana", 0)]
    [InlineData("- ana", 0)]
    [InlineData("ana bia", 1)]
    [InlineData("ana - ana", 0)]
    [InlineData("ana - bia ana", 2)]
    public void A_ticket_is_reassigned_when_another_agent_has_it(string agents, int reassigned)
    {
        var moves = Of([.. agents.Split(' ').Select((a, i) => Sets(i, "agent", a.Trim('-')))]);

        moves.Reassigned.ShouldBe(reassigned);
        moves.WasHeld.ShouldBe(agents != "-");
    }

    private static TicketMoves Of(TicketEvent[] events) => Moves.Count(new Ticket(), events, TicketStatuses.Default);

    /// <summary>The first opens the ticket.</summary>
    private static TicketEvent Sets(int at, string field, string value) => at == 0
        ? new TicketCreated("", At(0), At(0), 0, ImmutableSortedDictionary<string, string>.Empty.Add(field, value))
        : new FieldChanged("", At(at), At(at), 0, field, value);

    private static Instant At(int minutes) => Instant.FromUnixTimeSeconds(60 * minutes);
}
