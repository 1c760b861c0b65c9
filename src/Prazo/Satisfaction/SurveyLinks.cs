using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Satisfaction;

/// <summary>Links by which customers answer without an account: 32 random bytes, kept as a hash. They open one survey and nothing else.</summary>
public static class SurveyLinks
{
    private const string Prefix = "pq1";

    internal static string New(Tx tx, Survey survey, Instant now)
    {
        var (text, hash) = Secrets.New(Prefix, survey.TenantId);
        tx.Execute("INSERT INTO survey_links (tenant_id, hash, survey_id, made) VALUES (@TenantId, @hash, @Id, @now)", new { survey.TenantId, hash, survey.Id, now });
        return text;
    }

    /// <summary>Which survey a link is for; null: it is none.</summary>
    public static Survey? Find(Session session, string? link) => Secrets.Read(Prefix, link) is var (tenant, hash)
        && session.Value<Guid?>("SELECT survey_id FROM survey_links WHERE tenant_id = @tenant AND hash = @hash", new { tenant, hash }) is { } id ? SurveyStore.Get(session, tenant, id) : null;

    /// <summary>Who has the link: somebody who may answer this survey, and do nothing else.</summary>
    public static Principal Holder(Survey survey) => new(survey.TenantId, $"survey:{survey.Id}", null, new HashSet<Ability>());
}
