namespace Prazo.Demo;

/// <summary>What the shop's customers write about.</summary>
internal static class Topics
{
    public static readonly Topic Late = new("entrega-atrasada", "delivery", 16, [1, 18, 66, 15],
        ["Pedido {n} não chegou", "Entrega atrasada há {d} dias", "Cadê a minha {p}?", "Rastreamento parado desde a semana passada"],
        ["Comprei a {p} e a entrega era para ontem. O rastreamento não muda desde que saiu de {c}.", "O pedido {n} consta como entregue, mas aqui não chegou nada e o porteiro não recebeu.", "Já são {d} dias de atraso e temos inauguração na sexta. Preciso de uma data certa.", "A transportadora passou duas vezes em endereço errado. O endereço certo está no pedido {n}."],
        ["você confirma o endereço e um telefone de quem pode receber?", "alguém pode receber amanhã entre 8h e 12h?"],
        ["a transportadora achou o volume no depósito de {c} e entrega amanhã até as 12h. O código novo está no pedido {n}.", "o pedido {n} foi entregue hoje e a assinatura está no portal. Pelo atraso, o frete foi devolvido.", "mandei outra {p} da loja de {c}, com entrega hoje. A primeira volta para nós sem custo."], BySupplier: true);

    public static readonly Topic Double = new("cobranca-dupla", "purchase", 7, [3, 34, 58, 5],
        ["Cobrança em duplicidade no cartão", "Fui cobrado duas vezes: {v}", "Valor lançado duas vezes na fatura", "Pedido {n}: duas cobranças"],
        ["Na fatura apareceram duas cobranças de {v} para o mesmo pedido {n}. Só fiz uma compra.", "O site deu erro no pagamento, tentei de novo e agora há dois lançamentos de {v}.", "O financeiro daqui achou dois débitos de {v} no mesmo dia. Preciso do estorno de um deles."],
        ["você me manda o print da fatura com os dois lançamentos e os quatro últimos números do cartão?", "o segundo lançamento está como pendente ou já fechou na fatura?"],
        ["era uma captura a mais e o estorno de {v} foi feito agora; aparece em até duas faturas.", "o segundo lançamento era só uma pré-autorização e caiu hoje. No pedido {n} consta um pagamento.", "o financeiro confirmou o estorno de {v}. O comprovante está no portal."]);

    public static readonly Topic Broken = new("defeito", "after-sales", 15, [6, 26, 56, 12],
        ["{p} não liga", "{p} com defeito", "{p} parou de funcionar", "Defeito na {p}, ainda na garantia"],
        ["A {p} não liga desde ontem à noite. Já testei em outra tomada, e nada.", "Com {d} dias de uso a {p} começou a fazer um barulho forte e depois parou.", "A {p} desarma o disjuntor toda vez que ligo. Temos produtos dentro que vão estragar.", "O painel da {p} pisca e mostra erro E4. O manual só diz para chamar a assistência."],
        ["você consegue mandar um vídeo curto do defeito e uma foto da etiqueta?", "qual é a tensão da tomada em que a {p} está ligada?"],
        ["o técnico trocou a placa hoje e deixou a {p} funcionando. A garantia da peça é de um ano.", "autorizei a troca da {p}. A coleta é na quinta e a nova sai no mesmo dia.", "o reparo foi feito pela assistência de {c}, sem custo. Por favor confirme se está tudo certo."], BySupplier: true);

    public static readonly Topic Exchange = new("troca", "exchange", 11, [0, 8, 68, 24],
        ["Troca de {p}", "Quero trocar a cor", "Produto diferente do que comprei", "Troca dentro dos 7 dias"],
        ["Recebi a {p} em outra cor. No pedido {n} está claro o que escolhemos.", "Quero trocar a {p} por um modelo maior e pago a diferença.", "Veio um modelo diferente do que comprei. A caixa está fechada, não usamos.", "Comprei a medida errada. Ainda estou dentro dos 7 dias para trocar?"],
        ["a embalagem está lacrada? Preciso saber antes de marcar a coleta.", "qual modelo você quer no lugar? Mando a diferença de preço na hora."],
        ["a troca está autorizada: coleta em dois dias úteis, e o novo produto sai junto.", "fiz a troca para o modelo certo; a diferença de {v} já foi devolvida.", "o novo produto saiu hoje de {c}. O código de rastreio está no pedido {n}."]);

