using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Satisfaction;
using Prazo.Tickets;

namespace Prazo.Demo;

/// <summary>What customers of the story say when they are asked: who waited too long is seldom happy, who was answered quickly mostly is, and many say nothing.</summary>
internal static class DemoSurveys
{
    private const ulong Seed = 20;
    private const int Answering = 44, Commenting = 42;

    private static readonly string[] Happy =
    [
        "Resolveram no mesmo dia, muito obrigado!", "Atendimento atencioso do começo ao fim.", "Não precisei repetir nada. Parabéns à equipe.", "Rápido e claro, como deve ser.", "A troca chegou antes do que prometeram.",
    ];

    private static readonly string[] Unhappy =
    [
        "Demorou demais e ninguém avisou do atraso.", "Tive que explicar o mesmo problema três vezes.", "Fecharam o chamado e o defeito continuou.", "Responderam no prazo, mas não resolveram o que eu pedi.", "Fiquei dois dias sem equipamento.",
    ];

    public static void After(Course course, Instant solved, Person agent)
    {
        var dice = Dice.Of(Seed, course.About.Key);
        if (!dice.Chance(Answering))
            return;
        var at = solved + Duration.FromHours(1) + dice.Minutes(12, 30 * 60);
        course.Do(at, "", (s, t) => Say(s, t, dice, agent));
        course.Do(at + dice.Minutes(50, 7 * 60), agent.Handle, CloseFollowUp);
    }

    private static Ticket Say(Stage s, Ticket ticket, Dice dice, Person agent)
    {
        if (Surveys.Of(s.Act.Tx, s.Act.Tenant, ticket.Id).FirstOrDefault(x => x.IsOpen(s.Act.Now)) is not { } survey)
            return ticket;
        var mood = dice.Below(100) - agent.Hasty + (agent.Speed < 80 ? 8 : 0) - (DemoStore.IsBroken(s.Act.Tx, ticket) ? 40 : 0);
        var mark = survey.Of == SurveyScale.Nps ? mood switch { > 45 => 10, > 20 => 9, > 2 => 8, > -10 => 7, > -22 => 5, _ => 2 } : mood switch { > 42 => 5, > 6 => 4, > -6 => 3, > -22 => 2, _ => 1 };
        var happy = mark >= survey.Of.Satisfied();
        string[] reasons = happy ? dice.Chance(60) ? ["rapidez"] : ["trato"] : dice.Chance(55) ? ["rapidez"] : dice.Chance(50) ? ["solucao"] : ["informacao"];
        var comment = !dice.Chance(Commenting) ? null : happy ? dice.Of(Happy) : mark <= survey.Of.Unhappy() ? dice.Of(Unhappy) : null;
        Surveys.Answer(s.Act with { Asker = SurveyLinks.Holder(survey) }, s.Agreements, survey.Id, new SurveyAnswer(mark, reasons, comment));
        return ticket;
    }

    private static Ticket CloseFollowUp(Stage s, Ticket ticket)
    {
        foreach (var survey in Surveys.Of(s.Act.Tx, s.Act.Tenant, ticket.Id))
            if (survey.FollowUp is { } opened && s.Act.Ticket(opened.ToString()) is { Closed: null } followUp)
                TicketEdits.Change(s.Act, Messages.Note(s.Act, followUp, new Writing("Liguei para o cliente, pedi desculpas e combinei o que muda.")).Ticket, new TicketChange(Status: "resolved"));
        return ticket;
    }
}
