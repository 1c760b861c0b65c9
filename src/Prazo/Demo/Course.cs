using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Tickets;

namespace Prazo.Demo;

/// <summary>Writes down what happens to one ticket, step by step.</summary>
internal sealed class Course(List<Beat> beats, Case about, Dice dice, WorkingCalendar hours)
{
    private readonly Func<string, string> _fill = Wording.Filler(dice, about.Region);
    private int _calls;

    public Case About => about;

    public Dice Dice => dice;

    private string Name => about.Contact.Name;

    /// <summary>Minutes of the desk's time later.</summary>
    public Instant Later(Instant at, int minutes) => (hours.Add(at, Duration.FromMinutes(Math.Max(1, minutes))) ?? at) + Duration.FromSeconds(dice.Below(50));

    public bool IsOpen(Instant at) => hours.IsOpen(at);

    public void Open(Instant at, string? text = null, IReadOnlyList<string>? tags = null)
    {
        var fields = about.Premium ? new Dictionary<string, string> { [Promises.Plan] = Promises.Premium } : new Dictionary<string, string>();
        Add(at, "", new NewTicket(Wording.Subject(dice, about.Topic, _fill), _fill(text ?? Wording.Ask(dice, about.Topic, Name)), From: "customer", Inbox: about.Inbox, Priority: about.Priority, Team: about.Team,
            Customer: about.Company?.Handle, Contact: about.Contact.Handle, Region: about.Inbox == Furniture.Partners ? null : about.Region, Stage: about.Topic.Stage, Fields: fields, Tags: tags ?? [about.Topic.Tag]));
    }

    /// <summary>A problem, or whatever else an agent opens.</summary>
    public void OpenByAgent(Instant at, Person agent, string subject, string note, string type) => Add(at, agent.Handle, new NewTicket(subject, note, From: "agent", Inbox: about.Inbox, Priority: about.Priority, Type: type,
        Agent: agent.Handle, Team: about.Team, Region: about.Region, Stage: about.Topic.Stage, Tags: [about.Topic.Tag], Internal: true));

    public void Take(Instant at, Person agent) => Do(at, agent.Handle, (s, t) => TicketEdits.Change(s.Act, t, new TicketChange(Agent: agent.Handle, Status: "open")));

    public void Assign(Instant at, Person agent) => Do(at, agent.Handle, (s, t) => TicketEdits.Change(s.Act, t, new TicketChange(Agent: agent.Handle)));

    public void Say(Instant at, Person agent, string text) => Do(at, agent.Handle, (s, t) => Messages.Reply(s.Act, t, new Writing(_fill(text), Channel: t.Channel)).Ticket);

    public void First(Instant at, Person agent)
    {
        Take(at - Duration.FromSeconds(dice.Between(20, 55)), agent);
        Say(at, agent, Wording.First(dice, agent, Name));
    }

    public void Note(Instant at, Person agent, string? text = null) => Do(at, agent.Handle, (s, t) => Messages.Note(s.Act, t, new Writing(text ?? Wording.Note(dice))).Ticket);

    public void Status(Instant at, string who, string status) => Do(at, who, (s, t) => TicketEdits.Change(s.Act, t, new TicketChange(Status: status)));

    public void HandOver(Instant at, Person agent, string team) => Do(at, agent.Handle, (s, t) => TicketEdits.Change(s.Act, t, new TicketChange(Team: team)));

    /// <summary>Asks back; until the customer answers, the time is theirs.</summary>
    public void AskBack(Instant at, Person agent)
    {
        Say(at, agent, Wording.Question(dice, about.Topic, agent, Name));
        Status(at + Duration.FromSeconds(4), agent.Handle, "waiting-customer");
    }

    /// <summary>The customer writes; what waited for them goes on.</summary>
    public void Writes(Instant at, string text, bool reopens = false)
    {
        Do(at, "", (s, t) => Messages.FromCustomer(s.Act, t, new Writing(_fill(text), Channel: t.Channel)).Ticket);
        Do(at + Duration.FromMilliseconds(250), "", (s, t) => reopens ? TicketEdits.Reopen(s.Act, t, "open") : TicketEdits.Change(s.Act, t, new TicketChange(Status: "open")));
    }