    public static readonly Topic Refund = new("estorno", "exchange", 8, [0, 22, 66, 12],
        ["Estorno não apareceu", "Cadê o meu estorno de {v}?", "Devolução feita, dinheiro não voltou", "Cancelamento do pedido {n}"],
        ["Devolvi a {p} há {d} dias e o estorno de {v} ainda não apareceu.", "Cancelei o pedido {n} no mesmo dia e continuam cobrando as parcelas.", "O atendente prometeu o estorno de {v} até ontem. Não entrou nada."],
        ["o pagamento foi no cartão ou no Pix? Se foi Pix, me confirme a chave.", "a devolução tem código de postagem? Ele começa com LA."],
        ["o estorno de {v} saiu hoje pelo mesmo meio do pagamento.", "o Pix de {v} acaba de ser enviado; o comprovante está anexado ao pedido {n}.", "as parcelas restantes foram canceladas, e as já cobradas voltam na próxima fatura."]);

    public static readonly Topic Invoice = new("nota-fiscal", "purchase", 10, [0, 10, 55, 35],
        ["Segunda via da nota do pedido {n}", "Nota fiscal com CNPJ errado", "Correção de nota fiscal", "Preciso do XML da nota"],
        ["Preciso da segunda via da nota do pedido {n} para a contabilidade fechar o mês.", "A nota saiu no CPF, e a compra é da empresa. Dá para corrigir?", "O endereço da nota está errado e o fornecedor não aceita. Podem emitir carta de correção?", "Podem mandar o XML da nota da {p}? Só recebi o PDF."],
        ["qual é o CNPJ e a inscrição estadual que devem constar?", "a nota é do pedido {n} ou da troca?"],
        ["a nota corrigida está no portal, em Pedidos, com PDF e XML.", "emiti a carta de correção; ela vale junto com a nota original.", "a segunda via foi para o seu e-mail e está também no portal."]);

    public static readonly Topic Setup = new("instalacao", "after-sales", 8, [2, 22, 62, 14],
        ["Instalação da {p} não foi feita", "Técnico não apareceu", "Remarcar instalação", "Instalação incompleta em {c}"],
        ["O técnico estava marcado para hoje entre 8h e 12h e ninguém apareceu.", "A instalação da {p} ficou pela metade: falta a ligação da água.", "Preciso remarcar a instalação para a semana que vem, o local está em obra.", "O instalador disse que faltava uma peça e foi embora. Quando voltam?"],
        ["qual é o melhor período: manhã ou tarde? Tenho vaga amanhã e na quinta.", "você manda uma foto do local e da tomada? Assim o técnico já leva a peça."],
        ["a instalação foi concluída hoje e testada com você no local.", "remarquei para amanhã às 9h, com outro técnico. Ele liga meia hora antes.", "a peça chegou e o técnico termina hoje à tarde; não há custo."], BySupplier: true);

    public static readonly Topic Stop = new("equipamento-parado", "after-sales", 5, [38, 44, 18, 0],
        ["URGENTE: {p} parada, loja sem vender", "{p} parou no meio do expediente", "Equipamento parado em {c}", "Freezer sem gelar, risco de perda"],
        ["A {p} parou agora e estamos com clientes na fila. Precisamos de alguém hoje.", "O equipamento não gela desde as 6h e temos mercadoria que vai estragar. É urgente!", "Sem a {p} não conseguimos emitir cupom. O contrato prevê equipamento reserva."],
        ["o disjuntor do equipamento está ligado? E qual é o código que aparece no painel?", "em que horário o técnico pode entrar no local hoje?"],
        ["o equipamento reserva está funcionando, e o seu volta do reparo em três dias.", "era o sensor de porta: trocado no local em vinte minutos. Deixei outro de reserva.", "o técnico restabeleceu a {p} e ficou uma hora acompanhando."]);

