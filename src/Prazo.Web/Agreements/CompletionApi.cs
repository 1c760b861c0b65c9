using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>For editors: what may stand at a place of an agreement's text, and changes of single values that keep the rest of it.</summary>
internal static class CompletionApi
{
    private static readonly Dictionary<string, string[]> Common = new(StringComparer.Ordinal)
    {
        ["priority"] = ["critical", "high", "normal", "low"],
        ["status"] = ["new", "open", "waiting-customer", "waiting-supplier", "resolved", "closed"],
        ["channel"] = ["email", "chat", "portal", "phone"],
    };

    // Kept as columns of tickets.
    private static readonly string[] Columns = ["priority", "status", "channel", "region", "stage", "type", "inbox", "team", "customer"];

    public static void MapCompletion(this RouteGroupBuilder api)
    {
        api.MapPost("/agreements/complete", Complete).For(Ability.Manage).WithSummary("What may stand at a line and column of an agreement's text: keys, values, and names that the workspace knows.");
        api.MapPost("/agreements/edit", Edit).For(Ability.Manage).WithSummary("Changes single values of a text where they stand; comments and everything else stay as they were written. Nothing is kept.");
    }

    private static async Task<Ok<IReadOnlyList<CompletionView>>> Complete(HttpContext context, CompletionInput input, Db db, PublishedAgreements agreements)
    {
        var (tenant, text) = (context.Asker().Tenant, new DraftInput("x", input.Source).Text());
        var found = await db.Read(s => AgreementCompletion.At(text, input.Line, input.Column, of => Known(s, tenant, agreements, text, of)));
        return TypedResults.Ok<IReadOnlyList<CompletionView>>([.. found.Select(c => new CompletionView(c.Label, c.Key, c.Detail))]);
    }

    private static IEnumerable<string> Known(Session s, Guid tenant, PublishedAgreements agreements, string text, string of) => of switch
    {
        "calendars" => Shared(s, tenant, CalendarFile.Calendars).Append(CalendarSet.AlwaysOpen),
        "holiday-sets" => Shared(s, tenant, CalendarFile.HolidaySets).Concat(BuiltInHolidays.Wide.Select(w => w.Id)).Concat(Cities(text)),
        "agreements" => KnownCalendars.Newest(agreements.All(s, tenant)).Select(a => a.Id),
        "zones" => DateTimeZoneProviders.Tzdb.Ids,
        "fields" => Columns.Concat(FieldDefinitions.Of(s, tenant).Select(f => f.Name)),
        _ when of.StartsWith("field:", StringComparison.Ordinal) => Values(s, tenant, of["field:".Length..]),
        _ => [],
    };

    private static IEnumerable<string> Shared(Session s, Guid tenant, string section) => PublishedCalendars.Latest(PublishedCalendars.Versions(s, tenant)).Values.Where(c => c.Section == section).Select(c => c.Name);

    // The cities of the states that the text names: all five thousand would bury the rest.
    private static IEnumerable<string> Cities(string text) => BuiltInHolidays.Wide.Where(w => w.Id.Length == 5 && text.Contains(w.Id, StringComparison.Ordinal)).SelectMany(w => BuiltInHolidays.CitiesOf(w.Id[3..])).Select(c => c.Id);

    /// <summary>What tickets have had in a field, beside what everybody knows.</summary>
    private static IEnumerable<string> Values(Session s, Guid tenant, string field) =>
        Common.GetValueOrDefault(field, []).Concat(Array.IndexOf(Columns, field) is >= 0 and var i ? s.Query<string?>($"SELECT DISTINCT {Columns[i]} FROM tickets WHERE tenant_id = @tenant AND {Columns[i]} IS NOT NULL ORDER BY 1 LIMIT 100", new { tenant }).OfType<string>()
            : FieldDefinitions.Of(s, tenant).FirstOrDefault(f => f.Name == field)?.Choices ?? []);

    private static Ok<EditedText> Edit(EditInput input) =>
        TypedResults.Ok(new EditedText(YamlEdit.Apply(new DraftInput("x", input.Source).Text(), (input.Changes ?? []).Select(c => new YamlChange(c.Path ?? [], c.Value, AgreementSchema.Keys)))));
}

internal sealed record CompletionInput(string? Source, int Line, int Column);

/// <param name="Key">A key of a map; otherwise a value.</param>
internal sealed record CompletionView(string Label, bool Key, string Detail);

internal sealed record EditInput(string? Source, EditChange[]? Changes);

/// <param name="Path">Keys, and numbers of items from 0; <c>+</c> for one more item.</param>
/// <param name="Value">YAML in one line, such as <c>4h</c> or <c>[50%, 80%]</c>; none takes the entry out.</param>
internal sealed record EditChange(string[]? Path, string? Value);

internal sealed record EditedText(string Source);
