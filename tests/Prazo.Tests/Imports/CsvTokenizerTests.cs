using System.Text;
using Prazo.Engine.Tests.Fuzz;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class CsvTokenizerTests
{
    /// <summary>Hands out a few bytes at a time, so that every place of a refill is met.</summary>
    private sealed class Dripping(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + random.Next(40)));
    }

    /// <summary>RFC 4180, character by character, written without regard to speed.</summary>
    private static List<string> Reference(string text, char delimiter, char newline)
    {
        var rows = new List<string>();
        for (int at = 0, line = 1; at < text.Length;)
        {
            var (begin, beginLine) = (at, line);
            var fields = new List<string>();
            var outcome = RowState.Row;
            for (var open = true; open;)
            {
                var field = new StringBuilder();
                if (at < text.Length && text[at] == '"')
                {
                    at++;
                    while (at < text.Length && (text[at] != '"' || at + 1 < text.Length && text[at + 1] == '"'))
                    {
                        at += text[at] == '"' ? 1 : 0;
                        line += text[at] == newline ? 1 : 0;
                        field.Append(text[at++]);
                    }
                    if (at >= text.Length)
                    {
                        outcome = RowState.UnclosedQuote;
                        break;
                    }
                    at++;
                    if (newline == '\n' && at < text.Length && text[at] == '\r' && (at + 1 == text.Length || text[at + 1] == '\n'))
                        at++;
                    if (at < text.Length && text[at] != delimiter && text[at] != newline)
                    {
                        outcome = RowState.TextAfterQuote;
                        break;
                    }
                }
                else
                {
                    while (at < text.Length && text[at] != delimiter && text[at] != newline)
                        field.Append(text[at++]);
                    if (newline == '\n' && field.Length > 0 && field[^1] == '\r' && (at == text.Length || text[at] == newline))
                        field.Length--;
                }
                fields.Add(field.ToString());
                open = at < text.Length && text[at] == delimiter;
                at += open ? 1 : 0;
            }
            if (outcome == RowState.Row)
            {
                at++;
                line++;
            }
            else
            {
                var end = text.IndexOf(newline, begin);
                (at, line) = (end < 0 ? text.Length : end + 1, beginLine + 1);
                fields.Clear();
            }
            rows.Add($"{beginLine} {outcome}: {string.Join('\u001f', fields)}");
        }
        return rows;
    }

    private static List<string> Fast(byte[] bytes, char delimiter, char newline, Random random)
    {
        var rows = new List<string>();
        var tokenizer = new CsvTokenizer(random.Next(3) == 0 ? new MemoryStream(bytes) : new Dripping(bytes, random), (byte)delimiter, (byte)newline, 1 << 16);
        for (var state = tokenizer.Next(); state != RowState.End; state = tokenizer.Next())
            rows.Add($"{tokenizer.Line} {state}: {string.Join('\u001f', Enumerable.Range(0, tokenizer.Count).Select(i => Encoding.UTF8.GetString(tokenizer.Field(i))))}");
        return rows;
    }

    [Fact]
    public void The_fast_tokenizer_agrees_with_a_plain_reference_on_random_texts()
    {
        string[] pieces = ["a", "bc", "ção", "\"", "\"\"", ",", ",", "\n", "\n", "\r\n", "\r", " ", "\"x,y\"", "\"l1\nl2\"", "0123456789012345678901234567890123456789012345678901234567890123", ";"];
        Mutator.Run(nameof(CsvTokenizerTests), 200_000, random =>
        {
            var text = new StringBuilder();
            for (var n = random.Next(60); n > 0; n--)
                text.Append(pieces[random.Next(pieces.Length)]);
            var (delimiter, newline) = (random.Next(4) == 0 ? ';' : ',', random.Next(8) == 0 ? '\r' : '\n');
            Fast(Encoding.UTF8.GetBytes(text.ToString()), delimiter, newline, random).ShouldBe(Reference(text.ToString(), delimiter, newline), text.ToString());
        });
    }

    [Fact]
    public void A_row_without_end_is_cut_and_reading_goes_on_in_bounded_memory()
    {
        var length = FuzzRun.Soak ? 2L << 30 : 96L << 20;
        using var stream = new Endless("id,created\nT1,2026-03-02T09:00:00Z\nT2,"u8.ToArray(), length, "\nT3,2026-03-02T09:00:00Z\n"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var tokenizer = new CsvTokenizer(stream, (byte)',', (byte)'\n', 1 << 20);
        var states = new List<(RowState, long, int)>();
        for (var state = tokenizer.Next(); state != RowState.End; state = tokenizer.Next())
            states.Add((state, tokenizer.Line, tokenizer.Raw.Length));

        states.Select(s => (s.Item1, s.Item2)).ShouldBe([(RowState.Row, 1L), (RowState.Row, 2), (RowState.TooLong, 3), (RowState.Row, 4)]);
        states[2].Item3.ShouldBe(1 << 16);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    private sealed class Endless(byte[] head, long middle, byte[] tail) : Stream
    {
        private long _at;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => head.Length + middle + tail.Length;
        public override long Position { get => _at; set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(count, Length - _at);
            for (var i = 0; i < count; i++, _at++)
            {
                var late = _at - head.Length - middle;
                buffer[offset + i] = _at < head.Length ? head[_at] : late >= 0 ? tail[late] : (byte)'x';
            }
            return count;
        }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
