using System.Collections.Frozen;
using System.Globalization;

namespace Prazo.Reports;

/// <summary>Words and numbers of reports in one language (see the glossary in the docs).</summary>
internal sealed class ReportWords
{
    private readonly FrozenDictionary<string, string> _words;
    private readonly NumberFormatInfo _numbers;

    private ReportWords(string language, int column)
    {
        Language = language;
        _words = Table.ToFrozenDictionary(r => r[0], r => r[column + 1], StringComparer.Ordinal);
        _numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = column == 0 ? "." : ",",
            NumberGroupSeparator = column == 0 ? "," : ".",
        };
    }

    public string Language { get; }

    public static ReportWords For(string language) => language switch
    {
        "pt-BR" or "pt" => Portuguese,
        "ro" => Romanian,
        _ => English,
    };

    /// <summary>The word, or the key itself for names that people chose.</summary>
    public string this[string key] => _words.GetValueOrDefault(key, key);

    public string Target(string id) => _words.GetValueOrDefault("target." + id, id);

    public string Format(string key, params object[] values) => string.Format(_numbers, _words[key], values);

    public string Number(long value) => value.ToString("#,0", _numbers);

    public string Percent(decimal? value) => value is { } v ? v.ToString("0.##", _numbers) + (Language == "ro" ? "\u00A0%" : "%") : "–";

    /// <summary>Such as "2 h 15 min"; two units at most.</summary>
    public string Length(long? milliseconds)
    {
        if (milliseconds is not { } ms)
            return "–";
        var seconds = ms / 1000;
        if (seconds < 60) return $"{Number(seconds)} s";
        if (seconds < 3600) return seconds % 60 == 0 || seconds >= 600 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s";
        var (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
        return minutes == 0 || hours >= 100 ? $"{Number(hours)} h" : $"{hours} h {minutes} min";
    }

    private static readonly string[][] Table =
    [
        ["report-title", "Service-level report", "Relatório de nível de serviço", "Raport privind nivelul serviciilor"],
        ["as-of", "As of {0}", "Situação em {0}", "Situația la {0}"],
        ["targets", "Targets", "Metas", "Ținte"],
        ["target", "Target", "Meta", "Țintă"],
        ["objectives", "Objectives", "Objetivos", "Obiective"],
        ["objective", "Objective", "Objetivo", "Obiectiv"],
        ["agreement", "Agreement", "Acordo", "Acord"],
        ["agreements", "Agreements", "Acordos", "Acorduri"],
        ["version", "version {0}", "versão {0}", "versiunea {0}"],
        ["version-word", "Version", "Versão", "Versiune"],
        ["kept", "Kept", "Cumpridos", "Respectate"],
        ["counted", "Counted", "Contados", "Numărate"],
        ["open-report", "Open the report", "Abrir o relatório", "Deschideți raportul"],
        ["stop-report", "Stop these mails", "Parar de receber", "Opriți aceste mesaje"],
        ["period", "Period", "Período", "Perioadă"],
        ["running", "(running)", "(em curso)", "(în curs)"],
        ["open", "open", "em aberto", "deschise"],
        ["clocks", "Clocks", "Relógios", "Cronometre"],
        ["tickets", "Tickets", "Chamados", "Tichete"],
        ["attainment", "Attainment", "Cumprimento", "Grad de respectare"],
        ["met", "Met", "Cumprido", "Respectat"],
        ["met-late", "Met late", "Cumprido com atraso", "Respectat cu întârziere"],
        ["overdue", "Overdue", "Atrasado", "Întârziat"],
        ["active", "Active", "Ativo", "Activ"],
        ["paused", "Paused", "Pausado", "În pauză"],
        ["cancelled", "Cancelled", "Cancelado", "Anulat"],
        ["waived", "Waived", "Dispensado", "Exceptat"],
        ["not-applicable", "Not applicable", "Não se aplica", "Nu se aplică"],
        ["untargeted", "No promise", "Sem promessa", "Fără promisiune"],
        ["uncovered", "Tickets without agreement", "Chamados sem acordo", "Tichete fără acord"],
        ["measured", "measured", "medido", "măsurat"],
        ["median", "Median", "Mediana", "Mediană"],
        ["p90", "90th percentile", "Percentil 90", "Percentila 90"],
        ["used-median", "Used, median", "Uso, mediana", "Folosit, mediană"],
        ["used-p90", "Used, 90th", "Uso, percentil 90", "Folosit, percentila 90"],
        ["pause-time", "Paused time", "Tempo pausado", "Timp în pauză"],
        ["promised", "Promised", "Prometido", "Promis"],
        ["kept-of-counted", "Kept/counted", "Cumpridos/contados", "Respectate/numărate"],
        ["held", "Held", "Atingido", "Atins"],
        ["breaches-left", "Breaches left", "Folga de descumprimentos", "Încălcări rămase"],
        ["too-many", "{0} too many", "{0} além do limite", "{0} peste limită"],
        ["yes", "yes", "sim", "da"],
        ["no", "no", "não", "nu"],
        ["no-agreement", "no agreement fits", "nenhum acordo se aplica", "niciun acord nu se potrivește"],
        ["outside-term", "outside the term of every agreement", "fora da vigência dos acordos", "în afara perioadei acordurilor"],
        ["not-created", "no event that opens them", "sem o evento de abertura", "fără evenimentul de deschidere"],
        ["no-clocks", "No promise of these agreements applies to these tickets: `prazo explain TICKET` says why.", "Nenhuma promessa destes acordos vale para estes chamados: `prazo explain CHAMADO` diz por quê.", "Nicio promisiune din aceste acorduri nu se aplică acestor tichete: `prazo explain TICHET` spune de ce."],
        ["no-data", "no data", "sem dados", "fără date"],
        ["priority", "Priority", "Prioridade", "Prioritate"],
        ["channel", "Channel", "Canal", "Canal"],
        ["team", "Team", "Equipe", "Echipă"],
        ["agent", "Agent", "Atendente", "Agent"],
        ["region", "Region", "Região", "Regiune"],
        ["inbox", "Inbox", "Caixa de entrada", "Inbox"],
        ["customer", "Customer", "Cliente", "Client"],
        ["supplier", "Supplier", "Fornecedor", "Furnizor"],
        ["provider", "Provider", "Prestador", "Prestator"],
        ["nobody", "Nobody", "Ninguém", "Nimeni"],
        ["stage", "Journey stage", "Etapa da jornada", "Etapă"],
        ["target.first-response", "First response", "Primeira resposta", "Primul răspuns"],
        ["target.next-response", "Next response", "Próxima resposta", "Următorul răspuns"],
        ["target.update", "Update", "Atualização", "Actualizare"],
        ["target.workaround", "Workaround", "Solução de contorno", "Soluție temporară"],
        ["target.resolution", "Resolution", "Solução definitiva", "Rezolvare"],
        ["target.ownership", "Ownership", "Posse por equipe", "Deținere pe echipă"],
        ["target.callback", "Callback", "Retorno", "Reapelare"],
        ["target.speed-of-answer", "Speed of answer", "Tempo de atendimento da chamada", "Viteza de răspuns la apel"],
        ["target.turnaround", "Turnaround", "Tempo de devolução", "Timp de returnare"],
        ["target.requester-wait", "Requester wait", "Espera do solicitante", "Așteptarea solicitantului"],
        ["target.agent-work", "Agent work", "Trabalho do atendente", "Lucrul agentului"],
        ["target.duty-customer-answer", "Customer's answer", "Resposta do cliente", "Răspunsul clientului"],
        ["used-share", "Share of the promise used", "Parte da promessa usada", "Partea folosită din promisiune"],
        ["how-counted", "How it is counted", "Como é contado", "Cum se numără"],
        ["formula", "Attainment = met ÷ (met + met late + overdue). Open, paused, cancelled, waived and not applicable clocks have no verdict for or against and stay out, unless an objective says otherwise.",
            "Cumprimento = cumpridos ÷ (cumpridos + cumpridos com atraso + atrasados). Relógios em aberto, pausados, cancelados, dispensados ou que não se aplicam não contam a favor nem contra, salvo se um objetivo disser o contrário.",
            "Grad de respectare = respectate ÷ (respectate + respectate cu întârziere + întârziate). Cronometrele deschise, în pauză, anulate, exceptate sau care nu se aplică nu se numără, dacă un obiectiv nu spune altfel."],
        ["used-formula", "The share used is the counted time over the promised time; 100 % is the limit, not the goal. Percentiles are nearest-rank over stopped clocks.",
            "A parte usada é o tempo contado sobre o tempo prometido; 100 % é o limite, não o objetivo. Percentis pelo método da posição mais próxima, sobre relógios encerrados.",
            "Partea folosită este timpul numărat raportat la timpul promis; 100 % este limita, nu scopul. Percentile prin metoda celui mai apropiat rang, pe cronometrele oprite."],
        ["imports", "Rows read {0}, taken {1}, duplicates {2}, rejected {3}", "Linhas lidas {0}, aceitas {1}, duplicadas {2}, rejeitadas {3}", "Rânduri citite {0}, acceptate {1}, duplicate {2}, respinse {3}"],
        ["over-time", "Over time", "Ao longo do tempo", "În timp"],
        ["by", "By {0}", "Por {0}", "După {0}"],
        ["show-tickets", "Tickets ({0})", "Chamados ({0})", "Tichete ({0})"],
        ["and-more", "and {0} more", "e mais {0}", "și încă {0}"],
        ["tickets-of", "Tickets: {0}", "Chamados: {0}", "Tichete: {0}"],
        ["summary", "Every promise at a glance", "Todas as promessas em resumo", "Toate promisiunile pe scurt"],
        ["kept-of", "{0} kept of {1} counted", "{0} cumpridos de {1} contados", "{0} respectate din {1} numărate"],
        ["state-held", "Held", "Atingido", "Atins"],
        ["state-missed", "Missed", "Não atingido", "Neatins"],
        ["still-open", "Still open", "Em aberto", "Deschise"],
        ["budget-left", "Breaches that can still be borne: {0}", "Descumprimentos que ainda cabem: {0}", "Încălcări care mai pot fi suportate: {0}"],
        ["over-budget", "Breaches beyond the limit: {0}", "Descumprimentos além do limite: {0}", "Încălcări peste limită: {0}"],
        ["at-least", "At least {0} per period", "No mínimo {0} por período", "Cel puțin {0} pe perioadă"],
        ["goal", "Objective {0}", "Objetivo {0}", "Obiectiv {0}"],
        ["trend-label", "{0}: attainment per period as a line, clocks counted as bars", "{0}: cumprimento por período em linha, relógios contados em barras", "{0}: gradul de respectare pe perioadă ca linie, cronometrele numărate ca bare"],
        ["volume", "Clocks counted", "Relógios contados", "Cronometre numărate"],
        ["missed-period", "Period missed", "Período não atingido", "Perioadă neatinsă"],
        ["not-kept", "Not kept ({0})", "Não cumpridos ({0})", "Nerespectate ({0})"],
        ["show-numbers", "Show the numbers", "Mostrar os números", "Arată cifrele"],
        ["all-numbers", "All numbers", "Todos os números", "Toate cifrele"],
        ["limit", "limit", "limite", "limită"],
        ["used-label", "{0}: half of the clocks used at most {1} of the promise, nine in ten at most {2}", "{0}: metade dos relógios usou no máximo {1} da promessa, nove em cada dez no máximo {2}", "{0}: jumătate dintre cronometre au folosit cel mult {1} din promisiune, nouă din zece cel mult {2}"],
        ["pause-by", "Paused time by accountable party", "Tempo pausado por responsável", "Timp în pauză după responsabil"],
        ["treatment", "Overdue: {0} · cancelled: {1} · waived: {2} · no promise: {3}", "Atrasados: {0} · cancelados: {1} · dispensados: {2} · sem promessa: {3}", "Întârziate: {0} · anulate: {1} · exceptate: {2} · fără promisiune: {3}"],
        ["as-broken", "counted as broken", "contam como descumpridos", "numărate ca încălcate"],
        ["as-met", "counted as kept", "contam como cumpridos", "numărate ca respectate"],
        ["as-in", "in the denominator only", "só no denominador", "doar la numitor"],
        ["as-out", "left out", "ficam fora", "lăsate afară"],
        ["import-title", "Import", "Importação", "Import"],
        ["uncovered-by", "{0}: {1}", "{0}: {1}", "{0}: {1}"],
        ["budget-formula", "Breaches that can still be borne = ⌊kept ÷ objective⌋ − counted: so many more breaches, and nothing else, keep the share at or above the objective.",
            "Descumprimentos que ainda cabem = ⌊cumpridos ÷ objetivo⌋ − contados: tantos descumprimentos a mais, e nada mais, ainda mantêm o objetivo.",
            "Încălcări care mai pot fi suportate = ⌊respectate ÷ obiectiv⌋ − numărate: atâtea încălcări în plus, și nimic altceva, păstrează obiectivul."],
        ["axis-note", "The percentage axis need not begin at zero; its numbers are written.", "O eixo de percentuais pode não começar em zero; seus números estão escritos.", "Axa procentelor poate să nu înceapă de la zero; valorile sunt scrise."],
        ["empty", "No clocks: no ticket of these events fits a target of the agreement.", "Nenhum relógio: nenhum chamado destes eventos se encaixa em uma meta do acordo.", "Niciun cronometru: niciun tichet din aceste evenimente nu corespunde unei ținte din acord."],
        ["to-content", "To the results", "Ir para os resultados", "La rezultate"],
        ["clocks-before", "Clocks before", "Relógios antes", "Cronometre înainte"],
        ["clocks-after", "Clocks after", "Relógios depois", "Cronometre după"],
        ["before", "Before", "Antes", "Înainte"],
        ["after", "After", "Depois", "După"],
        ["bills", "Bills of whole periods", "Contas de períodos inteiros", "Note de plată ale perioadelor întregi"],
        ["bill-line", "Line", "Linha", "Linie"],
        ["bill-total", "Total in the customer's favour", "Total a favor do cliente", "Total în favoarea clientului"],
        ["difference", "Difference", "Diferença", "Diferență"],
        ["other-currency", "other currency", "outra moeda", "altă monedă"],
        ["no-penalties", "no penalties on either side", "sem penalidades dos dois lados", "fără penalități de ambele părți"],
        ["no-periods", "no whole period", "nenhum período inteiro", "nicio perioadă întreagă"],
        ["kept-of-before", "Kept/counted before", "Cumpridos/contados antes", "Respectate/numărate înainte"],
        ["kept-of-after", "Kept/counted after", "Cumpridos/contados depois", "Respectate/numărate după"],
        ["kept-to-broken", "Kept → broken", "Cumprido → descumprido", "Respectat → nerespectat"],
        ["broken-to-kept", "Broken → kept", "Descumprido → cumprido", "Nerespectat → respectat"],
        ["promise-gained", "Promise gained", "Promessa ganha", "Promisiune câștigată"],
        ["promise-lost", "Promise lost", "Promessa perdida", "Promisiune pierdută"],
        ["changed-otherwise", "Changed otherwise", "Outra mudança", "Altă schimbare"],
        ["changes", "What changes, ticket by ticket", "O que muda, chamado a chamado", "Ce se schimbă, tichet cu tichet"],
        ["change", "Change", "Mudança", "Schimbare"],
        ["ticket", "Ticket", "Chamado", "Tichet"],
        ["cycle", "Cycle", "Ciclo", "Ciclu"],
        ["no-promise", "no promise", "sem promessa", "fără promisiune"],
        ["measure", "Measure", "Medida", "Măsură"],
        ["working", "working time", "tempo útil", "timp de lucru"],
        ["clock", "clock time", "tempo corrido", "timp calendaristic"],
        ["stopped", "Stopped", "Encerrados", "Oprite"],
        ["still-running", "Still open", "Em aberto", "Deschise"],
        ["fell-away", "Fell away", "Sem efeito", "Fără efect"],
        ["level", "{0}%", "{0}%", "{0} %"],
        ["promise-at", "Promise at {0}%", "Promessa a {0}%", "Promisiune la {0} %"],
        ["months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.", "ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec."],
        ["week", "W{0} {1}", "sem. {0}/{1}", "săpt. {0}/{1}"],
        ["week-short", "W{0}", "sem. {0}", "săpt. {0}"],
        ["quarter", "Q{0} {1}", "{0}º tri. {1}", "trim. {0}/{1}"],
        ["none", "(none)", "(nenhum)", "(niciunul)"],
    ];

    private static readonly ReportWords English = new("en", 0);
    private static readonly ReportWords Portuguese = new("pt-BR", 1);
    private static readonly ReportWords Romanian = new("ro", 2);
}
