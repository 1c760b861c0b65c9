using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Improvement;

/// <summary>Whether somebody finds that the promises of an agreement fit what they need.</summary>
public sealed record Opinion
{
    public const string Customer = "customer", Agent = "agent";

    public string Agreement { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Side { get; init; } = "";
    /// <summary><c>yes</c>, <c>partly</c> or <c>no</c>.</summary>
    public string Fits { get; init; } = "";
    public string? Comment { get; init; }
    public Instant At { get; init; }
}

/// <summary>The standing question about an agreement itself. Each person has one opinion of it, the latest.</summary>
public static class Opinions
{
    public static readonly IReadOnlyList<string> Answers = ["yes", "partly", "no"];
    private const int LongestComment = 2000;

    public static IReadOnlyList<Opinion> Of(Session session, Guid tenant, string agreement) =>
        session.Query<Opinion>("SELECT agreement, actor, side, fits, comment, at FROM agreement_opinions WHERE tenant_id = @tenant AND agreement = @agreement ORDER BY at DESC, actor", new { tenant, agreement });

    /// <param name="side">By whom the asker is.</param>
    public static void Put(Act act, PublishedAgreements agreements, string agreement, string side, string? fits, string? comment)
    {
        if (agreements.Latest(act.Tx, act.Tenant, agreement) is null)
            throw new MissingException();
        if (act.Asker.Person is null)
            throw new RefusedException("no-person", "", "a key has no opinion", "sign in as somebody");
        if (fits is null || !Answers.Contains(fits))
            throw new RefusedException("bad-value", "fits", $"'{fits}' is no answer", "write yes, partly or no");
        act.Tx.Execute("""
            INSERT INTO agreement_opinions (tenant_id, agreement, actor, side, fits, comment, at) VALUES (@Tenant, @agreement, @Actor, @side, @fits, @said, @Now)
            ON CONFLICT (tenant_id, agreement, actor) DO UPDATE SET side = @side, fits = @fits, comment = @said, at = @Now
            """, new { act.Tenant, agreement, act.Asker.Actor, side, fits, said = Inputs.Text("comment", comment, LongestComment), act.Now });
        act.Audit("agreement.judged", $"agreement:{agreement}", new { fits });
    }
}
