using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Demo;

/// <summary>What goes on at the moment of the start, at whatever hour and weekday that is: promises that end within minutes, some that broke this morning, and one of everything that a desk knows.</summary>
internal sealed class Scenes(List<Beat> beats, Instant now, IReadOnlyDictionary<string, WorkingCalendar> hours, WorkingCalendar always)
{
    private const ulong Seed = 20260302;

    private static readonly Company Clinic = Cast.Companies[1], Hotel = Cast.Companies[6], Carrier = Cast.Companies[8], Bakery = Cast.Companies[0];
    private static readonly Person Bruna = Cast.Called("bruna"), Caio = Cast.Called("caio"), Elaine = Cast.Called("elaine"), Iara = Cast.Called("iara"), Hugo = Cast.Called("hugo"),
        Joana = Cast.Called("joana"), Renato = Cast.Called("renato"), Giovana = Cast.Called("giovana");

    private int _key;

    public void Play(int first)
    {
        _key = first;
        AboutToBreak();
        Open();
        BrokeThisMorning();
        Together();
        CameBack();
        Pleas();
        Waiting();
        Customer();
        Outside();
        HandedOver();
    }

    private Instant Ago(double hours) => now - Duration.FromMinutes((long)(hours * 60));

    private Course New(Company company, Topic topic, string inbox, string priority, int person = 0)
    {
        var key = _key++;
        return new Course(beats, new Case(key, topic, company.Region, company, company.People[Math.Abs(person) % company.People.Length], inbox, priority, company.Premium), Dice.Of(Seed, key), company.Premium ? always : hours[company.Region]);
    }

    /// <summary>Customers who pay for day and night have something due at any hour.</summary>
    private void AboutToBreak()
    {
        First(Hotel, Topics.Stop, "telefone", "critical", 4, 15, null);
        First(Clinic, Topics.Stop, "chat", "high", 9, 30, Joana);
        First(Carrier, Topics.Late, "sac", "normal", 17, 120, null);
        First(Clinic, Topics.Double, "portal", "normal", 26, 120, Bruna);
        First(Hotel, Topics.Setup, "sac", "low", 58, 480, Renato);
        First(Carrier, Topics.Access, "portal", "normal", 85, 120, null);
        Solution(Clinic, Topics.Stop, "sac", "critical", 38, 4 * 60, Bruna);
        Solution(Hotel, Topics.Broken, "portal", "high", 52, 12 * 60, Renato);
        Solution(Carrier, Topics.Setup, "chat", "normal", 140, 48 * 60, Joana);
        var asked = New(Hotel, Topics.Refund, "sac", "normal", 2);
        asked.Open(Ago(9));
        asked.First(Ago(8.5), Renato);
        asked.Writes(now + Duration.FromMinutes(44) - Duration.FromHours(4), Wording.Nudge(asked.Dice));
    }

    private void First(Company company, Topic topic, string inbox, string priority, int minutes, int promised, Person? agent)
    {
        var course = New(company, topic, inbox, priority, minutes);
        var at = now + Duration.FromMinutes(minutes - promised) + Duration.FromSeconds(course.Dice.Below(50));
        course.Open(at);
        if (inbox == "telefone")
            course.Ring(at, 34, null);
        if (agent is not null)
            course.Assign(at + Duration.FromMinutes(2), agent);
    }

    private void Solution(Company company, Topic topic, string inbox, string priority, int minutes, int promised, Person agent)
    {
        var course = New(company, topic, inbox, priority, minutes);
        var at = now + Duration.FromMinutes(minutes - promised) + Duration.FromSeconds(course.Dice.Below(50));
        course.Open(at);
        course.First(at + Duration.FromMinutes(6), agent);
        course.Note(at + Duration.FromMinutes(35), agent);
    }

    /// <summary>Where a desk is open, its ordinary promises run out too.</summary>
    private void Open()
    {
        foreach (var (region, minutes, agent) in new[] { ("sudeste", 12, Bruna), ("sudeste", 33, null), ("nordeste", 21, Iara), ("norte", 47, Hugo), ("nordeste", 64, null), ("sudeste", 90, Caio) })
        {
            var course = New(Cast.Companies.First(c => c.Region == region && !c.Premium), Topics.All[minutes % Topics.All.Count], minutes % 2 == 0 ? "sac" : "portal", "normal", minutes);
            var due = now + Duration.FromMinutes(minutes);
            if (!hours[region].IsOpen(due) || hours[region].Subtract(due, Duration.FromHours(4)) is not { } at || at >= now - Duration.FromMinutes(3))
                continue;
            course.Open(at);
            if (agent is not null)
                course.Assign(at + Duration.FromMinutes(2), agent);
        }
    }

