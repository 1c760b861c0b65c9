using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Search;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Improvement;

/// <summary>Why promises are broken: an entry of a workspace's own short list.</summary>
/// <param name="Names">By language: <c>en</c>, <c>pt-BR</c>, <c>ro</c>; at least one.</param>
/// <param name="Archived">Since when it is not given any more; breaches that have it keep it.</param>
public sealed record Cause(string Id, IReadOnlyDictionary<string, string> Names, Instant? Archived = null)
{
    public string Name(string language) => Names.GetValueOrDefault(language) ?? Names.GetValueOrDefault("en") ?? Names.OrderBy(n => n.Key, StringComparer.Ordinal).First().Value;
}

/// <summary>The list of causes. It is changed, never shortened: what a breach was ascribed to stays readable.</summary>
public static class Causes
{
    public static readonly IReadOnlyList<string> Languages = ["en", "pt-BR", "ro"];
    private const int Most = 50, LongestName = 80, LongestId = 40;

    /// <summary>What a workspace begins with: few enough to be read at a glance, each something that somebody can change.</summary>
    public static readonly IReadOnlyList<Cause> Defaults =
    [
        Of("workload", "Too few people for the load", "Pouca gente para o volume", "Prea puțini oameni pentru volum"),
        Of("routing", "With the wrong person or team", "Com a pessoa ou equipe errada", "La persoana sau echipa greșită"),
        Of("unnoticed", "Not noticed in time", "Não percebido a tempo", "Neobservat la timp"),
        Of("knowledge", "Knowledge or instructions lacking", "Faltou conhecimento ou instrução", "Lipsă de cunoștințe sau instrucțiuni"),
        Of("supplier", "Waited for a supplier", "Espera pelo fornecedor", "Așteptarea furnizorului"),
        Of("customer", "Waited for the customer", "Espera pelo cliente", "Așteptarea clientului"),
        Of("failure", "Our systems failed", "Falha dos nossos sistemas", "Defecțiune a sistemelor noastre"),
        Of("promise", "The promise does not fit the work", "A promessa não condiz com o trabalho", "Promisiunea nu se potrivește cu munca"),
    ];

    private static Cause Of(string id, string en, string pt, string ro) => new(id, new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = en, ["pt-BR"] = pt, ["ro"] = ro });

    /// <summary>In the workspace's order, with those that are archived.</summary>
    public static IReadOnlyList<Cause> All(Session session, Guid tenant) => Rows(session, tenant) is { Count: > 0 } own ? own : Defaults;

    private static IReadOnlyList<Cause> Rows(Session session, Guid tenant) => [.. session.Query<Row>("SELECT id, names, archived FROM causes WHERE tenant_id = @tenant ORDER BY position, id", new { tenant })
        .Select(r => new Cause(r.Id, JsonSerializer.Deserialize<Dictionary<string, string>>(r.Names)!, r.Archived))];

    /// <summary>The list as the workspace's own from now on, even if later builds begin with another.</summary>
    internal static IReadOnlyList<Cause> Own(Act act)
    {
        if (Rows(act.Tx, act.Tenant) is { Count: > 0 } own)
            return own;
        for (var position = 0; position < Defaults.Count; position++)
            Insert(act, Defaults[position], position);
        return Rows(act.Tx, act.Tenant);
    }

    public static Cause Add(Act act, IReadOnlyDictionary<string, string>? names)
    {
        var known = Own(act);
        if (known.Count >= Most)
            throw new RefusedException("too-many", "", $"a workspace has at most {Most} causes", "rename one that nobody needs");
        var clean = Clean(names);
        var cause = new Cause(IdOf(new Cause("", clean).Name("en"), known), clean);
        Insert(act, cause, known.Count);
        act.Audit("cause.added", "cause:" + cause.Id);
        return cause;
    }

    /// <param name="archived">Whether it is put away; null: as it was.</param>
    public static Cause Change(Act act, string id, IReadOnlyDictionary<string, string>? names, bool? archived = null)
    {
        var old = Own(act).FirstOrDefault(c => c.Id == id) ?? throw new MissingException();
        var cause = old with { Names = Clean(names ?? old.Names), Archived = archived switch { null => old.Archived, true => old.Archived ?? act.Now, false => null } };
        act.Tx.Execute("UPDATE causes SET names = @names, archived = @Archived WHERE tenant_id = @Tenant AND id = @Id", new { act.Tenant, cause.Id, names = JsonSerializer.Serialize(cause.Names), cause.Archived });
        act.Audit("cause.changed", "cause:" + id, new { archived = cause.Archived is not null });
        return cause;
    }

    /// <summary>Puts these first, in this order; the others follow as they stood.</summary>
    public static IReadOnlyList<Cause> Order(Act act, IReadOnlyList<string> ids)
    {
        var known = Own(act);
        if (ids.FirstOrDefault(i => known.All(c => c.Id != i)) is { } unknown)
            throw new RefusedException("unknown-cause", "ids", $"there is no cause '{unknown}'");
        var ordered = ids.Distinct().Concat(known.Select(c => c.Id).Except(ids)).ToList();
        for (var position = 0; position < ordered.Count; position++)
            act.Tx.Execute("UPDATE causes SET position = @position WHERE tenant_id = @Tenant AND id = @id", new { act.Tenant, id = ordered[position], position = (long)position });
        act.Audit("causes.ordered", "causes");
        return Own(act);
    }

    private static void Insert(Act act, Cause cause, int position) => act.Tx.Execute("INSERT INTO causes (tenant_id, id, names, position, archived) VALUES (@Tenant, @Id, @names, @position, NULL) ON CONFLICT (tenant_id, id) DO NOTHING",
        new { act.Tenant, cause.Id, names = JsonSerializer.Serialize(cause.Names), position = (long)position });

    private static Dictionary<string, string> Clean(IReadOnlyDictionary<string, string>? names)
    {
        if (names?.Keys.FirstOrDefault(l => !Languages.Contains(l)) is { } unknown)
            throw new RefusedException("unknown-language", "names", $"'{unknown}' is not a language of causes", "write en, pt-BR or ro");
        var clean = (names ?? new Dictionary<string, string>()).Select(n => (n.Key, Value: Inputs.Text("names", n.Value, LongestName))).Where(n => n.Value is not null).ToDictionary(n => n.Key, n => n.Value!, StringComparer.Ordinal);
        return clean.Count > 0 ? clean : throw new RefusedException("missing-key", "names", "a cause needs a name in one language at least");
    }

    /// <summary>Letters, digits and dashes of its name; with a number where that is taken.</summary>
    private static string IdOf(string name, IReadOnlyList<Cause> known)
    {
        var plain = new string([.. Folded.WellFormed(name).Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        var id = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        id = id.Length > LongestId ? id[..LongestId].TrimEnd('-') : id.Length == 0 ? "cause" : id;
        return Enumerable.Range(1, Most + 1).Select(n => n == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{n}")).First(i => known.All(c => c.Id != i));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Names { get; init; } = "{}";
        public Instant? Archived { get; init; }
    }
}
