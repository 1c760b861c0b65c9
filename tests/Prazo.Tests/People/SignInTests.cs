using System.Diagnostics;
using NodaTime;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.People;

public class SignInTests
{
    private const string Password = "quatro gatos no telhado";

    private static readonly Lazy<string> Hash = new(() => Passwords.Hash(Password));

    private static Office WithAna(string database)
    {
        var office = new Office(database);
        var ana = office.User("ana");
        office.Do(tx => Users.SetPassword(tx, ana, Hash.Value, "test", office.Now));
        return office;
    }

    private static Task<SignedIn> Try(Office office, string login, string password, string from = "192.0.2.1") => new SignIn(office.Db).Try(null, login, password, from, office.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task By_handle_or_address_with_the_password_and_with_nothing_else(string database)
    {
        using var office = WithAna(database);
        (await Try(office, "ana", Password)).Session.ShouldNotBeNull();
        (await Try(office, " ANA@example.COM ", Password)).User!.Handle.ShouldBe("ana");
        foreach (var (login, password) in new[] { ("ana", Password + "x"), ("bia", Password), ("", ""), ("ana", "") })
            (await Try(office, login, password)).ShouldBe(new SignedIn(null, null, null));
        office.Do(tx => Users.Disable(tx, office.Find("ana"), "test", office.Now));
        (await Try(office, "ana", Password)).ShouldBe(new SignedIn(null, null, null));
    }

    /// <summary>Five are free; the waits after them are 15 s, 30 s, 60 s. A name that nobody has waits the same.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task After_five_failures_from_one_place_the_wait_doubles_whether_or_not_there_is_such_a_user(string database)
    {
        using var office = WithAna(database);
        foreach (var login in new[] { "ana", "nobody" })
        {
            for (var i = 0; i < 5; i++)
                (await Try(office, login, "wrong")).Wait.ShouldBeNull();
            foreach (var seconds in new[] { 15, 30, 60 })
            {
                (await Try(office, login, Password)).Wait.ShouldBe(Duration.FromSeconds(seconds));
                office.Now += Duration.FromSeconds(seconds);
                (await Try(office, login, "wrong")).Wait.ShouldBeNull();
            }
        }
        // Somebody elsewhere locks nobody out, and who gets in begins anew.
        (await Try(office, "ana", Password, from: "198.51.100.7")).Session.ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fifty_failures_from_as_many_places_make_everybody_wait(string database)
    {
        using var office = WithAna(database);
        var key = System.Security.Cryptography.SHA256.HashData("ana\n"u8);
        office.Do(tx => tx.Execute("INSERT INTO sign_in_attempts (tenant_id, key, count, last) VALUES (@Tenant, @key, 50, @Now)", new { office.Tenant, key, office.Now }));
        (await Try(office, "ana", Password, from: "203.0.113.9")).Wait.ShouldBe(Duration.FromSeconds(15));
    }

    /// <summary>Not a stopwatch of the whole, which other work disturbs: an unknown name, one without a password and a wrong password each cost one derivation, which is by far the most of it.</summary>
    [Fact]
    public async Task An_unknown_name_costs_what_a_wrong_password_costs()
    {
        using var office = WithAna("sqlite");
        office.User("bia");
        var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 0; round < 4; round++)
            foreach (var login in new[] { "ana", "bia", "nobody" })
            {
                var watch = Stopwatch.StartNew();
                await Try(office, login, "wrong", from: round.ToString(System.Globalization.CultureInfo.InvariantCulture));
                times.GetOrAdd(login).Add(watch.Elapsed.TotalMilliseconds);
            }
        var wrong = times["ana"].Min();
        times["bia"].Min().ShouldBeGreaterThan(wrong / 3);
        times["nobody"].Min().ShouldBeGreaterThan(wrong / 3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_there_are_several_workspaces_one_is_named(string database)
    {
        using var office = WithAna(database);
        office.Write(tx => Workspace.Create(tx, "Outra", "en", "Etc/UTC", office.Now));
        (await Try(office, "ana", Password)).Session.ShouldBeNull();
        (await new SignIn(office.Db).Try("loja", "ana", Password, "", office.Now)).Session.ShouldNotBeNull();
        (await new SignIn(office.Db).Try("outra", "ana", Password, "", office.Now)).Session.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public void The_link_of_a_first_start_makes_one_administrator(string database)
    {
        using var office = new Office(database);
        var stale = office.Write(tx => FirstStart.Link(tx, "Prazo", "en", "Etc/UTC", office.Now)).ShouldNotBeNull();
        var link = office.Write(tx => FirstStart.Link(tx, "Prazo", "en", "Etc/UTC", office.Now)).ShouldNotBeNull();
        Complete(stale).ShouldBeNull();
        var admin = Complete(link).ShouldNotBeNull();
        (admin.Handle, admin.Role, admin.Email).ShouldBe(("maria.silva", "admin", "Maria.Silva@example.com"));
        office.Read(s => Workspace.Get(s, office.Tenant)).ShouldSatisfyAllConditions(w => w.Name.ShouldBe("Loja Aurora"), w => w.Zone.ShouldBe("America/Bahia"), w => w.Locale.ShouldBe("pt-BR"));
        Complete(link).ShouldBeNull();
        office.Write(tx => FirstStart.Link(tx, "Prazo", "en", "Etc/UTC", office.Now)).ShouldBeNull();
        office.Write(tx => FirstStart.WithAdmin(tx, "Prazo", "en", "Etc/UTC", "x@example.com", Hash.Value, office.Now)).ShouldBeNull();

        User? Complete(string text) => office.Write(tx => FirstStart.Complete(tx, text, "Loja Aurora", null, "America/Bahia", new UserInput(Email: "Maria.Silva@example.com"), Hash.Value, office.Now));
    }
}

internal static class Lists
{
    public static List<T> GetOrAdd<T>(this Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
