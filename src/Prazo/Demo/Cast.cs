namespace Prazo.Demo;

/// <summary>Somebody of the shop.</summary>
/// <param name="Speed">Percent of the usual time that an answer takes.</param>
/// <param name="Asks">Percent of tickets in which they ask something back, and wait.</param>
/// <param name="Hasty">Percent of tickets that come back after they solved them.</param>
internal sealed record Person(string Handle, string Name, string Role, string Zone, string? Team = null, bool Leads = false, int Speed = 100, int Asks = 24, int Hasty = 5);

/// <summary>A company that buys from the shop.</summary>
internal sealed record Company(string Handle, string Name, string Region, bool Premium, params Contact[] People);

internal sealed record Contact(string Handle, string Name);

/// <summary>Who is in the story: all invented.</summary>
internal static class Cast
{
    public const string SaoPaulo = "America/Sao_Paulo", Manaus = "America/Manaus", Recife = "America/Recife";

    /// <summary>Those of the teams, and who is above them. Habits show in the reports: one answers quickly, one asks back more than needed, one closes too early, one is new.</summary>
    public static readonly IReadOnlyList<Person> People =
    [
        new("ana", "Ana Prates", "admin", SaoPaulo),
        new("marcos", "Marcos Leal", "manager", SaoPaulo),
        new("otavio", "Otávio Pires", "auditor", SaoPaulo),
        new("bruna", "Bruna Castilho", "agent", SaoPaulo, "sao-paulo", Leads: true, Speed: 55, Asks: 15, Hasty: 3),
        new("caio", "Caio Mendes", "agent", SaoPaulo, "sao-paulo", Speed: 105, Asks: 62),
        new("davi", "Davi Rocha", "agent", SaoPaulo, "sao-paulo", Speed: 135, Asks: 20, Hasty: 2),
        new("elaine", "Elaine Prado", "agent", SaoPaulo, "sao-paulo", Speed: 90),
        new("hugo", "Hugo Tapajós", "agent", Manaus, "manaus", Leads: true, Speed: 85, Asks: 22),
        new("giovana", "Giovana Torres", "agent", Manaus, "manaus", Speed: 70, Asks: 12, Hasty: 22),
        new("iara", "Iara Beltrão", "agent", Recife, "recife", Leads: true, Speed: 95, Asks: 26),
        new("fabio", "Fábio Siqueira", "agent", Recife, "recife", Speed: 115, Asks: 30, Hasty: 6),
        new("joana", "Joana Vidal", "agent", SaoPaulo, "plantao", Leads: true, Speed: 80, Asks: 18),
        new("renato", "Renato Quintela", "agent", Manaus, "plantao", Speed: 110, Asks: 28),
    ];

    public static readonly IReadOnlyList<(string Handle, string Name)> Teams = [("sao-paulo", "Atendimento São Paulo"), ("manaus", "Atendimento Manaus"), ("recife", "Atendimento Recife"), ("plantao", "Plantão 24 horas")];

    public static readonly IReadOnlyList<Company> Companies =
    [
        new("padaria-sol-nascente", "Padaria Sol Nascente", "sudeste", false, new("helena.duarte", "Helena Duarte"), new("rui.duarte", "Rui Duarte")),
        new("clinica-vila-serena", "Clínica Vila Serena", "sudeste", true, new("beatriz.amaral", "Beatriz Amaral"), new("paulo.cintra", "Paulo Cintra"), new("recepcao.serena", "Recepção Vila Serena")),
        new("colegio-novo-horizonte", "Colégio Novo Horizonte", "sudeste", false, new("sonia.freitas", "Sônia Freitas"), new("ti.horizonte", "Luan Peixoto")),
        new("construtora-ipe-amarelo", "Construtora Ipê Amarelo", "sudeste", false, new("wagner.salles", "Wagner Salles"), new("compras.ipe", "Débora Nunes")),
        new("academia-passo-firme", "Academia Passo Firme", "sudeste", false, new Contact("tiago.morais", "Tiago Morais")),
        new("livraria-entrelinhas", "Livraria Entrelinhas", "sudeste", false, new("clara.bittencourt", "Clara Bittencourt"), new("noel.bittencourt", "Noel Bittencourt")),
        new("hotel-encontro-das-aguas", "Hotel Encontro das Águas", "norte", true, new("raquel.ferreira", "Raquel Ferreira"), new("manutencao.encontro", "Josué Batista"), new("gerencia.encontro", "Ivone Sampaio")),
        new("restaurante-cais-do-tambaqui", "Restaurante Cais do Tambaqui", "norte", false, new Contact("edilson.maia", "Edilson Maia")),
        new("transportes-rio-adentro", "Transportes Rio Adentro", "norte", true, new("nazare.lopes", "Nazaré Lopes"), new("frota.rioadentro", "Cleiton Brandão")),
        new("escola-igarape", "Escola Igarapé", "norte", false, new Contact("marlene.pinto", "Marlene Pinto")),
        new("pousada-mare-mansa", "Pousada Maré Mansa", "nordeste", false, new("leonor.barros", "Leonor Barros"), new("caetano.barros", "Caetano Barros")),
        new("farmacia-duas-pontes", "Farmácia Duas Pontes", "nordeste", false, new("mirela.cavalcanti", "Mirela Cavalcanti"), new("estoque.duaspontes", "Josafá Lira")),
        new("contabil-moura-e-lins", "Moura & Lins Contabilidade", "nordeste", false, new("adriano.lins", "Adriano Lins"), new("patricia.moura", "Patrícia Moura")),
    ];

    /// <summary>People who buy for themselves.</summary>
    public static readonly IReadOnlyList<(Contact Contact, string Region)> Consumers =
    [
        (new("aline.teixeira", "Aline Teixeira"), "sudeste"), (new("bernardo.pacheco", "Bernardo Pacheco"), "sudeste"), (new("cintia.rezende", "Cíntia Rezende"), "sudeste"), (new("diego.furtado", "Diego Furtado"), "sudeste"),
        (new("fernanda.goulart", "Fernanda Goulart"), "sudeste"), (new("gilberto.assis", "Gilberto Assis"), "sudeste"), (new("janaina.reis", "Janaína Reis"), "norte"), (new("kleber.farias", "Kléber Farias"), "norte"),
        (new("lidia.monteiro", "Lídia Monteiro"), "norte"), (new("murilo.arruda", "Murilo Arruda"), "nordeste"), (new("natalia.guedes", "Natália Guedes"), "nordeste"), (new("osvaldo.melo", "Osvaldo Melo"), "nordeste"),
    ];

    public static string TeamOf(string region, bool premium) => premium ? "plantao" : region switch { "norte" => "manaus", "nordeste" => "recife", _ => "sao-paulo" };

    public static string ZoneOf(string region) => region switch { "norte" => Manaus, "nordeste" => Recife, _ => SaoPaulo };

    public static Person Agent(string team, Dice dice) => dice.Of([.. People.Where(p => p.Team == team)]);

    public static Person Called(string handle) => People.First(p => p.Handle == handle);
}
