using Prazo.Alerts;
using Prazo.Inboxes;
using Prazo.Knowledge;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Demo;

/// <summary>What a desk has before the first ticket comes: inboxes, answers, articles, views, whom an alert finds.</summary>
internal static class Furniture
{
    public const string Partners = "parceiros";

    private static readonly (string Name, string Title, string Channel, string? Address)[] Inboxes =
    [
        ("sac", "SAC por e-mail", "email", "sac@lojaaurora.example"), ("chat", "Chat do site", "chat", null), ("portal", "Portal do cliente", "portal", null),
        ("telefone", "Central telefônica", "phone", "+55 11 4000-0000"), (Partners, "Fornecedores e parceiros", "email", "parceiros@lojaaurora.example"),
    ];

    public static readonly string[] Channels = [.. Inboxes.Where(i => i.Name != Partners).Select(i => i.Name)];

    private static readonly (string Name, string Body)[] Replies =
    [
        ("Recebemos seu pedido", "Olá! Recebemos sua mensagem sobre \"{{ticket.subject}}\" e ela tem o número #{{ticket.number}}.\n\nJá estou verificando e volto com notícias ainda dentro do prazo.\n\nAbraço,\n{{agent}}"),
        ("Pedir número do pedido", "Olá! Para localizar a sua compra, você me envia o número do pedido ou o CPF/CNPJ usado na loja?\n\nEnquanto espero a sua resposta, o prazo fica pausado.\n\n{{agent}}"),
        ("Pedir fotos", "Olá! Você consegue me mandar duas fotos: uma da embalagem e uma do dano de perto? Com elas abro a troca no mesmo dia.\n\n{{agent}}"),
        ("Troca autorizada", "Boa notícia: a troca foi autorizada. A coleta acontece em até dois dias úteis e o novo produto sai no mesmo momento. Você não paga nada.\n\n{{agent}}"),
        ("Estorno feito", "O estorno foi feito agora. Conforme o cartão, ele aparece em até duas faturas. Se não aparecer, é só responder esta mensagem.\n\n{{agent}}"),
        ("Encerrar", "Fico contente que tenha dado certo! Vou encerrar o chamado #{{ticket.number}}. Se precisar, responda aqui em até sete dias e ele reabre.\n\n{{agent}}"),
    ];

    private static readonly (string Title, bool Published, string Body)[] Known =
    [
        ("Como trocar um produto com defeito", true, "O cliente tem **7 dias** para desistir de compra feita a distância e **90 dias** para reclamar de defeito em produto durável.\n\n1. Peça o número do pedido e duas fotos.\n2. Abra a troca no sistema da loja.\n3. Informe a data da coleta.\n\nNo Norte a coleta é feita pelo barco das terças e sextas."),
        ("Prazos de entrega por região", true, "| região | capital | interior |\n|---|---|---|\n| Sudeste | 2 dias úteis | 4 dias úteis |\n| Nordeste | 4 dias úteis | 8 dias úteis |\n| Norte | 6 dias úteis | 12 dias úteis |\n\nQuando a transportadora para, avise antes que o cliente pergunte."),
        ("Cobrança em duplicidade no cartão", true, "Confira no extrato se são **duas capturas** ou uma pré-autorização. A pré-autorização cai sozinha em até 5 dias.\n\nSe forem duas capturas, peça o estorno ao financeiro com a etiqueta `financeiro`."),
        ("Segunda via da nota fiscal", true, "A nota está no portal do cliente, em *Pedidos*. Se o CNPJ mudou, a nota precisa ser cancelada em até 24 horas da emissão; depois disso só com carta de correção."),
        ("Instalação de ar-condicionado: o que perguntar antes", true, "- Tensão da tomada (127 V ou 220 V)\n- Distância entre as unidades\n- Se há dreno\n- Fotos do local\n\nSem as fotos o técnico volta para casa e o cliente fica sem frio."),
        ("Atendimento premium: quem chamar à noite", true, "Das 18h às 8h o plantão é de Joana (São Paulo) e Renato (Manaus). Equipamento reserva: depósito de Guarulhos, depósito do Distrito Industrial e loja do Recife."),
        ("Impressora térmica não puxa o papel", false, "Rascunho: falta confirmar com a assistência se a troca do rolete cabe ao cliente."),
    ];

    private static readonly (string Name, string Query)[] Views =
    [
        ("Críticos e altos", "open=true&priority=critical,high"), ("Premium", "open=true&field.plano=premium"), ("Manaus", "open=true&team=manaus"), ("Recife", "open=true&team=recife"),
        ("Sem acordo", "open=true&covered=false"), ("Aguardando fornecedor", "open=true&status=waiting-supplier"),
    ];

    public static void Put(Act act)
    {
        FieldDefinitions.Declare(act, new FieldDefinition(Promises.Plan, "Plano", FieldType.Choice, [Promises.Premium]));
        FieldDefinitions.Declare(act, new FieldDefinition("pedido", "Número do pedido", FieldType.Text, []));
        foreach (var (name, title, channel, address) in Inboxes)
            InboxEdits.Add(act, new Inbox(name, title, channel, address, new Dictionary<string, string>()));
        foreach (var (name, body) in Replies)
            CannedReplies.Put(act, null, name, "pt-BR", body);
        foreach (var (title, published, body) in Known)
            Articles.Create(act.Tx, act.Asker, title, body, "pt-BR", published, act.Now);
        foreach (var (name, query) in Views)
            SavedViews.Put(act, null, name, query, shared: true);
        Escalate(act, "Premium", """{ "plano": "premium" }""", 1,
            [new("50%", null, ["agent"]), new("80%", null, ["agent", "team-lead"]), new("breached", null, ["agent", "team-lead", "manager"], Always: true), new("breached", "30m clock", ["user:ana"])]);
        Escalate(act, "Todos os outros", null, 2,
            [new("80%", null, ["agent"]), new("breached", null, ["agent", "team-lead"]), new("breached", "1h clock", ["manager"])]);
    }

    private static void Escalate(Act act, string name, string? when, int position, IReadOnlyList<EscalationLevel> levels) => Escalations.Keep(act.Tx,
        new OrderedRow { TenantId = act.Tenant, Id = Ids.New(act.Now), Name = name, Position = position, Enabled = 1, Version = 1, Updated = act.Now, UpdatedBy = act.Asker.Actor },
        new EscalationContent(when is null ? null : System.Text.Json.JsonDocument.Parse(when).RootElement, null, levels));
}
