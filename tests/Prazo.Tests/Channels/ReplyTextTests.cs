using System.Diagnostics;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class ReplyTextTests
{
    private static string Visible(string text) => ReplyText.Of(text).Visible;

    [Theory]
    [InlineData("On Wed, Apr 1, 2026 at 10:00 AM Ana <ana@x.example> wrote:\n> old\n> older")]
    [InlineData("On Wed, Apr 1, 2026 at 10:00 AM Ana Maria de Souza e Silva\n<ana.maria@x.example> wrote:\n\n> old")]
    [InlineData("Em qua., 1 de abr. de 2026 às 10:00, Ana <ana@x.example>\nescreveu:\n> antes")]
    [InlineData("Em 01/04/2026 10:00, Ana escreveu:\n> antes")]
    [InlineData("No dia 1 de abril de 2026 às 10:00, Ana escreveu:\n> antes")]
    [InlineData("Pe mie., 1 apr. 2026 la 10:00, Ana <ana@x.example> a scris:\n> vechi")]
    [InlineData("În data de 1 apr. 2026, la 10:00, Ana a scris:\n> vechi")]
    [InlineData("mie., 1 apr. 2026 la 10:00, Ana <ana@x.example> a scris:\n\n> vechi")]
    [InlineData("-----Original Message-----\nFrom: Ana\nSent: Wednesday\n\nold")]
    [InlineData("-----Mensagem original-----\nDe: Ana")]
    [InlineData("----- Mesaj original -----\nDe la: Ana")]
    [InlineData("________________________________\nFrom: Ana <ana@x.example>\nSent: Wednesday, April 1, 2026 10:00\nTo: Loja\nSubject: RE: Pedido\n\nold")]
    [InlineData("De: Ana <ana@x.example>\nEnviado: quarta-feira, 1 de abril de 2026 10:00\nPara: Loja\nAssunto: RE: Pedido\n\nantes")]
    [InlineData("*De:* Ana <ana@x.example>\n*Enviada em:* quarta-feira\n*Para:* Loja\n\nantes")]
    [InlineData("De la: Ana <ana@x.example>\nTrimis: miercuri, 1 aprilie 2026 10:00\nCătre: Loja\nSubiect: RE: Comanda\n\nvechi")]
    [InlineData("> old\n> older\n")]
    [InlineData("-- \nAna Souza\nLoja")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Enviado do meu iPhone\n\nEm 01/04/2026 10:00, Ana escreveu:\n> antes")]
    [InlineData("Trimis de pe telefonul meu")]
    [InlineData("-- \nAna\n\nOn Wed, Apr 1, 2026 at 10:00 Ana <ana@x.example> wrote:\n> old")]
    public void History_and_signature_below_the_answer_are_set_aside_and_kept(string below)
    {
        var reply = ReplyText.Of("Obrigada!\n\nAna\n\n" + below);
        reply.Visible.ShouldBe("Obrigada!\n\nAna");
        reply.Hidden.ShouldBe(below.Trim('\n'));
    }

    [Theory]
    [InlineData("On Wed, Apr 1, 2026 at 10:00 Ana <a@x.example> wrote:\n> Which colour?\nBlue.\n> Which size?\nLarge.")]
    [InlineData("See below\n\nOn Wed, Apr 1, 2026 at 10:00 Ana <a@x.example> wrote:\n> Which colour?\n\nBlue.")]
    [InlineData("> Which colour?\nBlue.")]
    [InlineData("FYI\n\n---------- Forwarded message ---------\nFrom: Ana <a@x.example>\nDate: Wed, Apr 1, 2026\nSubject: x\nTo: Loja\n\nthe matter")]
    [InlineData("Veja\n\n---------- Mensagem encaminhada ---------\nDe: Ana\nData: 1 abr\nPara: Loja\n\no assunto")]
    [InlineData("The box said this, and he wrote:\nhello there")]
    [InlineData("From: the shop\nwe need\nTo: be quick")]
    [InlineData("a - b\n-- c\n--- d")]
    [InlineData("> only a quotation")]
    [InlineData("")]
    public void Answers_within_the_quotation_forwards_and_mere_likeness_stay_whole(string text)
    {
        var reply = ReplyText.Of(text);
        (reply.Visible, reply.Hidden).ShouldBe((text.Trim(), ""));
    }

    [Fact]
    public void An_answer_below_the_quotation_is_not_lost() =>
        Visible("On Wed, Apr 1, 2026 at 10:00 Ana <a@x.example> wrote:\n> old\n> older\n\nBlue, please.\n-- \nRui").ShouldBe("On Wed, Apr 1, 2026 at 10:00 Ana <a@x.example> wrote:\n> old\n> older\n\nBlue, please.");

    [Fact]
    public void Visible_and_hidden_are_the_whole()
    {
        const string text = "Oi\n\nEm 01/04/2026 10:00, Ana escreveu:\n> antes\n\n> mais";
        var reply = ReplyText.Of(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        (reply.Visible + "\n\n" + reply.Hidden).ShouldBe(text);
    }

    [Theory]
    [InlineData("On 1 ")]
    [InlineData("On 1 wrote:\n")]
    [InlineData("From: a\n")]
    [InlineData("> a\n")]
    [InlineData("-- \n")]
    [InlineData("_\n")]
    [InlineData("\n")]
    public void A_text_made_to_be_costly_takes_a_moment(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 900_000 / piece.Length)) + "x";
        var clock = Stopwatch.StartNew();
        ReplyText.Of(text);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
