using NodaTime;
using Prazo.Agreements;
using Prazo.Tickets;

namespace Prazo.Demo;

/// <summary>Something that happens to a ticket at an instant.</summary>
/// <param name="Order">Among those of one instant.</param>
/// <param name="Ticket">The ticket's place in the story; its number is given when it is opened.</param>
/// <param name="Who">Handle of a person; empty for what comes from customers by a channel.</param>
/// <param name="Opens">What is opened; null: it is there.</param>
internal sealed record Beat(Instant At, int Order, int Ticket, string Who, NewTicket? Opens, Func<Stage, Ticket, Ticket>? Does);

/// <summary>Where a beat is played: by whom and when, with the other tickets of the story.</summary>
internal sealed record Stage(Act Act, Func<int, Guid> Other, PublishedAgreements Agreements);

/// <summary>What a ticket is about, before anything happens to it.</summary>
internal sealed record Case(int Key, Topic Topic, string Region, Company? Company, Contact Contact, string Inbox, string Priority, bool Premium)
{
    public string Team => Cast.TeamOf(Region, Premium);
}
