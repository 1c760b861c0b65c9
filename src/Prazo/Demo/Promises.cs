using NodaTime;
using NodaTime.Text;

namespace Prazo.Demo;

/// <summary>What the shop promises: a standard, the same on three cities' clocks and holidays, and one with customers who pay for day and night.</summary>
internal static class Promises
{
    /// <summary>What tickets are told to be under.</summary>
    public const string Plan = "plano", Premium = "premium";

    /// <param name="today">Terms stand around the day on which the story ends.</param>
    public static string Text(LocalDate today)
    {
        string Day(Period away) => LocalDatePattern.Iso.Format(today + away);
        return $$"""
            # O que todo cliente da Loja Aurora recebe.
            prazo: 1
            agreement: aurora-padrao
            title: { pt-BR: Atendimento padrão, en: Standard support, ro: Asistență standard }
            kind: service
            parties: { provider: Loja Aurora, customer: Todos os clientes }
            zone: America/Sao_Paulo
            term: { from: {{Day(Period.FromYears(-2))}} }
            calendars:
              comercial:
                weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" }
                holidays: [br, br-carnaval]
            applies: { when: { inbox: [sac, chat, portal, telefone] } }
            targets:
              first-response:
                by: priority
                within: { critical: 30m, high: 1h, normal: 4h, low: 1 business day by 18:00 }
                calendar: comercial
                warn: [50%, 80%]
              next-response:
                by: priority
                within: { critical: 30m, high: 2h, else: 6h }
                calendar: comercial
                ignore-thanks: true
                warn: [80%]
              resolution:
                by: priority
                within: { critical: 6h, high: 9h, normal: 3 business days, low: 6 business days }
                calendar: comercial
                warn: [80%]
                pause:
                  - { status: waiting-customer, party: customer, reason: aguardando o cliente }
                  - { status: waiting-supplier, party: supplier, reason: aguardando o fornecedor }
                on-change: { up: carry, down: carry }
                reopen: resume within 7 calendar days
            satisfaction:
              ask: csat
              reasons:
                rapidez: { pt-BR: A rapidez, en: The speed, ro: Rapiditatea }
                trato: { pt-BR: A cordialidade, en: The tone, ro: Tonul }
                solucao: { pt-BR: A solução, en: The solution, ro: Soluția }
                informacao: { pt-BR: As notícias durante o atendimento, en: News on the way, ro: Informarea pe parcurs }
              wait: 1h clock
              remind: 3 calendar days
              expires: 14 calendar days
              rest: 5 calendar days
              follow-up: { below: 3, within: 9h, warn: 80% }
            review: quarterly
            objectives:
              - { id: respostas, target: first-response, at-least: 90%, per: month }
              - { id: solucoes, target: resolution, at-least: 80%, per: month, count: { open-broken: broken, cancelled: out, untargeted: out } }
            exclusions:
              - clause: "4.2"
                when: { tag: outra-loja }
                text:
                  pt-BR: Instalar ou consertar o que foi comprado em outra loja não está incluído.
                  en: Installing or mending what was bought elsewhere is not included.
                  ro: Instalarea sau repararea produselor cumpărate din altă parte nu este inclusă.
                price: 180.00 BRL
              - clause: "4.3"
                text:
                  pt-BR: Mudanças na rede elétrica ou na água do local não estão incluídas.
                  en: Changes to the site's power or water are not included.
                  ro: Modificările la rețeaua electrică sau de apă a locației nu sunt incluse.
            instructions:
              critical: [ Ligue para o cliente antes de escrever, "Ofereça uma solução de contorno na primeira resposta", Avise quem lidera a equipe ]
              high: [ "Confirme o número do pedido", "Diga até quando haverá notícia" ]
              phone: [ "Confirme nome e telefone de retorno", Registre a ligação como nota ]
              else: [ "Responda à pergunta inteira", "Proponha o próximo passo com data" ]
            ---
            # As lojas de São Paulo: feriados da cidade, telefone e solução de contorno.
            prazo: 1
            agreement: aurora-sao-paulo
            title: { pt-BR: Atendimento São Paulo, en: "Support, São Paulo", ro: Asistență São Paulo }
            kind: hybrid
            extends: aurora-padrao
            parties: { provider: Loja Aurora, customer: Clientes do Sudeste }
            calendars:
              comercial:
                weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" }
                holidays: [br, br-carnaval, br-sp, br-sp-sao-paulo]
            applies: { when: { inbox: [sac, chat, portal, telefone], region: sudeste } }
            targets:
              speed-of-answer:
                within: 30s
                calendar: comercial
                when: { channel: phone }
                missed-call: normal
              workaround:
                by: priority
                within: { critical: 2h, high: 4h }
                calendar: comercial
                when: { priority: [critical, high] }
            objectives:
              - { id: respostas, target: first-response, at-least: 90%, per: month }
              - { id: solucoes, target: resolution, at-least: 80%, per: month, count: { open-broken: broken, cancelled: out, untargeted: out } }
              - { id: telefone, target: speed-of-answer, at-least: 80%, per: month }
            ---
            # O Norte é atendido de Manaus: as mesmas promessas no relógio e nos feriados de lá.
            prazo: 1
            agreement: aurora-manaus
            title: { pt-BR: Atendimento Manaus, en: "Support, Manaus", ro: Asistență Manaus }
            kind: hybrid
            extends: aurora-sao-paulo
            parties: { provider: Loja Aurora, customer: Clientes do Norte }
            zone: America/Manaus
            calendars:
              comercial:
                zone: America/Manaus
                weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" }
                holidays: [br, br-carnaval, br-am, br-am-manaus]
            applies: { when: { inbox: [sac, chat, portal, telefone], region: norte } }
            ---
            # O Nordeste é atendido do Recife.
            prazo: 1
            agreement: aurora-recife
            title: { pt-BR: Atendimento Recife, en: "Support, Recife", ro: Asistență Recife }
            kind: hybrid
            extends: aurora-sao-paulo
            parties: { provider: Loja Aurora, customer: Clientes do Nordeste }
            zone: America/Recife
            calendars:
              comercial:
                zone: America/Recife
                weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" }
                holidays: [br, br-carnaval, br-pe, br-pe-recife]
            applies: { when: { inbox: [sac, chat, portal, telefone], region: nordeste } }
            ---
            # Para quem não pode parar: dia e noite, com multa.
            prazo: 1
            agreement: aurora-premium
            title: { pt-BR: Premium 24 horas, en: Premium round the clock, ro: Premium non-stop }
            kind: customer
            parties: { provider: Loja Aurora, customer: Clientes premium }
            zone: America/Sao_Paulo
            term: { from: {{Day(Period.FromDays(-341))}}, to: {{Day(Period.FromDays(24))}}, renews: yearly, notice: 15 calendar days }
            fields: { {{Plan}}: [{{Premium}}] }
            applies: { when: { inbox: [sac, chat, portal, telefone], region: [sudeste, norte, nordeste], {{Plan}}: {{Premium}} } }
            targets:
              first-response:
                by: priority
                within: { critical: 15m, high: 30m, normal: 2h, low: 8h }
                calendar: 24x7
                warn: [50%, 80%]
              next-response:
                by: priority
                within: { critical: 30m, high: 1h, else: 4h }
                calendar: 24x7
                ignore-thanks: true
                warn: [80%]
              speed-of-answer:
                within: 20s
                calendar: 24x7
                when: { channel: phone }
                missed-call: normal
              resolution:
                by: priority
                within: { critical: 4h clock, high: 12h clock, normal: 48h clock, low: 5 calendar days }
                calendar: 24x7
                warn: [80%]
                pause:
                  - { status: waiting-customer, party: customer, reason: aguardando o cliente }
                on-change: { up: carry, down: carry }
                reopen: resume within 7 calendar days
            satisfaction:
              ask: nps
              reasons:
                rapidez: { pt-BR: A rapidez, en: The speed, ro: Rapiditatea }
                trato: { pt-BR: A cordialidade, en: The tone, ro: Tonul }
                solucao: { pt-BR: A solução, en: The solution, ro: Soluția }
                informacao: { pt-BR: As notícias durante o atendimento, en: News on the way, ro: Informarea pe parcurs }
              wait: 1h clock
              expires: 14 calendar days
              rest: 5 calendar days
              calendar: 24x7
              follow-up: { below: 7, within: 4h clock, calendar: 24x7, warn: 80% }
            review: monthly
            objectives:
              - { id: respostas, target: first-response, at-least: 95%, per: month }
              - { id: solucoes, target: resolution, at-least: 90%, per: month, count: { open-broken: broken, cancelled: out, untargeted: out } }
            money: { currency: BRL, amounts: { monthly-fee: 12000.00 BRL }, cap: { period: 20% } }
            penalties:
              - { objective: respostas, bands: { "95%..100%": none, "90%..95%": 2%, "80%..90%": 5%, "0%..80%": 10% }, of: monthly-fee, cap: 10% }
              - { id: atraso, target: resolution, per-hour: 50.00 BRL, hours: started, free-time: 30m, weights: { by: priority, critical: 2, else: 1 }, cap: { event: 400.00 BRL, period: 1500.00 BRL }, as: adjustment }
            statement: { per: month, contest: 10 calendar days, answer: 3 business days }
            instructions:
              critical: [ "Ligue em até cinco minutos", "Deixe o plantão da região de sobreaviso", "Atualize o cliente a cada hora até a solução" ]
              high: [ Ligue antes de escrever, "Ofereça equipamento reserva" ]
              else: [ "Trate pelo nome e diga quem vai cuidar do caso", "Proponha data e hora do próximo contato" ]
            clauses:
              services: Atendimento por e-mail, chat, portal e telefone, dia e noite, todos os dias.
              responsibilities:
                provider: [ Responder e resolver no prazo, Manter equipamento reserva na cidade ]
                customer: [ "Indicar quem fala pelo contrato", "Dar acesso ao local em até duas horas" ]
              emergency-measures: "Equipamento parado que impede o cliente de trabalhar é trocado no mesmo dia."
              cancellation: "Por escrito, com trinta dias."
            ---
            # O que o plantão deve às equipes das cidades quando assume um chamado delas.
            prazo: 1
            agreement: plantao-cidades
            title: { pt-BR: Plantão para as cidades, en: On-call team for the cities, ro: Echipa de gardă pentru orașe }
            kind: operational
            parties: { provider: plantao, customer: Equipes das cidades }
            zone: America/Sao_Paulo
            term: { from: {{Day(Period.FromYears(-2))}} }
            applies: { when: { inbox: [sac, chat, portal, telefone], {{Plan}}: { not: {{Premium}} } } }
            fields: { {{Plan}}: [{{Premium}}] }
            targets:
              assumir: { metric: turnaround, within: 30m, calendar: 24x7, stop: { event: [accepted, reply, note] } }
              devolver:
                metric: turnaround
                supports: resolution
                by: priority
                within: { critical: 2h, high: 6h, normal: 24h, low: 48h }
                calendar: 24x7
                warn: [80%]
            ---
            # O que a assistência dos fabricantes deve à loja.
            prazo: 1
            agreement: assistencia-fabricantes
            title: { pt-BR: Assistência dos fabricantes, en: Manufacturers' service, ro: Service-ul producătorilor }
            kind: supplier
            parties: { provider: Assistência dos fabricantes, customer: Loja Aurora }
            zone: America/Sao_Paulo
            term: { from: {{Day(Period.FromYears(-1))}} }
            calendars:
              fabrica: { weekly: { mon-fri: "08:00-17:00" }, holidays: br }
            applies: { when: { inbox: [sac, chat, portal, telefone] } }
            targets:
              consertar:
                metric: turnaround
                supports: resolution
                by: priority
                within: { critical: 4h, high: 1 business day, else: 2 business days }
                calendar: fabrica
                warn: [80%]
            """;
    }
}
