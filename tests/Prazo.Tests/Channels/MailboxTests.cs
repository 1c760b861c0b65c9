using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("a@b.example", "a@b.example")]
    [InlineData("Ana <a@b.example>", "Ana <a@b.example>")]
    [InlineData("\"Souza, Ana\" <a@b.example>, Rui <r@b.example>", "Souza, Ana <a@b.example>; Rui <r@b.example>")]
    [InlineData("\"Say \\\"hi\\\"\" <a@b.example>", "Say \"hi\" <a@b.example>")]
    [InlineData("a@b.example (Ana, from the shop), c@d.example", "a@b.example; c@d.example")]
    [InlineData("Friends: a@b.example, c@d.example;", "a@b.example; c@d.example")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("<a@b.example>", "a@b.example")]
    [InlineData("nobody, , <>, @x, x@, a b@c.example", "")]
    [InlineData("\"evil@x.example\" <a@b.example>", "evil@x.example <a@b.example>")]
    [InlineData("", "")]
    [InlineData("\"open <a@b.example>", "\"open <a@b.example>")]
    public void Lists_are_read_as_mail_programs_write_them(string header, string expected) => string.Join("; ", Mailbox.List(header)).ShouldBe(expected);

    [Fact]
    public void What_stands_behind_the_plus_is_the_tag()
    {
        new Mailbox("reply+abc@x.example").Tag.ShouldBe("abc");
        new Mailbox("reply+a+b@x.example").Tag.ShouldBe("a+b");
        new Mailbox("reply@x.example").Tag.ShouldBeNull();
        new Mailbox("reply+@x.example").Tag.ShouldBeNull();
        new Mailbox("a@b@x+y.example").Domain.ShouldBe("x+y.example");
    }

    [Theory]
    [InlineData("<a@b>", "<a@b>")]
    [InlineData("<a@b> <c@d>\t<e@f>", "<a@b> <c@d> <e@f>")]
    [InlineData("junk <a@b>, more<c@d>x <not one> <>", "<a@b> <c@d>")]
    [InlineData("<<a@b>", "<a@b>")]
    [InlineData("a@b", "")]
    public void Message_ids_are_found_whatever_stands_between(string header, string expected) => string.Join(' ', InboundMail.Ids(header)).ShouldBe(expected);
}
