using System.Globalization;
using System.Runtime.CompilerServices;

namespace Prazo.Imports;

/// <summary>One row a ticket. One thread reads rows while this one takes them in, in the order of the file: what is logged and numbered depends on that order, not on the threads.</summary>
internal sealed class TicketRows(BoundColumns bound, TicketBook book, ImportLog log)
{
    public void Read(CsvTokenizer rows, long? size)
    {
        var parser = new TicketParser(bound, rows, book.Builder, log.Rows, log.Options.OnReject is not null);
        using (var batches = new Ahead<TicketBatch>("prazo parser", parser.Fill))
            while (batches.Take() is { } batch)
            {
                if (log.Rows == 0 && size is { } bytes)
                    Reserve(batch, 1.02 * bytes / Math.Max(1, batch.Consumed));
                log.Rows += batch.Read;
                TakeIn(batch);
            }
        bound.ReportDates(log);
    }

    private void Reserve(TicketBatch batch, double times)
    {
        var tickets = (int)Math.Min(batch.Read * times, 1 << 24);
        book.Reserve(tickets, tickets * batch.Events(0).Length);
    }

    private void TakeIn(TicketBatch batch)
    {
        var next = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            while (NoteOf(batch, row, next) is { Kind: not TicketNoteKind.WarnIfTaken } note)
                Log(note, ref next);
            var taken = TakeIn(batch, row);
            if (NoteOf(batch, row, next) is { } last)
                Log(last, ref next, unless: !taken);
        }
        while (NoteOf(batch, batch.Count, next) is { } note)
            Log(note, ref next);
        foreach (var field in batch.Dropped)
            book.Builder.DropColumn(field.BuilderColumn);
    }

    private static TicketNote? NoteOf(TicketBatch batch, int row, int next) =>
        next < batch.Notes.Count && batch.Notes[next].Row == row ? batch.Notes[next] : null;

    private void Log(in TicketNote note, ref int next, bool unless = false)
    {
        next++;
        if (note.Kind == TicketNoteKind.Reject)
            log.Reject(note.Reason, bound.File, note.Line, note.Column, note.Text);
        else if (!unless)
            log.Warn(note.Reason, bound.File, note.Line, note.Column);
    }

    /// <summary>False when the ticket stands in an earlier row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeIn(TicketBatch batch, int index)
    {
        ref readonly var row = ref batch[index];
        var ticket = book.Ticket(batch.Id(index), row.IdHash);
        if (!book.IsFirstRow(ticket, row.Content, row.Line, out var firstLine))
        {
            if (firstLine < 0)
                log.Duplicates++;
            else
                log.Reject(new("ticket-twice", bound.NameOf(bound.Ticket), string.Create(CultureInfo.InvariantCulture, $"ticket {DateReader.Shown(batch.Id(index))} stands already on line {firstLine}, with other content"), "one row a ticket; for the state after each update write `rows: snapshot`"),
                    bound.File, row.Line, row.IdColumn, batch.Text(index));
            return false;
        }
        foreach (var (at, code) in batch.Events(index))
            if (at >= 0)
                book.Builder.Add(ticket, at, code);
        var values = batch.Values(index);
        for (var f = 0; f < values.Length; f++)
            if (values[f] != 0)
                book.Builder.SetField(ticket, batch.Fields[f].BuilderColumn, values[f]);
        log.Accepted++;
        return true;
    }
}
