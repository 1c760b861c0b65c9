using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Tests.Agreements;

public class AgreementFilesTests
{
    internal static string Samples => Path.Combine(Root, "samples", "agreements");

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Prazo.slnx")))
                folder = folder.Parent;
            return folder.FullName;
        }
    }

    private static Agreement Aurora()
    {
        var (agreements, problems) = AgreementFiles.Load([Path.Combine(Samples, "suporte-loja-aurora.yaml")]);
        problems.ShouldBeEmpty();
        return agreements.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_example_of_the_design_reads_without_a_problem()
    {
        var aurora = Aurora();

        aurora.Id.ShouldBe("suporte-loja-aurora");
        aurora.Version.ShouldBe(1);
        aurora.Title.ShouldBe("Atendimento Loja Aurora");
        aurora.Titles["en"].ShouldBe("Loja Aurora support");
        aurora.Kind.ShouldBe(AgreementKind.Hybrid);
        aurora.Extends.ShouldBe("suporte-padrao");
        (aurora.Provider, aurora.Customer).ShouldBe(("e-Suporte", "Loja Aurora"));
        aurora.From.ShouldBe(new LocalDate(2026, 1, 1));
        aurora.To.ShouldBeNull("it renews yearly");
        aurora.Applies.Fields.Select(f => f.Field).ShouldBe(["inbox", "channel", "region", "stage"]);
        aurora.Targets.Select(t => t.Id).ShouldBe(["first-response", "resolution", "first-call-wait", "duty-customer-answer"]);
        aurora.Hash.Length.ShouldBe(64);
    }

    [Fact]
    public void Its_targets_say_what_the_file_says()
    {
        var aurora = Aurora();
        var response = aurora.Targets[0];
        response.Metric.ShouldBe(Metric.FirstResponse);
        response.By.ShouldBe("priority");
        response.Within.For("critical").ShouldBe(new WorkingTime("15m", Duration.FromMinutes(15)));
        response.Within.For("Low")!.Text.ShouldBe("1 business day by 18:00");
        response.Within.For("unheard-of").ShouldBeNull();
        response.Calendar.For("critical").ShouldBe("24x7");
        response.Calendar.For("high").ShouldBe("comercial");
        response.Warn.Select(w => w.Text).ShouldBe(["50%", "80%", "15m before", "1h after"]);

        var resolution = aurora.Targets[1];
        resolution.Pause.Select(p => (p.Reason, p.Party)).ShouldBe([("waiting-customer", Party.Customer), ("waiting-supplier", Party.Supplier)]);
        resolution.Reopen.Rule.ShouldBe(ReopenRule.Resume);
        resolution.Reopen.Limit!.Text.ShouldBe("7 calendar days");

        aurora.Targets[2].MeasureOnly.ShouldBeTrue();
        aurora.Targets[2].Metric.ShouldBe(Metric.RequesterWait);
        var duty = aurora.Targets[3];
        (duty.Metric, duty.Party, duty.Within.Else!.Text).ShouldBe((Metric.CustomerAnswer, Party.Customer, "1 business day"));
    }

    [Fact]
    public void Its_calendar_has_the_hours_of_the_file()
    {
        var comercial = Aurora().Calendars["comercial"].ShouldBeOfType<WeeklyCalendar>();
        comercial.Zone.ShouldBe("America/Sao_Paulo");
        comercial.HolidaySets.ShouldBe(["br", "br-sp", "br-sp-sao-paulo"]);
        comercial.Hours.ShouldHaveSingleItem().Week.Select(d => d.Length).ShouldBe([2, 2, 2, 2, 2, 1, 0]);
        comercial.Hours[0].Week[0].ShouldBe([new Shift(480, 720), new Shift(780, 1080)]);
    }

    [Fact]
    public void Its_objective_counts_open_breaches_as_broken()
    {
        var objective = Aurora().Objectives.ShouldHaveSingleItem();
        (objective.Id, objective.Target, objective.AtLeast, objective.Per).ShouldBe(("answers", "first-response", 95m, Prazo.Engine.Agreements.Period.Month));
        (objective.OpenBroken, objective.Cancelled, objective.Waived, objective.Untargeted).ShouldBe((CountAs.Broken, CountAs.Out, CountAs.Out, CountAs.Out));
    }
}
