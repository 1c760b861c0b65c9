using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>What the reader refuses: where it says so, and what it says to write instead.</summary>
public class ReaderProblemTests
{
    private const string Promise = "targets: { resolution: { within: 8h clock } }\n";

    [Theory]
    [InlineData("«targts¦targets»: { resolution: { within: 8h clock } }\n", "did you mean targets?")]
    [InlineData("«Zone¦title»: x\n", "did you mean zone?")]
    [InlineData("targets: { resolution: { «witihn¦within»: 8h clock, within: 9h clock } }\n", "did you mean within?", true)]
    [InlineData("targets: { resolution: { within: 8h clock, «calender¦calendar»: 24x7 } }\n", "did you mean calendar?")]
    [InlineData("calendars: { c: { weekly: { mon: \"08:00-12:00\" }, «holydays¦holidays»: br } }\n", "did you mean holidays?")]
    [InlineData("term: { «until¦to»: 2030-12-31 }\n", "known here: from, to, renews, notice")]
    [InlineData("parties: { provider: a, «client¦customer»: b }\n", "known here: provider, customer")]
    [InlineData("fields: [f]\ntargets: { resolution: { within: 8h clock, on-change: { up: keep, «dwon¦down»: keep } } }\n", "did you mean down?")]
    public void An_unknown_key_is_named_with_the_nearest_known_one(string body, string says, bool onlyBad = false)
    {
        if (onlyBad)
            Problems(Header + body[..body.IndexOf('«', StringComparison.Ordinal)] + "witihn: 1h } }\n").ShouldContain(p => p.Code == "unknown-key" && p.Hint == says);
        else
            ShouldComplain("unknown-key", body, says: says);
    }

    [Theory]
    [InlineData("missing-key", "objectives: [ «{ id: o, at-least: 95% }¦{ id: o, target: resolution, at-least: 95% }» ]\n" + Promise)]
    [InlineData("missing-key", "calendars: { c: «{ zone: America/Manaus }¦{ weekly: { mon: \"08:00-12:00\" } }» }\n")]
    [InlineData("wrong-kind", "targets: «[resolution]¦{ resolution: { within: 8h clock } }»\n")]
    [InlineData("wrong-kind", "targets: { resolution: «8h¦{ within: 8h clock }» }\n")]
    [InlineData("wrong-kind", "objectives: «{ id: o }¦[]»\n")]
    [InlineData("wrong-kind", Promise + "term: «2026¦{ from: 2026-01-01 }»\n")]
    [InlineData("wrong-kind", "targets: { resolution: { within: «[8h]¦8h clock» } }\n")]
    [InlineData("unknown-word", "kind: «services¦service»\n")]
    [InlineData("unknown-word", "open-tickets: «yes¦true»\n")]
    [InlineData("unknown-word", "rematch: «allways¦always»\n")]
    [InlineData("unknown-word", "targets: { resolution: { within: 8h clock, on-change: «restarts¦restart» } }\n")]
    [InlineData("unknown-word", "targets: { hop: { within: 8h clock, metric: «resolutoin¦resolution» } }\n")]
    [InlineData("unknown-word", "targets: { resolution: { within: 8h clock, reopen: «resumes¦resume» } }\n")]
    [InlineData("unknown-word", "targets: { hop: { metric: custom, within: 8h clock, start: { event: «replied¦reply» }, stop: { event: note } } }\n")]
    [InlineData("unknown-word", "targets: { resolution: { within: 8h clock, pause: [ { status: waiting, party: «client¦customer» } ] } }\n")]
    [InlineData("bad-id", "targets: { «solução¦solucao»: { metric: resolution, within: 8h clock } }\n")]
    [InlineData("bad-id", "agreement: «a/b¦a»\nprazo: 1\nzone: UTC\n", false)]
    [InlineData("bad-date", "term: { from: «2026-02-30¦2026-02-28» }\n")]
    [InlineData("bad-date", "effective: «01/02/2026¦2026-02-01»\n")]
    [InlineData("bad-number", "version: «0¦1»\n")]
    [InlineData("bad-percentage", Promise + "objectives: [ { id: o, target: resolution, at-least: «95¦95%» } ]\n")]
    [InlineData("bad-percentage", Promise + "objectives: [ { id: o, target: resolution, at-least: «101%¦100%» } ]\n")]
    [InlineData("bad-term", "term: { from: 2026-06-01, to: «2026-01-01¦2026-12-31» }\n")]
    [InlineData("bad-term", "term: { to: 2026-06-01 }\neffective: «2026-07-01¦2026-05-01»\n")]
    [InlineData("duplicate-id", Promise + "objectives: [ { id: o, target: resolution, at-least: 95% }, { id: «o¦p», target: resolution, at-least: 90% } ]\n")]
    [InlineData("missing-by", "targets: { resolution: { within: «{ high: 8h clock }¦8h clock» } }\n")]
    [InlineData("missing-within", "targets: { «resolution: {}¦resolution: { within: 8h clock }» }\n")]
    [InlineData("measured-promise", "targets: { resolution: { within: 8h clock, measure: «true¦false» } }\n")]
    [InlineData("missing-metric", "targets: { «hop: { within: 8h clock }¦hop: { within: 8h clock, metric: resolution }» }\n")]
    [InlineData("missing-condition", "targets: { «hop: { metric: custom, within: 8h clock, stop: { event: note } }¦hop: { metric: custom, within: 8h clock, start: { event: reply }, stop: { event: note } }» }\n")]
    [InlineData("missing-calendar", "calendars: { c: { weekly: { mon: \"08:00-12:00\" } }, d: { weekly: { mon: \"08:00-12:00\" } } }\ntargets: { resolution: «{ within: 8h }¦{ within: 8h, calendar: d }» }\n")]
    [InlineData("missing-calendar", "targets: { resolution: «{ within: 8h }¦{ within: 8h, calendar: 24x7 }» }\n")]
    [InlineData("duplicate-key", "targets: { resolution: { by: priority, within: { high: 8h clock, «HIGH: 9h clock¦low: 9h clock» } } }\n")]
    [InlineData("empty-list", "applies: { when: { channel: «[]¦[email]» } }\n")]
    [InlineData("empty-condition", "targets: { resolution: { within: 8h clock, pause: [ «{ party: customer }¦{ status: waiting }» ] } }\n")]
    [InlineData("empty-condition", "targets: { resolution: { within: 8h clock, pause: [ { any: «[]¦[ { status: waiting } ]» } ] } }\n")]
    [InlineData("bad-language", "title: { en: Aurora, «portuguese¦pt-BR»: Aurora }\n")]
    [InlineData("no-value", "title: { en: Aurora, «north¦ro: Nord» }\n")]
    [InlineData("no-value", "«calendars:¦calendars: {}»\n")]
    public void What_cannot_be_meant_is_refused_where_it_stands(string code, string body, bool header = true) => ShouldComplain(code, body, header: header);

