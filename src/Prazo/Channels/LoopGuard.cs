using NodaTime;

namespace Prazo.Channels;

/// <summary>How many mails are usual. Two machines that answer one another are stopped by these when no header gave them away.</summary>
/// <param name="Window">In which the mails are counted.</param>
/// <param name="Answers">So many automatic answers go to one sender; then none.</param>
/// <param name="PerTicket">So many mails of one sender are taken on one ticket; then they are held.</param>
/// <param name="Tickets">So many tickets one sender opens; then they are held.</param>
public sealed record LoopLimits(Duration Window, int Answers, int PerTicket, int Tickets)
{
    public static readonly LoopLimits Usual = new(Duration.FromHours(1), Answers: 3, PerTicket: 20, Tickets: 20);
}

/// <summary>What came from one sender within the window, this mail not counted.</summary>
/// <param name="OnTicket">Mails on the ticket that this one answers; 0 for a new one.</param>
/// <param name="Opened">Tickets opened.</param>
/// <param name="Answered">Automatic answers that we sent to the sender.</param>
public readonly record struct MailCounts(int OnTicket, int Opened, int Answered);

public enum LoopDecision
{
    /// <summary>Take it; an automatic answer may go out.</summary>
    Take,

    /// <summary>Take it, answer nothing automatically.</summary>
    TakeSilently,

    /// <summary>Keep it aside for a person, with nothing started by it.</summary>
    Hold,
}

public static class LoopGuard
{
    public static LoopDecision Decide(MailJudgement judgement, bool answersTicket, MailCounts counts, LoopLimits limits)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(limits);
        if (judgement.Nature == MailNature.Loop)
            return LoopDecision.Hold;
        if (answersTicket ? counts.OnTicket >= limits.PerTicket : counts.Opened >= limits.Tickets)
            return LoopDecision.Hold;
        return judgement.MayAnswer && counts.Answered < limits.Answers ? LoopDecision.Take : LoopDecision.TakeSilently;
    }
}
