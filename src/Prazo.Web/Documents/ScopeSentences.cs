using System.Globalization;
using Prazo.Engine.Agreements;

namespace Prazo.Web.Documents;

/// <summary>What an agreement is for, and what it is not for.</summary>
internal static class ScopeSentences
{
    public static IEnumerable<Sentence> Applies(DocumentWriter d)
    {
        if (d.A.Applies.Fields.IsEmpty)
            yield return d.Say(d.W["doc.applies-all"], "applies");
        foreach (var (field, text) in d.Only(d.A.Applies, "doc.applies", "doc.applies-not"))
            yield return d.Say(text, "applies", "when", field);
    }

    public static IEnumerable<Sentence> Exclusions(DocumentWriter d) => d.A.Exclusions.Select((e, i) =>
        d.Say(e.Price is { } price ? d.W.Say("plain.exclusion-price", e.Clause, e.Text(d.W.Language), price) : $"{e.Clause}: {e.Text(d.W.Language)}", "exclusions", i.ToString(CultureInfo.InvariantCulture)));
}
