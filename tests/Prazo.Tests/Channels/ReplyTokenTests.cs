using System.Security.Cryptography;
using System.Text;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class ReplyTokenTests
{
    private static readonly Guid Ticket = new("018f6e2a-1111-7222-8333-444455556666");
    private static readonly Guid Message = new("018f6e2a-9999-7222-8333-444455556666");
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static InboundMail Mail(string to = "loja@desk.example", string? inReplyTo = null, string? references = null) => new()
    {
        From = new Mailbox("ana@cliente.example"), AnswerTo = new Mailbox("ana@cliente.example"), Recipient = new Mailbox(to), MessageId = "<x@y>",
        InReplyTo = InboundMail.Ids(inReplyTo), References = InboundMail.Ids(references),
    };

    [Fact]
    public void A_token_is_the_ticket_and_half_of_the_hmac_in_base32()
    {
        var mac = HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes("prazo reply 1\0").Concat(Ticket.ToByteArray(bigEndian: true)).ToArray());
        var bits = string.Concat(Ticket.ToByteArray(bigEndian: true).Concat(mac[..16]).Select(b => Convert.ToString(b, 2).PadLeft(8, '0'))).PadRight(260, '0');
        var expected = string.Concat(bits.Chunk(5).Select(c => "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(new string(c), 2)]));
        ReplyToken.Of(Ticket, Key).ShouldBe(expected);
        expected.Length.ShouldBe(52);
    }

    [Fact]
    public void A_token_survives_servers_that_change_the_case()
    {
        var token = ReplyToken.Of(Ticket, Key);
        ReplyToken.Read(token, Key).ShouldBe(Ticket);
        ReplyToken.Read(token.ToUpperInvariant(), Key).ShouldBe(Ticket);
        new Mailbox(ReplyToken.Address(Ticket, Key, "desk.example")).Local.Length.ShouldBeLessThanOrEqualTo(64);
    }

    [Fact]
    public void No_token_with_any_character_changed_is_taken()
    {
        var token = ReplyToken.Of(Ticket, Key);
        for (var i = 0; i < token.Length; i++)
            foreach (var c in "abcdefghijklmnopqrstuvwxyz2345670189-.")
                if (c != token[i])
                    ReplyToken.Read(token[..i] + c + token[(i + 1)..], Key).ShouldBeNull();
        ReplyToken.Read(token[..^1], Key).ShouldBeNull();
        ReplyToken.Read(token + "a", Key).ShouldBeNull();
        ReplyToken.Read(null, Key).ShouldBeNull();
    }

    [Fact]
    public void Another_workspaces_token_is_not_taken()
    {
        ReplyToken.Read(ReplyToken.Of(Ticket, OtherKey), Key).ShouldBeNull();
        Should.Throw<ArgumentException>(() => ReplyToken.Of(Ticket, new byte[8]));
    }

    [Fact]
    public void An_answer_is_threaded_by_its_address_then_by_the_id_it_answers_then_by_the_newest_before()
    {
        var ours = ReplyToken.MessageId(Ticket, Message, Key, "desk.example");
        var other = ReplyToken.MessageId(Message, Ticket, Key, "desk.example");
        MailThread.Of(Mail(ReplyToken.Address(Ticket, Key, "desk.example"), other), Key).ShouldBe(new MailThread(Ticket, ThreadedBy.Address));
        MailThread.Of(Mail(inReplyTo: ours.ToUpperInvariant(), references: other), Key).ShouldBe(new MailThread(Ticket, ThreadedBy.InReplyTo));
        MailThread.Of(Mail(inReplyTo: "<their@id>", references: $"{other} {ours} <their@id>"), Key).ShouldBe(new MailThread(Ticket, ThreadedBy.References));
        MailThread.Of(Mail(inReplyTo: "<their@id>"), Key).ShouldBeNull();
        MailThread.Of(Mail(ReplyToken.Address(Ticket, OtherKey, "desk.example"), ReplyToken.MessageId(Ticket, Message, OtherKey, "desk.example")), Key).ShouldBeNull();
    }

    [Fact]
    public void Message_ids_of_two_messages_of_one_ticket_differ()
    {
        var one = ReplyToken.MessageId(Ticket, Message, Key, "desk.example");
        one.ShouldNotBe(ReplyToken.MessageId(Ticket, Ticket, Key, "desk.example"));
        ReplyToken.OfMessageId(one, Key).ShouldBe(Ticket);
        one.Length.ShouldBeLessThan(120);
    }
}