    public void Thanks(Instant at) => Do(at, "", (s, t) => Messages.FromCustomer(s.Act, t, new Writing(Wording.Thank(dice), Channel: t.Channel, Thanks: true)).Ticket);

    public void Workaround(Instant at, Person agent)
    {
        Say(at, agent, Wording.Meanwhile(about.Topic, Name));
        Do(at + Duration.FromSeconds(2), agent.Handle, (s, t) => TicketEdits.Workaround(s.Act, t));
    }

    public void Solve(Instant at, Person agent)
    {
        Say(at, agent, Wording.Solution(dice, about.Topic, agent, Name));
        Status(at + Duration.FromSeconds(9), agent.Handle, "resolved");
        DemoSurveys.After(this, at, agent);
    }

    /// <summary>The telephone: rings, and is answered after so many seconds, or not at all.</summary>
    public void Ring(Instant at, int seconds, Person? agent)
    {
        var call = Call();
        Does(at + Duration.FromSeconds(1), now => new CallOffered("", now, now, 0, call));
        if (agent is null)
            Does(at + Duration.FromSeconds(1 + seconds), now => new CallAbandoned("", now, now, 0, call));
        else
            Speak(at + Duration.FromSeconds(1 + seconds), agent, call, outbound: false);
    }

    public void CallBack(Instant at, Person agent) => Speak(at, agent, Call(), outbound: true);

    private void Speak(Instant at, Person agent, string call, bool outbound)
    {
        Does(at, now => new CallAnswered("", now, now, 0, call, agent.Handle, outbound));
        Take(at + Duration.FromSeconds(15), agent);
        var ends = at + Duration.FromSeconds(dice.Between(150, 540));
        Does(ends, now => new CallEnded("", now, now, 0, call));
        Note(ends + Duration.FromSeconds(40), agent, outbound ? $"Retorno feito para {Name}. {Wording.Note(dice)}" : $"Conversei com {Name} por telefone. {Wording.Note(dice)}");
    }

    private string Call() => $"c{about.Key}-{++_calls}";

    public void Pause(Instant at, Person agent, string category, string text, Party party) => Do(at, agent.Handle, (s, t) => ClockRequests.Pause(s.Act, t, "resolution", category, text, party));

    /// <summary>Asks for a waiver, or for more time.</summary>
    public void Plead(Instant at, Person agent, string category, string text, Duration? more) =>
        Do(at, agent.Handle, (s, t) => ClockRequests.Ask(s.Act, t, new ClockAsk("resolution", category, text, null), more).Ticket);

    public void Decide(Instant at, bool grants, string text) => Do(at, "marcos", (s, t) =>
        ClockRequests.Of(s.Act.Tx, s.Act.Tenant, t.Id).FirstOrDefault(r => r.DecidedBy is null) is { } waiting ? ClockRequests.Decide(s.Act, t, waiting.Id, grants, text) : t);

    public void Merge(Instant at, Person agent, int into) => Do(at, agent.Handle, (s, t) =>
    {
        var (twin, survivor) = s.Act.Pair(t.Id.ToString(), s.Other(into).ToString());
        Joining.Merge(s.Act, twin, survivor);
        return t;
    });

    public void Incident(Instant at, Person agent, int problem) => Do(at, agent.Handle, (s, t) => TicketLinks.Put(s.Act, t, LinkKind.Problem, s.Other(problem).ToString()));

    public void Raise(Instant at, Person agent, string priority) => Do(at, agent.Handle, (s, t) => TicketEdits.Change(s.Act, t, new TicketChange(Priority: priority)));

    public void Does(Instant at, Func<Instant, TicketEvent> what) => Do(at, "", (s, t) => s.Act.Record(t, what(s.Act.Now)).Ticket);

    internal void Do(Instant at, string who, Func<Stage, Ticket, Ticket> does) => beats.Add(new Beat(at, beats.Count, about.Key, who, null, does));

    private void Add(Instant at, string who, NewTicket opens) => beats.Add(new Beat(at, beats.Count, about.Key, who, opens, null));
}
