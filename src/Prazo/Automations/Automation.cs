using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Automations;

/// <summary>When something happens to a ticket, if conditions hold, then do these things.</summary>
public sealed record Automation(Guid Id, string Name, Trigger When, Condition? If, IReadOnlyList<Step> Then)
{
    /// <summary>Fields that it changes: it does not react to its own changes.</summary>
    public IEnumerable<string> Changes => Then.SelectMany(s => s switch { AssignTo => ["agent"], SetFields f => f.Fields.Keys, AddTag => ["tag"], _ => Enumerable.Empty<string>() });
}

/// <summary>What sets an automation off.</summary>
public abstract record Trigger
{
    public abstract string Words { get; }
}

/// <summary>An event of a kind happened. An automatic message of a customer sets nothing off: machines do not answer machines.</summary>
/// <param name="Field">Of changes: of which field; null: any.</param>
public sealed record OnEvent(string Kind, string? Field) : Trigger
{
    public override string Words => Field is null ? Kind : $"{Kind} {Field}";

    public bool Fits(TicketEvent e) => e.Kind == Kind && (Field is null || (e is FieldChanged change && change.Field == Field)) && e is not CustomerMessage { Automatic: true };
}

/// <summary>Something was said of a clock.</summary>
public sealed record OnClock(string Kind, string? Stage, string? Target) : Trigger
{
    public override string Words => $"clock {Kind}{(Stage is null ? "" : " " + Stage)}{(Target is null ? "" : " of " + Target)}";

    public bool Fits(ClockFactEntry fact) =>
        fact.Kind == Kind && (Stage is null || fact.Stage == Stage || fact.Stage == "warned " + Stage) && (Target is null || fact.Target == Target);
}

/// <summary>So much time has passed since an event, and none of some others has come in between.</summary>
public sealed record OnTime(OnEvent Since, Duration After, IReadOnlyList<string> Until) : Trigger
{
    public override string Words => $"{After.TotalHours:0.##} h since {Since.Words}";
}

/// <summary>Something to do.</summary>
public abstract record Step(string Kind);

public sealed record AssignTo(string Agent) : Step("assign");

public sealed record SetFields(IReadOnlyDictionary<string, string> Fields) : Step("set");

public sealed record AddTag(string Tag) : Step("tag");

public sealed record SendReply(string Text) : Step("reply");

public sealed record AddNote(string Text) : Step("note");

public sealed record NotifyPeople(IReadOnlyList<string> To, string Words) : Step("notify");

public sealed record CallWebhook(Guid Webhook) : Step("webhook");