    private void BrokeThisMorning()
    {
        First(Clinic, Topics.Late, "sac", "normal", -95, 120, Joana);
        First(Hotel, Topics.Invoice, "portal", "low", -40, 480, null);
        First(Carrier, Topics.Double, "chat", "high", -150, 30, Renato);
        Solution(Hotel, Topics.Stop, "telefone", "critical", -130, 4 * 60, Renato);
        Solution(Clinic, Topics.Setup, "sac", "high", -45, 12 * 60, Bruna);
        var late = New(Carrier, Topics.Refund, "sac", "high");
        late.Open(Ago(4));
        late.First(Ago(3.2), Joana);
        var solvedLate = New(Clinic, Topics.Stop, "chat", "critical", 1);
        solvedLate.Open(Ago(7));
        solvedLate.First(Ago(6.9), Joana);
        solvedLate.Solve(Ago(2.1), Joana);
    }

    /// <summary>A problem with its incidents, and a ticket that was written twice.</summary>
    private void Together()
    {
        var problem = New(Bakery, Topics.Double, "portal", "high");
        problem.OpenByAgent(Ago(26), Elaine, "Cobrança em duplicidade depois da atualização do site", "Desde a atualização de ontem o botão de pagar aceita dois cliques. TI avisada; ligar aqui os chamados de cobrança dupla.", "problem");
        problem.Note(Ago(20), Elaine, "TI confirmou a causa. Correção prevista para hoje; estornos em lote depois dela.");
        string[] inboxes = ["sac", "chat", "portal", "telefone", "sac"];
        for (var i = 0; i < inboxes.Length; i++)
        {
            var incident = New(Cast.Companies[i * 5 % 7], Topics.Double, inboxes[i], i == 0 ? "high" : "normal", i);
            incident.Open(Ago(25 - i * 4));
            incident.First(Ago(24.4 - i * 4), i % 2 == 0 ? Elaine : Bruna);
            incident.Incident(Ago(24.3 - i * 4), Elaine, problem.About.Key);
        }
        var survivor = New(Bakery, Topics.Late, "sac", "normal", 1);
        survivor.Open(Ago(3.4));
        var twin = New(Bakery, Topics.Late, "chat", "normal", 1);
        twin.Open(Ago(3.1));
        twin.Merge(Ago(2.6), Caio, survivor.About.Key);
        for (var i = 0; i < 3; i++)
        {
            var partner = new Course(beats, new Case(_key, Topics.Partner, "sudeste", null, Cast.Consumers[i].Contact, Furniture.Partners, "normal", false), Dice.Of(Seed, _key++), always);
            partner.Open(Ago(2 + i * 6));
        }
    }

    private void CameBack()
    {
        foreach (var (company, topic, agent, back) in new[] { (Cast.Companies[7], Topics.Broken, Giovana, 1.2), (Cast.Companies[9], Topics.Setup, Giovana, 5.5), (Cast.Companies[3], Topics.Refund, Caio, 20.0) })
        {
            var course = New(company, topic, "portal", "normal");
            course.Open(Ago(96));
            course.First(Ago(94), agent);
            course.Solve(Ago(50 + back), agent);
            course.Writes(Ago(back), Wording.Return(course.Dice), reopens: true);
        }
    }

