using System.Text;
using Prazo.Engine.Tests;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class MappingGuessTests
{
    private static string Guess(string csv)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var (yaml, problems) = MappingGuess.Guess("-", input);
        problems.ShouldBeEmpty();
        return yaml!;
    }

    public static TheoryData<string, string, string[]> Exports => new()
    {
        {
            "Ticket ID,Subject,Status,Priority,Group,Agent,Source,Created time,Initial response time,Resolved time,Closed time\n"
            + "11,Broken,Closed,High,N1,Ana,Email,2026-03-02 09:00:00,,2026-03-02 10:00:00,2026-03-03 10:00:00\n12,Late,Open,Low,N2,Bia,Phone,2026-03-02 09:30:00,,,\n",
            "11", ["rows: ticket", "  id: \"Ticket ID\"", "created: \"Created time\"", "resolved: \"Resolved time\"", "priority: Priority", "team: Group", "channel: Source", "zone: UTC   # ?"]
        },
        {
            "Issue key,Summary,Status,Assignee,Created,Resolved\nSUP-1,x,Done,ana,02/Mar/26 9:00 AM,03/Mar/26 1:15 PM\nSUP-2,y,To Do,,04/Mar/26 9:00 AM,\n",
            "SUP-1", ["dates: [\"dd/MMM/yy h:mm tt\"]", "  id: \"Issue key\"", "    Done: resolved", "agent: Assignee"]
        },
        {
            "Número do Chamado;Situação;Prioridade;Equipe;Atendente;Data de Abertura;Primeira Resposta;Data de Fechamento\n1;Fechado;Alta;Loja;Ana;31/03/2026 09:00;31/03/2026 09:30;01/04/2026 10:00\n2;Em andamento;Média;Loja;Bia;30/03/2026 09:00;;\n",
            "1", ["delimiter: \";\"", "zone: America/Sao_Paulo", "dates: [\"dd/MM/yyyy HH:mm\"]", "first-response: \"Primeira Resposta\"", "    Fechado: closed", "    Alta: high", "    \"Média\": normal"]
        },
        {
            "Nr. tichet;Stare;Prioritate;Echipă;Creat la;Închis la\n7;Închis;Ridicată;S1;02.03.2026 09:00;03.03.2026 10:00\n8;Deschis;Scăzută;S1;02.03.2026 09:00;\n",
            "7", ["zone: Europe/Bucharest", "created: \"Creat la\"", "closed: \"Închis la\"", "# ? day or month first?"]
        },
        {
            "case:concept:name,concept:name,time:timestamp,org:resource\nC1,Created,2026-03-02T09:00:00Z,ana\nC1,Closed,2026-03-02T10:00:00Z,ana\nC2,Created,2026-03-02T09:00:00Z,ana\n",
            "C1", ["rows: event", "  ticket: \"case:concept:name\"", "  activity: \"concept:name\"", "  Closed: \"status=closed\"", "every time in the sample carries its offset"]
        },
        {
            "id,updated_at,status,team\nT1,2026-03-02T09:00:00Z,new,n1\nT1,2026-03-02T10:00:00Z,open,n1\nT2,2026-03-02T10:00:00Z,open,n1\n",
            "T1", ["rows: snapshot", "  at: updated_at", "  status: status"]
        },
    };

    [Theory, MemberData(nameof(Exports))]
    public void A_guess_names_the_columns_and_imports_its_own_file(string csv, string ticket, string[] lines)
    {
        var yaml = Guess(csv);
        foreach (var line in lines)
            yaml.ShouldContain(line);
        var (result, rejects) = Imported.Text(csv, yaml);
        rejects.ShouldBeEmpty();
        result.Problems.ShouldBeEmpty();
        result.History.Tickets.ShouldContain(ticket);
    }

    [SharedFact("data/boston-311-2011.csv.gz")]
    public void Boston_is_guessed_but_for_its_zone()
    {
        var path = SharedData.Find("data/boston-311-2011.csv.gz")!;
        var yaml = MappingGuess.Guess(path).Yaml!;
        yaml.ShouldContain("  id: case_enquiry_id");
        yaml.ShouldContain("  created: open_dt");
        yaml.ShouldContain("  closed: closed_dt");
        yaml.ShouldContain("  target_dt: { column: target_dt, as: instant }");

        Import.Read([path], Imported.Map(yaml)).ShouldSatisfyAllConditions(r => r.Accepted.ShouldBe(58_251), r => r.Problems.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"never closed")]
    [InlineData("a\n")]
    [InlineData(",,,\n1,2,3,4\n")]
    [InlineData("a,a,\"b\"\"\nc\"\nnull,else,x\n")]
    public void Odd_tables_give_a_mapping_that_parses_or_a_problem(string csv)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var (yaml, problems) = MappingGuess.Guess("-", input);
        if (yaml is null)
            problems.ShouldNotBeEmpty();
        else
            MappingReader.Parse(yaml).Problems.ShouldBeEmpty();
    }
}
