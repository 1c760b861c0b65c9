using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>What became of an attempt to sign in: a session, a wait, or neither, without a word of what was wrong.</summary>
public sealed record SignedIn(string? Session, User? User, Duration? Wait);

/// <summary>Signing in by password. An unknown name, a disabled user and a wrong password take the same time and the same answer.</summary>
public sealed class SignIn(Db db)
{
    // From one place, few; over all places, more: somebody elsewhere cannot easily lock a person out.
    private const int FreeFromHere = 5, FreeFromAll = 50;

    private static readonly Duration Forgotten = Duration.FromHours(24), LongestWait = Duration.FromMinutes(15);

    /// <param name="workspace">By name or id; may be null where there is only one.</param>
    /// <param name="from">The network address that the attempt came from.</param>
    public async Task<SignedIn> Try(string? workspace, string login, string password, string from, Instant now)
    {
        var found = await db.Read(s => Workspace.Find(s, workspace));
        if (found is null)
        {
            Passwords.Verify(password, null);
            return new SignedIn(null, null, null);
        }
        var keys = new[] { Key(login, "from " + from), Key(login, "") };
        // Counted before it is tried, so that many at once count as many.
        if (await db.Write(tx => Count(tx, found.TenantId, keys, now)) is { } wait)
            return new SignedIn(null, null, wait);
        var known = await db.Read(s => UserStore.ByLogin(s, found.TenantId, login));
        var right = Passwords.Verify(password, known?.User.Disabled is null ? known?.Password : null);
        if (!right || known is not { } person)
            return new SignedIn(null, null, null);
        return await db.Write(tx => Enter(tx, person.User, keys, now));
    }

    private static SignedIn Enter(Tx tx, User user, byte[][] keys, Instant now)
    {
        // What was read before the password was tried may have changed meanwhile.
        if (UserStore.Lock(tx, user.TenantId, user.Id) is not { Disabled: null } current || current.Version != user.Version)
            return new SignedIn(null, null, null);
        foreach (var key in keys)
            tx.Execute("DELETE FROM sign_in_attempts WHERE tenant_id = @TenantId AND key = @key", new { user.TenantId, key });
        tx.Execute("DELETE FROM sign_in_attempts WHERE tenant_id = @TenantId AND last < @old", new { user.TenantId, old = now - Forgotten });
        AuditTrail.Write(tx, user.TenantId, user.Actor, "session.started", Users.Subject(user), "{}", now);
        return new SignedIn(Sessions.Start(tx, current, now), current, null);
    }

    /// <summary>Counts an attempt; or tells how long to wait before the next counts.</summary>
    private static Duration? Count(Tx tx, Guid tenant, byte[][] keys, Instant now)
    {
        foreach (var (key, free) in keys.Zip([FreeFromHere, FreeFromAll]))
            if (tx.First<AttemptRow>("SELECT count, last FROM sign_in_attempts WHERE tenant_id = @tenant AND key = @key", new { tenant, key }) is { } row
                && row.Last > now - Forgotten && Wait(row.Count - free) is var wait && row.Last + wait > now)
                return row.Last + wait - now;
        foreach (var key in keys)
            tx.Execute("""
                INSERT INTO sign_in_attempts (tenant_id, key, count, last) VALUES (@tenant, @key, 1, @now)
                ON CONFLICT (tenant_id, key) DO UPDATE SET last = @now, count = CASE WHEN sign_in_attempts.last < @old THEN 1 ELSE sign_in_attempts.count + 1 END
                """, new { tenant, key, now, old = now - Forgotten });
        return null;
    }

    /// <summary>Nothing while some are free; then 15 s, 30 s, 1 min, … up to a quarter of an hour.</summary>
    private static Duration Wait(long beyond) =>
        beyond < 0 ? Duration.Zero : Duration.Min(LongestWait, Duration.FromSeconds(15L << (int)Math.Min(beyond, 10)));

    /// <summary>A digest, so that what people mistype as their name is not kept.</summary>
    private static byte[] Key(string login, string from) => SHA256.HashData(Encoding.UTF8.GetBytes(Handles.Key(login.Trim()) + "\n" + from));

    private sealed record AttemptRow
    {
        public long Count { get; init; }
        public Instant Last { get; init; }
    }
}
