using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Improvement;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Demo;

/// <summary>What the shop and its customers think of their agreements, and a review that has begun.</summary>
internal static class DemoReviews
{
    public static async Task Hold(Db db, Guid tenant, IReadOnlyDictionary<string, Principal> people, Instant now)
    {
        var agreements = new PublishedAgreements();
        await new ReviewRunner(db, agreements).Step(now);
        await db.Write(tx => Say(tx, agreements, tenant, people, now));
    }

    private static bool Say(Tx tx, PublishedAgreements agreements, Guid tenant, IReadOnlyDictionary<string, Principal> people, Instant now)
    {
        var log = new TicketLog(new ClockFold(agreements));
        Act By(string who, int daysAgo) => new(tx, log, people[who], now - Duration.FromDays(daysAgo));
        var helena = UserStore.All(tx, tenant).First(u => u.Role == "customer");
        Opinions.Put(By("bruna", 20) with { Asker = new Principal(tenant, helena.Actor, helena.Id, Principal.AbilitiesOf(helena.Is)) }, agreements, "aurora-sao-paulo", Opinion.Customer, "partly", "A primeira resposta vem rápido, mas no sábado a padaria fica sem ninguém depois das 13h.");
        Opinions.Put(By("caio", 12), agreements, "aurora-sao-paulo", Opinion.Agent, "no", "Seis horas para um crítico não dá quando a peça vem de fora.");
        Opinions.Put(By("bruna", 9), agreements, "aurora-sao-paulo", Opinion.Agent, "yes", null);
        Opinions.Put(By("joana", 5), agreements, "aurora-premium", Opinion.Agent, "partly", "De madrugada falta equipamento reserva no Recife.");
        if (AgreementReviews.All(tx, tenant).FirstOrDefault(r => r.Agreement == "aurora-premium") is { } review)
        {
            AgreementReviews.Add(By("marcos", 3), agreements, review.Id, new ReviewItemInput(ReviewItem.Proposal, "Prometer a primeira resposta de baixa prioridade em 4 h: já é o que fazemos."));
            AgreementReviews.Add(By("marcos", 3), agreements, review.Id, new ReviewItemInput(ReviewItem.Decision, "Manter 15 minutos para críticos e incluir o Recife no equipamento reserva."));
            AgreementReviews.Add(By("marcos", 3), agreements, review.Id, new ReviewItemInput(ReviewItem.Action, "Comprar dois equipamentos reserva para a loja do Recife.", "iara", Day(now, -1)));
            AgreementReviews.Add(By("marcos", 3), agreements, review.Id, new ReviewItemInput(ReviewItem.Action, "Ligar para os três clientes que ficaram insatisfeitos no prazo.", "joana", Day(now, 9)));
        }
        return true;
    }

    private static string Day(Instant now, int away) => NodaTime.Text.LocalDatePattern.Iso.Format(now.InUtc().Date.PlusDays(away));
}
