using System.Text.Json;
using Prazo.Webhooks;

namespace Prazo.Tests.Webhooks;

public sealed class ChatBodyTests
{
    private static readonly AlertFacts Facts = new("#1042", "Pedido não chegou", "https://desk.example/t/1042", "Loja Aurora", "high", "Ana", "First response", "broken", "01/04 15:00");
    private static readonly AlertFacts Hostile = Facts with { Title = "<!channel> @channel <https://evil.invalid|click> *x*\n\"},{\"text\":\"y", Customer = "\\", Url = "https://desk.example/t|x>" };

    [Fact]
    public void Slack_gets_a_line_for_the_notification_and_blocks_for_the_eye()
    {
        var body = JsonDocument.Parse(ChatBody.Slack(Facts)).RootElement;
        body.GetProperty("text").GetString().ShouldBe("<https://desk.example/t/1042|#1042 Pedido não chegou>: First response · broken · 01/04 15:00");
        var blocks = body.GetProperty("blocks");
        blocks[0].GetProperty("text").GetProperty("text").GetString().ShouldBe("*<https://desk.example/t/1042|#1042 Pedido não chegou>*\nFirst response · broken");
        blocks[1].GetProperty("elements").EnumerateArray().Select(e => e.GetProperty("text").GetString()).ShouldBe(["01/04 15:00", "Loja Aurora", "high", "Ana"]);
    }

    [Fact]
    public void What_a_customer_wrote_calls_nobody_and_makes_no_link()
    {
        var text = JsonDocument.Parse(ChatBody.Slack(Hostile)).RootElement.GetProperty("text").GetString()!;
        text.ShouldBe("<https://desk.example/t%7Cx&gt;|#1042 &lt;!channel&gt; @\u200bchannel &lt;https://evil.invalid¦click&gt; *x* \"},{\"text\":\"y>: First response · broken · 01/04 15:00");
    }

    [Fact]
    public void A_template_is_filled_and_stays_the_json_that_it_was()
    {
        var (template, problems) = BodyTemplate.Read("{\"content\": \"{{ticket.number}}: {{ ticket.title }} ({{clock.due}})\", \"nested\": {\"a\": {\"b\": \"{{ticket.customer}}\"}}}", AlertFacts.Names);
        problems.ShouldBeEmpty();
        JsonDocument.Parse(template!.Fill(Facts.ByName)).RootElement.GetProperty("content").GetString().ShouldBe("#1042: Pedido não chegou (01/04 15:00)");
        var filled = JsonDocument.Parse(template.Fill(Hostile.ByName)).RootElement;
        filled.EnumerateObject().Count().ShouldBe(2);
        filled.GetProperty("content").GetString().ShouldBe($"#1042: {Hostile.Title} (01/04 15:00)");
        filled.GetProperty("nested").GetProperty("a").GetProperty("b").GetString().ShouldBe("\\");
    }

    [Theory]
    [InlineData("{\"a\": \"{{ticket.numbr}}\"}", "template-name", 1, 8)]
    [InlineData("{\n\"a\": \"{{ticket.number\"}", "template-open", 2, 7)]
    [InlineData("{\"a\": {{ticket.number}}}", "template-no-json", 1, 1)]
    [InlineData("plain {{ticket.number}}", "template-no-json", 1, 1)]
    [InlineData("", "template-no-json", 1, 1)]
    public void A_template_that_cannot_work_is_told_when_it_is_written(string text, string code, int line, int column)
    {
        var (template, problems) = BodyTemplate.Read(text, AlertFacts.Names);
        template.ShouldBeNull();
        problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        (problems[0].At.Line, problems[0].At.Column).ShouldBe((line, column));
    }
}
