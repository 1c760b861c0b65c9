using System.Text;
using NodaTime;
using Prazo.Webhooks;

namespace Prazo.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // The example of the Standard Webhooks reference libraries.
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Genuine = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly WebhookSecret Secret = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
    private static readonly WebhookSecret Other = WebhookSecret.Of(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly Instant At = Instant.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    private static WebhookVerdict Verify(string? id = Id, string? timestamp = "1614265330", string? signatures = Genuine, string? body = null, Instant? now = null, params WebhookSecret[] secrets) =>
        WebhookSignature.Verify(id, timestamp, signatures, body is null ? Body : Encoding.UTF8.GetBytes(body), secrets.Length == 0 ? [Secret] : secrets, now ?? At);

    [Fact]
    public void The_published_example_has_the_published_signature() => WebhookSignature.Sign(Id, At, Body, [Secret]).ShouldBe(Genuine);

    [Fact]
    public void What_was_signed_is_genuine_and_anything_else_is_not()
    {
        Verify().ShouldBe(WebhookVerdict.Genuine);
        Verify(body: "{\"test\":2432232314}").ShouldBe(WebhookVerdict.Forged);
        Verify(id: "msg_other").ShouldBe(WebhookVerdict.Forged);
        Verify(timestamp: "1614265331").ShouldBe(WebhookVerdict.Forged);
        Verify(secrets: Other).ShouldBe(WebhookVerdict.Forged);
        Verify(signatures: Genuine.Replace("v1,", "v2,", StringComparison.Ordinal)).ShouldBe(WebhookVerdict.Forged);
    }

    [Fact]
    public void While_a_secret_is_replaced_receivers_with_the_old_one_and_with_the_new_one_both_agree()
    {
        var both = WebhookSignature.Sign(Id, At, Body, [Secret, Other]);
        both.Split(' ').Length.ShouldBe(2);
        Verify(signatures: both, secrets: Secret).ShouldBe(WebhookVerdict.Genuine);
        Verify(signatures: both, secrets: Other).ShouldBe(WebhookVerdict.Genuine);
        Verify(signatures: Genuine, secrets: [Other, Secret]).ShouldBe(WebhookVerdict.Genuine);
        Verify(signatures: "v1a,xyz " + Genuine).ShouldBe(WebhookVerdict.Genuine);
    }

    [Theory]
    [InlineData(-301, WebhookVerdict.TooNew)]
    [InlineData(-300, WebhookVerdict.Genuine)]
    [InlineData(300, WebhookVerdict.Genuine)]
    [InlineData(301, WebhookVerdict.TooOld)]
    public void Five_minutes_are_tolerated_either_way(int secondsLater, WebhookVerdict expected) => Verify(now: At + Duration.FromSeconds(secondsLater)).ShouldBe(expected);

    [Theory]
    [InlineData(null, "1", "v1,x", WebhookVerdict.Missing)]
    [InlineData("a", "", "v1,x", WebhookVerdict.Missing)]
    [InlineData("a", "1", null, WebhookVerdict.Missing)]
    [InlineData("a.b", "1614265330", "v1,x", WebhookVerdict.Malformed)]
    [InlineData("a", "1614265330.5", "v1,x", WebhookVerdict.Malformed)]
    [InlineData("a", "-1614265330", "v1,x", WebhookVerdict.Malformed)]
    [InlineData("a", "99999999999999999999", "v1,x", WebhookVerdict.Malformed)]
    [InlineData("a", "9999999999999", "v1,x", WebhookVerdict.Malformed)]
    [InlineData("a", "1614265330", "v1,", WebhookVerdict.Forged)]
    [InlineData("a", "1614265330", "v1,!!! v1 , v1,AAAA", WebhookVerdict.Forged)]
    public void Headers_that_are_missing_or_nonsense_are_told_apart_and_never_throw(string? id, string? timestamp, string? signatures, WebhookVerdict expected) =>
        Verify(id, timestamp, signatures).ShouldBe(expected);

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64!")]
    [InlineData(null)]
    public void A_secret_is_whsec_and_base64_of_24_bytes_or_more(string? text) => WebhookSecret.Parse(text).ShouldBeNull();

    [Fact]
    public void A_secret_is_shown_only_on_purpose()
    {
        WebhookSecret.Parse(Other.Reveal())!.Reveal().ShouldBe(Other.Reveal());
        Other.ToString().ShouldBe("whsec_…");
        Should.Throw<ArgumentException>(() => WebhookSecret.Of(new byte[23]));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a.b")]
    [InlineData("")]
    public void An_id_that_would_make_the_signed_text_ambiguous_is_refused(string id) => Should.Throw<ArgumentException>(() => WebhookSignature.Sign(id, At, Body, [Secret]));
}