    [Theory]
    [InlineData("prazo: 1\nagreement: a\n", "missing-key", "zone")]
    [InlineData("agreement: a\nzone: UTC\n", "missing-key", "prazo")]
    [InlineData("prazo: 1\nzone: UTC\n", "missing-key", "agreement")]
    [InlineData("prazo: 2\nagreement: a\nzone: UTC\n", "unknown-word", "\"2\"")]
    [InlineData("[]", "wrong-kind", "map")]
    [InlineData("text", "wrong-kind", "map")]
    public void A_document_that_is_no_agreement_is_refused(string yaml, string code, string says)
    {
        var (agreement, problems) = Read(yaml);
        agreement.ShouldBeNull();
        problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        problems[0].ToString().ShouldContain(says);
    }

    [Fact]
    public void Warnings_leave_the_agreement_usable()
    {
        var (agreement, problems) = Read(Header + "term: { renews: yearly }\ntargets: { resolution: { within: 8h clock, by: priority } }\n");
        agreement.ShouldNotBeNull();
        problems.Select(p => (p.Code, p.Severity)).ShouldBe([("idle-by", Severity.Warning), ("idle-renewal", Severity.Warning)], ignoreOrder: true);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var problems = Problems(Header + "kind: x\nversion: x\nzzz: 1\ntargets:\n  resolution: { within: 2 days, warn: [soon], calendar: nowhere }\n");
        problems.Select(p => p.At.Line).Order().ShouldBe([4, 5, 6, 8, 8, 8]);
        problems.ShouldAllBe(p => p.Severity == Severity.Error && p.At.File == "a.yaml" && p.Path.Length > 0);
    }

    [Fact]
    public void A_problem_prints_file_line_column_path_and_what_to_write() =>
        Problems(Header + "kind: servce\n").ShouldHaveSingleItem().ToString().ShouldBe("a.yaml:4:7: error: kind: \"servce\" is not one of service, customer, hybrid, operational, supplier — did you mean service?");
}
