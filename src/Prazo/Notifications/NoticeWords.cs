using System.Globalization;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Notifications;

/// <summary>What notices call a ticket.</summary>
internal static class NoticeWords
{
    /// <summary>Its subject; empty where it has none.</summary>
    public static string Title(Session session, Ticket? ticket) => ticket is null ? "" : TicketTexts.Of(session, ticket.TenantId, ticket.Id, TextKind.Subject, "") ?? ticket.Values().GetValueOrDefault("subject") ?? "";

    public static string Link(string address, Ticket? ticket, string? path = null) =>
        address.Length == 0 ? "" : ticket is null ? path is null ? "" : address.TrimEnd('/') + path : string.Create(CultureInfo.InvariantCulture, $"{address.TrimEnd('/')}/tickets/{ticket.Number}");

    // What a mail says for kinds that have no words of their own, in the reader's language.
    private static readonly Dictionary<string, (string En, string Pt, string Ro)> Sentences = new(StringComparer.Ordinal)
    {
        ["agreement-proposed"] = ("An agreement waits for your approval", "Um acordo espera a sua aprovação", "Un acord așteaptă aprobarea dumneavoastră"),
        ["agreement-approved"] = ("All have approved; it can be published", "Todos aprovaram; já se pode publicar", "Toți au aprobat; se poate publica"),
        ["agreement-returned"] = ("Your proposal was sent back", "A sua proposta foi devolvida", "Propunerea dumneavoastră a fost trimisă înapoi"),
        ["agreement-void"] = ("The text was changed: its approvals do not hold any more", "O texto mudou: as aprovações já não valem", "Textul s-a schimbat: aprobările nu mai sunt valabile"),
        ["agreement-expiring"] = ("An agreement ends soon", "Um acordo termina em breve", "Un acord se încheie în curând"),
        ["agreement-notice"] = ("The last day to give notice is near", "O último dia para denunciar está próximo", "Ultima zi pentru denunțare se apropie"),
        ["agreement-ended"] = ("An agreement has ended", "Um acordo terminou", "Un acord s-a încheiat"),
        ["statement-drafted"] = ("The account of a period is ready for you", "O demonstrativo de um período está pronto para você", "Situația unei perioade este pregătită pentru dumneavoastră"),
        ["statement-contested"] = ("The customer contests a statement", "O cliente contesta um demonstrativo", "Clientul contestă o situație"),
        ["statement-answered"] = ("What you contested was answered", "O que você contestou foi respondido", "Contestația dumneavoastră a primit răspuns"),
        ["statement-answer-soon"] = ("An answer to the customer is due within a day", "Uma resposta ao cliente vence em até um dia", "Un răspuns către client este scadent într-o zi"),
        ["statement-answer-late"] = ("An answer to the customer is late", "Uma resposta ao cliente está atrasada", "Un răspuns către client întârzie"),
        ["statement-accepted"] = ("The customer has accepted a statement", "O cliente aceitou um demonstrativo", "Clientul a acceptat o situație"),
        ["statement-closed"] = ("A statement is closed and signed", "Um demonstrativo foi encerrado e assinado", "O situație este închisă și semnată"),
        ["objective-burning"] = ("An objective will hardly be held at this pace", "Neste ritmo um objetivo dificilmente será cumprido", "În acest ritm un obiectiv cu greu va fi atins"),
        ["objective-spent"] = ("More promises broke than an objective allows in its whole period", "Mais promessas foram descumpridas do que um objetivo permite em todo o período", "S-au încălcat mai multe promisiuni decât permite un obiectiv în toată perioada"),
        ["agreement-unread"] = ("Please confirm that you have read this agreement", "Confirme, por favor, que leu este acordo", "Vă rugăm să confirmați că ați citit acest acord"),
    };

    public static string Say(Session session, Notification notice)
    {
        if (!Sentences.TryGetValue(notice.Kind, out var said))
            return notice.Words ?? notice.Kind;
        var language = session.Value<string>("SELECT COALESCE(u.locale, w.locale) FROM users u JOIN workspaces w ON w.tenant_id = u.tenant_id WHERE u.tenant_id = @TenantId AND u.id = @UserId", notice);
        var sentence = language switch { "pt-BR" => said.Pt, "ro" => said.Ro, _ => said.En };
        return notice.Words is { } words ? $"{sentence}: {words}" : sentence;
    }
}