    public static readonly Topic Access = new("portal", "purchase", 7, [1, 14, 60, 25],
        ["Não consigo entrar no portal", "Senha do portal não funciona", "Convite para outro usuário da empresa", "Portal não mostra os pedidos"],
        ["O portal diz que a senha está errada, mas acabei de trocar.", "Preciso incluir mais uma pessoa da equipe no portal para acompanhar as entregas.", "Entro no portal e a lista de pedidos aparece vazia. Deveria ter pelo menos {d}."],
        ["qual e-mail você usa para entrar? E aparece alguma mensagem?", "qual é o e-mail da pessoa nova, e ela pode ver os valores?"],
        ["liberei o acesso e mandei um link novo. Ele vale por três dias.", "o convite foi enviado; a pessoa vê os pedidos da empresa, sem os valores.", "a lista voltou: faltava ligar o seu usuário ao CNPJ."]);

    public static readonly Topic Quote = new("orcamento", "purchase", 9, [0, 6, 52, 42],
        ["Orçamento para {d} unidades", "Preço para empresa: {p}", "Condição de pagamento em 60 dias", "Vocês entregam em {c}?"],
        ["Queremos {d} unidades da {p} para a nova sala. Qual é o preço para empresa?", "Vocês faturam em 60 dias para CNPJ? O pedido seria de umas {d} peças.", "Entregam e instalam em {c}? Se sim, qual é o prazo?"],
        ["para quando você precisa, e a entrega é no térreo?", "prefere a {p} em 127 V ou 220 V?"],
        ["o orçamento está no portal e vale por dez dias, já com frete para {c}.", "aprovamos 60 dias para a sua empresa; é só confirmar o pedido pelo portal.", "entregamos e instalamos em {c} em até sete dias úteis."]);

    public static readonly Topic Part = new("peca", "after-sales", 5, [0, 12, 63, 25],
        ["Peça de reposição para {p}", "Onde compro o filtro da {p}?", "Faltou uma peça na caixa", "Manual da {p}"],
        ["Faltou o kit de fixação na caixa da {p}. Não dá para montar sem ele.", "O filtro da {p} precisa ser trocado. Vocês vendem avulso?", "Perdi o manual da {p}. Têm em PDF?"],
        ["você me passa o código que está na etiqueta atrás do produto?", "a peça que faltou é o saquinho 3 ou o 5 da lista?"],
        ["a peça segue hoje por Sedex, sem custo. O rastreio está no pedido {n}.", "o filtro é o FL-22, custa {v} e há na loja de {c}.", "o manual está na base de conhecimento, com o link no pedido."], BySupplier: true);

    public static readonly Topic Praise = new("sugestao", "after-sales", 3, [0, 0, 30, 70],
        ["Elogio ao atendimento", "Sugestão para o site", "Horário da loja no feriado", "Dúvida sobre a garantia estendida"],
        ["Só queria elogiar quem me atendeu ontem: resolveu tudo em uma ligação.", "Seria bom se o site mostrasse o prazo por CEP antes do carrinho.", "A loja de {c} abre no próximo feriado?", "A garantia estendida da {p} cobre queda de energia?"],
        ["posso repassar o seu recado com o seu nome?", "em qual loja você costuma comprar?"],
        ["repassei o seu recado à equipe. Agradecemos por escrever!", "nesse dia a loja de {c} abre das 14h às 20h.", "a garantia estendida cobre oscilação de energia, com laudo da assistência."]);

    public static readonly IReadOnlyList<Topic> All = [Late, Double, Broken, Exchange, Refund, Invoice, Setup, Stop, Access, Quote, Part, Praise];

    /// <summary>What partners write about: nothing is promised for it.</summary>
    public static readonly Topic Partner = new("parceiro", "purchase", 0, [0, 5, 65, 30],
        ["Tabela de preços do próximo trimestre", "Agendamento de doca em Guarulhos", "Pagamento da fatura 1{d}7", "Proposta de parceria"],
        ["Segue a tabela nova. Podem confirmar o recebimento?", "Precisamos de uma doca na quinta para {d} paletes.", "A fatura de {v} venceu ontem. Há previsão de pagamento?"],
        ["podem reenviar com o número da ordem de compra?"], ["recebido, e o prazo de resposta do setor de compras é de dez dias.", "doca 3 reservada para as 14h."]);
}
