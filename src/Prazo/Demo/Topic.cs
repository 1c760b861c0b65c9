namespace Prazo.Demo;

/// <summary>Something that customers write about, and what agents say to it. <c>{p}</c> is a product, <c>{n}</c> an order, <c>{c}</c> a city, <c>{v}</c> an amount, <c>{d}</c> a number of days.</summary>
/// <param name="Priorities">Weights of critical, high, normal, low.</param>
internal sealed record Topic(string Tag, string Stage, int Weight, int[] Priorities, string[] Subjects, string[] Asks, string[] Questions, string[] Solutions, bool BySupplier = false);

/// <summary>The words of a ticket, put together from what its topic and its people say.</summary>
internal static class Wording
{
    private static readonly string[] Products = ["geladeira Polar 480", "impressora térmica TX-20", "máquina de café Serra", "TV Aurora 55", "lavadora Maré 11 kg", "adega Cepa 24", "fritadeira Brasa 5 L", "secadora Minuano 9 kg", "balança digital Fiel 30", "vitrine refrigerada Alpes", "lava-louças Cristal 14", "cafeteira Ouro Verde"];
    private static readonly Dictionary<string, string[]> Cities = new(StringComparer.Ordinal)
    {
        ["sudeste"] = ["São Paulo", "Osasco", "Campinas", "Santo André", "Guarulhos"], ["norte"] = ["Manaus", "Manacapuru", "Itacoatiara", "Presidente Figueiredo"], ["nordeste"] = ["Recife", "Olinda", "Caruaru", "Jaboatão"],
    };

    private static readonly string[] Hellos = ["Bom dia,", "Boa tarde,", "Olá!", "Oi, tudo bem?", "Prezados,", "Olá, pessoal da Aurora."];
    private static readonly string[] Byes = ["Agradeço desde já.", "Atenciosamente,", "Aguardo retorno.", "Fico no aguardo. Abraço,", "Conto com vocês.", "Até breve,"];
    private static readonly string[] Openers = ["Agradeço o aviso.", "Sinto muito pelo transtorno.", "Entendi o que aconteceu.", "Já localizei o seu pedido.", "Estou com o seu caso agora."];
    private static readonly string[] Steps = ["Vou verificar com o estoque e volto com uma resposta ainda hoje.", "Abri a verificação interna e aviso você assim que tiver a posição.", "Passei para quem cuida disso na loja e acompanho até o fim.", "Em até um dia útil eu volto com a data certa."];
    private static readonly string[] Notes = ["Liguei e caiu na caixa postal; tento de novo depois do almoço.", "Cliente antigo, compra todo mês. Cuidar bem.", "Estoque confirma que há peça em Guarulhos.", "Conferi o pedido: pagamento aprovado, nota emitida.", "Já é a segunda vez com este lote; ver com compras.", "Falei com a transportadora, protocolo anotado no pedido."];
    private static readonly string[] Answers = ["Segue o que você pediu: está no pedido {n}.", "Mandei as fotos no anexo do pedido. Dá para ver bem o dano.", "O número é {n}, comprado em nome da empresa.", "Conferi aqui: é exatamente isso. Podem seguir.", "Pode ser na terça de manhã, alguém vai estar no local.", "O modelo é {p}, a etiqueta fica atrás."];
    private static readonly string[] Thanks = ["Perfeito, agradeço muito!", "Funcionou, valeu pela atenção.", "Show, resolvido. Valeu!", "Tudo certo, atendimento rápido como sempre."];
    private static readonly string[] Returns = ["Infelizmente voltou a acontecer. Podem olhar de novo?", "Ainda não chegou nada por aqui, e o chamado foi encerrado.", "O valor não apareceu na fatura. Reabro por favor.", "O técnico veio, mas o defeito continua."];
    private static readonly string[] Nudges = ["Alguma novidade?", "Preciso de uma posição ainda hoje, por favor.", "Continuo sem resposta sobre o pedido {n}."];

    /// <summary>Fills the places of a text, the same way each time within one ticket.</summary>
    public static Func<string, string> Filler(Dice dice, string region)
    {
        var (product, order, city, amount, days) = (dice.Of(Products), $"{dice.Between(204, 899)}.{dice.Between(100, 999)}", dice.Of(Cities[region]), Money(dice), dice.Between(2, 9));
        return text => text.Replace("{p}", product, StringComparison.Ordinal).Replace("{n}", order, StringComparison.Ordinal).Replace("{c}", city, StringComparison.Ordinal)
            .Replace("{v}", amount, StringComparison.Ordinal).Replace("{d}", days.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public static string Subject(Dice dice, Topic topic, Func<string, string> fill) => Upper(fill(dice.Of(topic.Subjects)));

    public static string Ask(Dice dice, Topic topic, string name) => $"{dice.Of(Hellos)}\n\n{dice.Of(topic.Asks)}\n\n{dice.Of(Byes)}\n{name}";

    public static string First(Dice dice, Person agent, string name) => $"Olá, {Short(name)}! {dice.Of(Openers)} {dice.Of(Steps)}\n\n{agent.Name}\nLoja Aurora";

    public static string Question(Dice dice, Topic topic, Person agent, string name) => $"{Short(name)}, {dice.Of(topic.Questions)}\n\n{agent.Name}";

    public static string Solution(Dice dice, Topic topic, Person agent, string name) => $"{Short(name)}, {dice.Of(topic.Solutions)}\n\nSe ainda faltar algo, é só responder por aqui.\n{agent.Name}";

    public static string Call(Topic topic, Dice dice, string name) => $"Ligação de {name}. {dice.Of(topic.Asks)}";

    public static string Note(Dice dice) => dice.Of(Notes);

    public static string Answer(Dice dice) => dice.Of(Answers);

    public static string Thank(Dice dice) => dice.Of(Thanks);

    public static string Return(Dice dice) => dice.Of(Returns);

    public static string Nudge(Dice dice) => dice.Of(Nudges);

    private static string Money(Dice dice) => dice.Between(89, 2900) is var whole && whole < 1000 ? $"R$ {whole},{dice.Between(10, 99)}" : $"R$ {whole / 1000}.{whole % 1000:000},{dice.Between(10, 99)}";

    /// <summary>What helps until the solution.</summary>
    public static string Meanwhile(Topic topic, string name) => Short(name) + ", enquanto resolvemos " + topic.Stage switch
    {
        "delivery" => "deixei uma unidade separada para retirada na loja de {c}, hoje até as 20h.",
        "after-sales" => "mandei um equipamento reserva; ele sai agora de {c} e fica com você até o fim do reparo.",
        _ => "liberei um crédito de {v} na loja, para que você possa comprar sem esperar.",
    };

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Short(string name) => name.Split(' ')[0] is "Recepção" or "Moura" ? name : name.Split(' ')[0];
}