    private void Pleas()
    {
        var waiver = Plea(Cast.Companies[11], Topics.Late, Iara, 60);
        waiver.Plead(Ago(2.5), Iara, "carrier-strike", "A balsa não saiu por causa da chuva e a entrega só acontece amanhã. Peço que este prazo não conte.", null);
        var longer = Plea(Cast.Companies[2], Topics.Broken, Caio, 40);
        longer.Plead(Ago(1.3), Caio, "part-on-order", "A placa chega da fábrica na quinta. Peço mais oito horas úteis.", Duration.FromHours(8));
        var granted = Plea(Cast.Companies[5], Topics.Setup, Bruna, 45);
        granted.Plead(Ago(20), Bruna, "customer-absent", "O cliente pediu para remarcar porque a sala está em obra.", Duration.FromHours(9));
        granted.Decide(Ago(18), grants: true, "Combinado com o cliente por telefone.");
        var refused = Plea(Cast.Companies[4], Topics.Exchange, Caio, 52);
        refused.Plead(Ago(27), Caio, "other", "Muitos chamados na fila.", null);
        refused.Decide(Ago(22), grants: false, "Fila cheia não é motivo para dispensar o prazo.");
        var waived = Plea(Cast.Companies[10], Topics.Late, Iara, 70);
        waived.Plead(Ago(30), Iara, "carrier-strike", "Estrada interditada; a polícia rodoviária confirmou.", null);
        waived.Decide(Ago(26), grants: true, "Interdição confirmada.");
    }

    private Course Plea(Company company, Topic topic, Person agent, double opened)
    {
        var course = New(company, topic, "sac", "high");
        course.Open(Ago(opened));
        course.First(Ago(opened - 1), agent);
        return course;
    }

    private void Waiting()
    {
        var customer = New(Clinic, Topics.Double, "portal", "normal", 1);
        customer.Open(Ago(22));
        customer.First(Ago(21.5), Joana);
        customer.AskBack(Ago(20), Joana);
        var supplier = Plea(Cast.Companies[11], Topics.Part, Iara, 30);
        supplier.Status(Ago(24), Iara.Handle, "waiting-supplier");
        var paused = Plea(Cast.Companies[7], Topics.Setup, Hugo, 28);
        paused.Pause(Ago(23), Hugo, "site-closed", "O restaurante está em reforma e só libera o acesso na segunda.", Party.Customer);
    }

    /// <summary>What no agreement covers, and nobody has decided.</summary>
    private void Outside()
    {
        var elsewhere = New(Cast.Companies[3], Topics.Setup, "sac", "normal");
        elsewhere.Open(Ago(1.6), "Compramos a {p} em outra loja e ninguém de lá instala. Vocês podem mandar um técnico?", ["outra-loja"]);
        var bakery = New(Bakery, Topics.Broken, "portal", "normal");
        bakery.Open(Ago(2.3), "A {p} que veio com a padaria, comprada em outra loja, parou de gelar. Dá para consertar?", ["outra-loja"]);
    }

    /// <summary>What a city's team gave to the one on call: given back in time, too late, and still there.</summary>
    private void HandedOver()
    {
        HandedOver(Cast.Companies[2], "high", 30, 26, 22);
        HandedOver(Cast.Companies[10], "high", 54, 50, 31);
        HandedOver(Cast.Companies[3], "normal", 7, 5, null);
    }

    private void HandedOver(Company company, string priority, double opened, double given, double? back)
    {
        var course = New(company, Topics.Access, "sac", priority);
        var (agent, night) = (company.Region == "nordeste" ? Iara : Caio, Joana);
        course.Open(Ago(opened));
        course.First(Ago(opened - 0.5), agent);
        course.HandOver(Ago(given), agent, "plantao");
        course.Note(Ago(given - 0.2), night, "Assumi pelo plantão. Estou com o acesso da loja aberto e testo agora.");
        if (back is not { } at)
            return;
        course.HandOver(Ago(at), night, Cast.TeamOf(company.Region, premium: false));
        course.Solve(Ago(at - 2), agent);
    }

    /// <summary>What the customer sees who is told to everybody.</summary>
    private void Customer()
    {
        var done = New(Bakery, Topics.Invoice, "portal", "low");
        done.Open(Ago(15 * 24));
        done.First(Ago(15 * 24 - 3), Bruna);
        done.Solve(Ago(14 * 24), Bruna);
        done.Thanks(Ago(14 * 24 - 2));
        var asked = New(Bakery, Topics.Broken, "portal", "normal");
        asked.Open(Ago(31));
        asked.First(Ago(29), Caio);
        asked.AskBack(Ago(26), Caio);
        var open = New(Bakery, Topics.Late, "portal", "high");
        open.Open(Ago(6));
        open.First(Ago(5.6), Bruna);
    }
}
