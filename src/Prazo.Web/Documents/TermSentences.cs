using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>Between whom an agreement is, from when to when, and how it goes on or ends.</summary>
internal static class TermSentences
{
    public static string Holds(ScreenWords w, Agreement a)
    {
        string Date(LocalDate date) => w.Clocks.Form.Date(date, true);
        return (a.From, a.To) switch
        {
            ({ } from, { } to) => w.Say("plain.term", Date(from), Date(to)),
            ({ } from, null) => w.Say("plain.since", Date(from)),
            (null, { } to) => w.Say("plain.up-to", Date(to)),
            _ => w["plain.always-holds"],
        };
    }

    public static IEnumerable<Sentence> Parties(DocumentWriter d)
    {
        if (d.A.Provider.Length > 0)
            yield return d.Say(d.W.Say("doc.provider", d.A.Provider), "parties", "provider");
        if (d.A.Customer.Length > 0)
            yield return d.Say(d.W.Say("doc.customer", d.A.Customer), "parties", "customer");
    }

    public static IEnumerable<Sentence> Term(DocumentWriter d)
    {
        yield return d.Say(Holds(d.W, d.A) + ".", d.A.Document["effective"] is null ? "term" : "effective");
        yield return d.Say(d.W["doc.open-tickets-" + (d.A.OpenTicketsToo ? "too" : "not")], "open-tickets");
        yield return d.Say(d.W.Say("doc.zone", d.A.Zone), "zone");
    }

    public static IEnumerable<Sentence> Renewal(DocumentWriter d)
    {
        if (Text(d, "term", "renews") is { } renews && Date(Text(d, "term", "to")) is { } to)
            yield return d.Say(d.W.Say("doc.renews-" + renews, d.W.Clocks.Form.Date(to, true)), "term", "renews");
    }

    public static IEnumerable<Sentence> Notice(DocumentWriter d)
    {
        if (Text(d, "term", "notice") is { } notice && WithinParser.Parse(notice).Value is { } within)
            yield return d.Say(d.W.Say("doc.notice", WithinWords.Of(d.W, within)), "term", "notice");
    }

    public static IEnumerable<Sentence> Review(DocumentWriter d)
    {
        if (Text(d, "review") is { } review)
            yield return d.Say(d.W["doc.review-" + review], "review");
    }

    private static LocalDate? Date(string? text) => text is not null && NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    private static string? Text(DocumentWriter d, params ReadOnlySpan<string> keys)
    {
        Node? node = d.A.Document;
        foreach (var key in keys)
            node = (node as MapNode)?[key];
        return node is ScalarNode { Text.Length: > 0 } scalar ? scalar.Text : null;
    }
}
