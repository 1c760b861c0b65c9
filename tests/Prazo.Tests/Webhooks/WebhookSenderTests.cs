using System.Diagnostics;
using System.Net;
using System.Text;
using NodaTime;
using Prazo.Webhooks;

namespace Prazo.Tests.Webhooks;

/// <summary>Receivers that behave, and receivers that do not.</summary>
public sealed class WebhookSenderTests
{
    private const string Fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static readonly Instant At = Instant.FromUtc(2026, 4, 1, 12, 0);
    private static readonly WebhookSecret Secret = WebhookSecret.Of(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly WebhookOptions Local = new() { AllowHttp = true, AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")], Timeout = Duration.FromSeconds(60) };
    private static readonly WebhookOptions Impatient = Local with { Timeout = Duration.FromSeconds(4) };

    private static WebhookMessage Message(string url) => new(url, "018f-1", At, Encoding.UTF8.GetBytes("{\"a\":\"ç\"}"), [Secret]);

    private static async Task<WebhookOutcome> Send(string url, WebhookOptions? options = null)
    {
        using var sender = new WebhookSender(options ?? Local);
        var clock = Stopwatch.StartNew();
        var outcome = await sender.Send(Message(url));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(50));
        return outcome;
    }

    [Fact]
    public async Task A_delivery_arrives_signed_so_that_its_receiver_can_verify_it()
    {
        await using var receiver = Receiver.Answering(Fine);
        var outcome = await Send(receiver.Url);
        outcome.Result.ShouldBe(WebhookResult.Delivered);
        outcome.Status.ShouldBe(200);
        outcome.Detail.ShouldBe("ok");
        var request = receiver.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /hook HTTP/1.1\r\n");
        string Header(string name) => request.Split("\r\n").Single(l => l.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
        Header("Content-Type").ShouldBe("application/json");
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        body.ShouldBe("{\"a\":\"ç\"}");
        WebhookSignature.Verify(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), Encoding.UTF8.GetBytes(body), [Secret], At).ShouldBe(WebhookVerdict.Genuine);
        Header("webhook-timestamp").ShouldBe("1775044800");
        request.ShouldNotContain("traceparent", Case.Insensitive);
        request.ShouldNotContain("cookie", Case.Insensitive);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_costs_the_time_out_and_no_more()
    {
        await using var receiver = new Receiver((_, stop) => Task.Delay(-1, stop));
        var outcome = await Send(receiver.Url, Impatient);
        outcome.Result.ShouldBe(WebhookResult.Failed);
        outcome.Detail.ShouldContain("within 4 s");
        outcome.Took.ShouldBeGreaterThan(Duration.FromSeconds(3.9));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", WebhookResult.Delivered)]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n", WebhookResult.Failed)]
    [InlineData("HTTP/1.1 200 OK\r\nX-Drip: ", WebhookResult.Failed)]
    [InlineData("", WebhookResult.Failed)]
    public async Task A_receiver_that_drips_a_byte_at_a_time_costs_the_time_out_and_no_more(string first, WebhookResult expected)
    {
        await using var receiver = new Receiver(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(first), stop);
            while (true)
            {
                await stream.WriteAsync("H"u8.ToArray(), stop);
                await Task.Delay(50, stop);
            }
        });
        (await Send(receiver.Url, Impatient)).Result.ShouldBe(expected);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task Of_a_huge_answer_only_the_beginning_is_read(string first)
    {
        long sent = 0;
        await using var receiver = new Receiver(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(first), stop);
            var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            while (sent < 200_000_000)
            {
                await stream.WriteAsync(chunk, stop);
                sent += chunk.Length;
            }
        });
        var outcome = await Send(receiver.Url);
        outcome.Result.ShouldBe(WebhookResult.Delivered);
        outcome.Detail.Length.ShouldBe(2000);
        sent.ShouldBeLessThan(50_000_000);
    }

    [Fact]
    public async Task Endless_headers_are_no_answer()
    {
        await using var receiver = new Receiver(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stop);
            while (true)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-{new string('a', 1000)}: b\r\n"), stop);
        });
        (await Send(receiver.Url)).Result.ShouldBe(WebhookResult.Failed);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inside = Receiver.Answering(Fine);
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            await using var receiver = Receiver.Answering($"HTTP/1.1 {status} Moved\r\nLocation: {inside.Url}\r\nContent-Length: 0\r\n\r\n");
            var outcome = await Send(receiver.Url);
            outcome.Result.ShouldBe(WebhookResult.Failed);
            outcome.Status.ShouldBe(status);
            outcome.Detail.ShouldContain("redirects are not followed");
        }
        inside.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task A_receiver_that_closes_early_or_talks_nonsense_has_not_taken_the_message(string response)
    {
        await using var receiver = Receiver.Answering(response);
        var outcome = await Send(receiver.Url);
        outcome.Result.ShouldBe(WebhookResult.Failed);
        outcome.Detail.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "abc")]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "")]
    public async Task A_receiver_that_said_yes_has_taken_the_message_even_if_its_words_break_off(string response, string detail)
    {
        await using var receiver = Receiver.Answering(response);
        var outcome = await Send(receiver.Url);
        (outcome.Result, outcome.Detail).ShouldBe((WebhookResult.Delivered, detail));
    }

    [Fact]
    public async Task Statuses_are_told_apart()
    {
        await using var gone = Receiver.Answering("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
        (await Send(gone.Url)).Result.ShouldBe(WebhookResult.Gone);
        await using var busy = Receiver.Answering("HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 4\r\n\r\nslow");
        var outcome = await Send(busy.Url);
        outcome.ShouldBe(outcome with { Result = WebhookResult.Failed, Status = 429, Detail = "slow", RetryAfter = Duration.FromMinutes(2) });
        await using var broken = Receiver.Answering("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        (await Send(broken.Url)).Result.ShouldBe(WebhookResult.Failed);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_to_be_tried_again()
    {
        var receiver = Receiver.Answering(Fine);
        var url = receiver.Url;
        await receiver.DisposeAsync();
        (await Send(url)).Result.ShouldBe(WebhookResult.Failed);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1:{0}/")]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{0}/")]
    public async Task This_machine_and_its_network_are_refused_however_they_are_spelled(string url)
    {
        await using var receiver = Receiver.Answering(Fine);
        var outcome = await Send(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, receiver.Port), Local with { AllowedNetworks = [] });
        outcome.Result.ShouldBe(WebhookResult.Refused);
        receiver.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:6379/_x")]
    [InlineData("/hook")]
    [InlineData("")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("https://hooks.example\ufffd/in")]
    public async Task Other_addresses_are_refused_before_anything_is_looked_up(string url) =>
        (await Send(url, Local with { Resolve = (_, _) => throw new InvalidOperationException("looked up") })).Result.ShouldBe(WebhookResult.Refused);

    [Fact]
    public async Task Plain_http_is_refused_unless_allowed() => (await Send("http://example.com/", Local with { AllowHttp = false })).Result.ShouldBe(WebhookResult.Refused);

    [Fact]
    public async Task A_name_that_is_public_when_looked_at_and_private_when_called_is_refused()
    {
        await using var receiver = Receiver.Answering(Fine);
        var answers = new Queue<string>(["93.184.215.14", "127.0.0.1"]);
        var options = Local with { AllowedNetworks = [], Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }) };
        using var sender = new WebhookSender(options);
        // The form looks at the name; the sender looks again, and at what it connects to.
        (await options.Resolve("rebinding.example", default)).ShouldAllBe(a => PublicAddress.Allows(a, options.AllowedNetworks));
        var outcome = await sender.Send(Message($"http://rebinding.example:{receiver.Port}/"));
        outcome.Result.ShouldBe(WebhookResult.Refused);
        receiver.Requests.ShouldBeEmpty();
        answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_is_looked_up_once_for_a_connection_and_that_address_is_connected_to()
    {
        await using var receiver = Receiver.Answering(Fine);
        var lookUps = 0;
        var outcome = await Send($"http://name.example:{receiver.Port}/", Local with { Resolve = (_, _) => Task.FromResult(++lookUps == 1 ? new[] { IPAddress.Loopback } : [IPAddress.Parse("203.0.113.1")]) });
        outcome.Result.ShouldBe(WebhookResult.Delivered);
        lookUps.ShouldBe(1);
    }

    [Fact]
    public async Task A_private_address_among_public_ones_is_refused()
    {
        var outcome = await Send("http://mixed.example/", Local with { AllowedNetworks = [], Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.0.0.1") }) });
        outcome.Result.ShouldBe(WebhookResult.Refused);
    }

    [Fact]
    public async Task A_look_up_that_hangs_costs_the_time_out_and_no_more()
    {
        var outcome = await Send("http://slow.example/", Impatient with { Resolve = async (_, stop) => { await Task.Delay(-1, stop); return []; } });
        outcome.Result.ShouldBe(WebhookResult.Failed);
    }

    [Fact]
    public async Task A_graceful_stop_is_not_mistaken_for_a_failure()
    {
        await using var receiver = new Receiver((_, stop) => Task.Delay(-1, stop));
        using var sender = new WebhookSender(Local);
        using var stop = new CancellationTokenSource(200);
        await Should.ThrowAsync<OperationCanceledException>(() => sender.Send(Message(receiver.Url), stop.Token));
    }
}
