using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Desk;

/// <summary>How a person wants their desk.</summary>
public sealed record DeskChoices
{
    public const int UsualUndo = 10, LongestUndo = 60;

    public Guid TenantId { get; init; }
    public Guid UserId { get; init; }
    /// <summary>Seconds in which a reply or a close can be taken back; 0: it is done at once.</summary>
    public long UndoSeconds { get; init; } = UsualUndo;
    /// <summary>Columns of the queue, in their order, with commas; null: the usual ones.</summary>
    public string? QueueColumns { get; init; }
    /// <summary>1: a single key does something.</summary>
    public long SingleKeys { get; init; } = 1;
    /// <summary><c>light</c> or <c>dark</c>; null: as the person's machine is.</summary>
    public string? Scheme { get; init; }

    public static DeskChoices Of(Session session, Guid tenant, Guid? user) => session.First<DeskChoices>(
        "SELECT tenant_id, user_id, undo_seconds, queue_columns, single_keys, scheme FROM desk_choices WHERE tenant_id = @tenant AND user_id = @user", new { tenant, user })
        ?? new DeskChoices { TenantId = tenant, UserId = user ?? Guid.Empty };

    public static void Keep(Tx tx, DeskChoices choices)
    {
        if (choices.UndoSeconds is < 0 or > LongestUndo)
            throw new RefusedException("bad-undo", "undoSeconds", $"{choices.UndoSeconds} seconds are not to be had", $"write 0 to {LongestUndo}");
        if (choices.Scheme is not (null or "light" or "dark"))
            throw new RefusedException("bad-value", "scheme", $"'{choices.Scheme}' is no scheme", "write light or dark, or nothing");
        TicketColumns.Read(choices.QueueColumns);
        tx.Execute("""
            INSERT INTO desk_choices (tenant_id, user_id, undo_seconds, queue_columns, single_keys, scheme) VALUES (@TenantId, @UserId, @UndoSeconds, @QueueColumns, @SingleKeys, @Scheme)
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET undo_seconds = @UndoSeconds, queue_columns = @QueueColumns, single_keys = @SingleKeys, scheme = @Scheme
            """, choices);
    }
}
