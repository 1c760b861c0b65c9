namespace Prazo.Engine.Agreements;

/// <summary>Reads what only agreements between teams or with suppliers say, and refuses what they cannot mean.</summary>
internal static class SupportingReader
{
    /// <summary>When a ticket is with who promises: as written; by default when its team is the provider, and for a supplier while its status says that it waits for one. Null for agreements with customers.</summary>
    public static Condition? While(Cursor root)
    {
        var (at, provider) = (root["while"], root["parties"]["provider"]);
        return root["kind"].Word(Names.Kinds) switch
        {
            AgreementKind.Operational or AgreementKind.Supplier when at.Exists => ConditionReader.Read(at),
            AgreementKind.Operational => provider.Text is { Length: > 0 } team ? Is("team", team, provider.At) : null,
            AgreementKind.Supplier => Is("status", "waiting-supplier", root["kind"].At),
            _ => null,
        };
    }

    private static FieldIs Is(string field, string value, Position at) => new(new FieldIn(field, [value], false, at));

    public static void Check(Cursor root, Agreement agreement)
    {
        if (!agreement.IsSupporting)
        {
            CheckOther(root, agreement);
            return;
        }
        if (agreement.While is null && !root["while"].Exists)
            root["kind"].Error("no-provider", "it is not said which team promises", "write its handle as `parties: { provider: … }`, or say with `while:` when tickets are with it");
        if (agreement.While is { } with && Clocks.Conditions.NamesEvent(with))
            root["while"].Error("event-in-while", "an event is over in an instant, and a ticket is with somebody for a time", "name fields and their values, such as `team: estoque`");
        foreach (var target in agreement.Targets.Where(t => t.Metric != Metric.Turnaround))
            root.Reading.Error("supporting-metric", target.At, Nodes.Join("targets", target.Id), $"{target.Id} is not measured while the ticket is with who promises", "write `metric: turnaround`; with a `stop:` of its own where it ends before the ticket comes back");
        if (root["satisfaction"].Exists)
            root["satisfaction"].Error("no-customer", "customers never see an agreement between teams or with a supplier, and cannot be asked about it", "ask them in the agreement with them");
    }

    private static void CheckOther(Cursor root, Agreement agreement)
    {
        if (root["while"].Exists)
            root["while"].Warn("idle-while", "only agreements between teams or with a supplier wait for a ticket to come to somebody", "leave it out, or write `kind: operational` or `kind: supplier`");
        foreach (var target in agreement.Targets)
        {
            if (target.Metric == Metric.Turnaround)
                root.Reading.Error("no-while", target.At, Nodes.Join("targets", target.Id), "turnaround is measured while a ticket is with a team or a supplier, and this agreement is with customers", "write `kind: operational` or `kind: supplier`, or measure something else");
            if (!target.Supports.IsEmpty)
                root["targets"][target.Id]["supports"].Warn("idle-supports", "only promises between teams or of a supplier are parts of others", "leave it out, or write `kind: operational` or `kind: supplier`");
        }
    }
}
