using Prazo.Tickets;

namespace Prazo.Inboxes;

/// <summary>Changes of where tickets come in.</summary>
public static class InboxEdits
{
    private const int LongestTitle = 300, LongestAddress = 320;

    public static Inbox Add(Act act, Inbox inbox)
    {
        var clean = Clean(act, inbox);
        if (!InboxStore.Insert(act.Tx, act.Tenant, clean))
            throw new RefusedException("taken", "name", $"there is an inbox '{clean.Name}' already", "change that one");
        act.Audit("inbox.added", "inbox:" + clean.Name, new { clean.Channel });
        return clean;
    }

    public static Inbox Change(Act act, Inbox inbox)
    {
        var clean = Clean(act, inbox);
        if (!InboxStore.Update(act.Tx, act.Tenant, clean))
            throw new MissingException();
        act.Audit("inbox.changed", "inbox:" + clean.Name, new { clean.Channel });
        return clean;
    }

    /// <summary>False when there is none such.</summary>
    public static bool Delete(Act act, string name)
    {
        if (!InboxStore.Delete(act.Tx, act.Tenant, name))
            return false;
        act.Audit("inbox.deleted", "inbox:" + name);
        return true;
    }

    private static Inbox Clean(Act act, Inbox inbox)
    {
        var known = inbox.Defaults.Count > 0 ? FieldDefinitions.Of(act.Tx, act.Tenant) : [];
        return inbox with
        {
            Name = Inputs.Handle("name", Inputs.Needed("name", inbox.Name, LongestTitle)), Title = Inputs.Needed("title", inbox.Title, LongestTitle), Channel = Inputs.Category("channel", inbox.Channel),
            Address = Inputs.Text("address", inbox.Address, LongestAddress), Defaults = inbox.Defaults.ToDictionary(d => d.Key, d => Default(known, d.Key, d.Value)),
        };
    }

    private static string Default(IReadOnlyList<FieldDefinition> known, string name, string value)
    {
        var (clean, isText) = FieldDefinitions.Check(known, name, value);
        return isText || clean.Length == 0 || name is "inbox" or "channel" ? throw new RefusedException("bad-default", "defaults." + name, $"'{name}' has no default") : clean;
    }
}
