using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Reads an agreement from a document tree: all problems found, and the agreement when none of them is an error.</summary>
public static class AgreementReader
{
    /// <param name="document">The document as written.</param>
    /// <param name="resolve">Gives the document of an <c>extends</c> by agreement id (or <c>id@version</c>); null when unknown.</param>
    /// <param name="shared">Gives a calendar or holiday set that the agreement names and does not describe itself, by section (<c>calendars</c> or <c>holiday-sets</c>) and id; null when unknown.</param>
    public static (Agreement? Agreement, IReadOnlyList<Problem> Problems) Read(Node document, Func<string, Node?> resolve, Func<string, string, Node?>? shared = null)
    {
        var reading = new Reading();
        return (Read(document, resolve, shared, reading), reading.Problems);
    }

    internal static Agreement? Read(Node document, Func<string, Node?> resolve, Reading reading) => Read(document, resolve, null, reading);

    private static Agreement? Read(Node document, Func<string, Node?> resolve, Func<string, string, Node?>? shared, Reading reading)
    {
        var (merged, layers) = Inheritance.Resolve(document, resolve, reading);
        if (merged is null)
            return null;
        if (shared is not null && SharedParts.PutInto(merged, shared) is (var whole, { } added))
            (merged, layers) = (whole, layers.Add(new AgreementLayer("shared calendars", added)));
        var root = new Cursor(reading, AgreementShape.Root, merged, merged.At, "");
        StructureCheck.Check(root);
        var agreement = ReadRoot(root, merged, layers);
        References.Check(root, agreement);
        SupportingReader.Check(root, agreement);
        return reading.HasErrors ? null : agreement;
    }

    private static Agreement ReadRoot(Cursor root, MapNode merged, ImmutableArray<AgreementLayer> layers)
    {
        var id = root["agreement"].Text ?? "";
        var zone = root["zone"].Text ?? "UTC";
        var titles = ReadTitles(root["title"]);
        var calendars = CalendarReader.ReadAll(root["calendars"], zone);
        var (from, to) = ReadTerm(root);
        ImmutableArray<string> names = [.. root["calendars"].Entries.Select(c => c.Key)];
        var penalties = PenaltyReader.ReadAll(root["penalties"]);
        return new Agreement(id, root["version"].Whole(1, 1_000_000) ?? 1, titles.GetValueOrDefault("", id), root["kind"].Word(Names.Kinds) ?? AgreementKind.Service,
            root["extends"].Text, root["parties"]["provider"].Text ?? "", root["parties"]["customer"].Text ?? "", zone, from, to, root["open-tickets"].Flag,
            ConditionReader.ReadMatch(root["applies"]["when"]), calendars, HolidayReader.ReadAll(root["holiday-sets"]),
            TargetReader.ReadAll(root, ReadStatuses(root["statuses"]), names), ObjectiveReader.ReadAll(root["objectives"]),
            root["rematch"].Word(Names.Rematches) ?? Rematch.Never, root["attach"].Word(Names.Attachments) ?? MatchPin.Creation,
            ReadExamples(root["examples"]), merged, layers[0].Document.At)
        {
            Titles = titles.Remove(""),
            Orders = ReadOrders(root["orders"]),
            Statuses = ReadStatuses(root["statuses"]),
            Fields = ReadFields(root["fields"]),
            Money = MoneyReader.Settled(MoneyReader.Read(root["money"]), penalties),
            Penalties = penalties,
            Statement = MoneyReader.ReadStatement(root["statement"]),
            Exclusions = ExclusionReader.ReadAll(root["exclusions"]),
            Satisfaction = SatisfactionReader.Read(root["satisfaction"], names),
            Review = root["review"].Text,
            While = SupportingReader.While(root),
            Layers = layers,
            Hash = HashOf(merged),
        };
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of the canonical text of a merged document.</summary>
    public static string HashOf(MapNode document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AgreementWriter.Write(document))));

    /// <summary>Titles by language; the title to show by default under "".</summary>
    internal static ImmutableDictionary<string, string> ReadTitles(Cursor at)
    {
        var titles = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        if (at.Text is { } one)
            titles[""] = one;
        foreach (var (language, _, value) in at.Entries)
            if (value.Text is { } text)
            {
                titles.TryAdd("", text);
                titles[language] = text;
            }
        return titles.ToImmutable();
    }

    private static (NodaTime.LocalDate? From, NodaTime.LocalDate? To) ReadTerm(Cursor root)
    {
        var term = root["term"];
        var from = term["from"].Date();
        var to = term["to"].Date();
        var effective = root["effective"].Date();
        if (from > to)
            term["to"].Error("bad-term", "the term ends before it begins", "swap from and to");
        if (effective > to && term["renews"].Text is null or "never")
            root["effective"].Error("bad-term", "this version begins after the term has ended", "correct one of the dates");
        if (!to.HasValue && term["renews"].Exists)
            term["renews"].Warn("idle-renewal", "a term without an end needs no renewal", "write `to:` too, or leave out `renews:`");
        term["notice"].WithinAlone();
        // A renewed term goes on until somebody gives notice, which is a new version of the file.
        return (effective ?? from, term["renews"].Text is null or "never" ? to : null);
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadOrders(Cursor at)
    {
        var orders = DefaultOrders.All.ToBuilder();
        foreach (var (field, _, values) in at.Entries)
            orders[field] = [.. values.Texts];
        return orders.ToImmutable();
    }

    private static TicketStatuses ReadStatuses(Cursor at)
    {
        ImmutableHashSet<string> With(ImmutableHashSet<string> builtIn, Cursor more) => builtIn.Union(more.Texts);
        return new TicketStatuses(With(TicketStatuses.Default.Resolved, at["resolved"]), With(TicketStatuses.Default.Closed, at["closed"]));
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadFields(Cursor at)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (at.IsMap)
            foreach (var (field, _, values) in at.Entries)
                fields[field] = values.Node is ListNode ? [.. values.Texts] : [];
        else
            foreach (var field in at.Texts)
                fields[field] = [];
        return fields.ToImmutable();
    }

    private static ImmutableArray<AgreementExample> ReadExamples(Cursor at) =>
    [
        .. from example in at.Items
           where example.IsMap && example["given"].IsMap && example["expect"].IsMap
           select new AgreementExample(example["name"].Text ?? "", (MapNode)example["given"].Node!, (MapNode)example["expect"].Node!, example.At),
    ];
}
