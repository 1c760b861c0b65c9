namespace Prazo.Engine.Agreements;

/// <summary>What the tree itself can tell, whatever it means.</summary>
public static class Nodes
{
    /// <summary>Nothing: an unquoted <c>~</c>, <c>null</c> or empty value. It removes what would be inherited.</summary>
    public static bool IsNull(Node? node) => node is null or ScalarNode { Quoted: false, Text: "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>The same content, wherever it stands and however scalars are quoted.</summary>
    public static bool Same(Node? a, Node? b)
    {
        switch (a, b)
        {
            case (null, null):
                return true;
            case (ScalarNode x, ScalarNode y):
                return IsNull(x) ? IsNull(y) : !IsNull(y) && x.Text == y.Text;
            case (ListNode x, ListNode y):
                if (x.Items.Length != y.Items.Length)
                    return false;
                for (var i = 0; i < x.Items.Length; i++)
                    if (!Same(x.Items[i], y.Items[i]))
                        return false;
                return true;
            case (MapNode x, MapNode y):
                if (x.Entries.Length != y.Entries.Length)
                    return false;
                for (var i = 0; i < x.Entries.Length; i++)
                    if (x.Entries[i].Key.Text != y.Entries[i].Key.Text || !Same(x.Entries[i].Value, y.Entries[i].Value))
                        return false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The key's text in a path. Keys with dots are put in quotes so that paths stay readable.</summary>
    internal static string Join(string path, string key)
    {
        var step = key.Contains('.', StringComparison.Ordinal) ? $"\"{key}\"" : key;
        return path.Length == 0 ? step : path + "." + step;
    }
}
