using NodaTime;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.People;

public class UsersTests
{
    [Theory, OnSqlite, OnPostgres]
    public void A_user_is_added_changed_and_disabled_and_the_audit_knows_it_by_ids(string database)
    {
        using var office = new Office(database);
        office.User("chefe", "admin");
        var ana = office.User("ana");
        office.Do(tx => Users.Change(tx, ana, new UserInput(Name: "Ana Popescu", Locale: "RO", Zone: "Europe/Bucharest", Role: "manager"), "user:chefe", office.Now));
        office.Do(tx => Users.Disable(tx, office.Find("ana"), "user:chefe", office.Now));

        var kept = office.Find("ana");
        (kept.Name, kept.Locale, kept.Zone, kept.Role, kept.Disabled, kept.Version).ShouldBe(("Ana Popescu", "ro", "Europe/Bucharest", "manager", office.Now, 3L));
        office.Audited($"user:{ana.Id}").ShouldBe(["user.added", "user.role-changed", "user.changed", "user.disabled"]);
        office.Read(s => s.Query<string>("SELECT content FROM audit WHERE tenant_id = @Tenant", new { office.Tenant })).ShouldAllBe(c => !c.Contains("Popescu") && !c.Contains('@'));
    }

    [Theory, OnSqlite, OnPostgres]
    public void Handle_and_address_belong_to_one_user_whatever_their_case(string database)
    {
        using var office = new Office(database);
        office.User("ana");
        office.Refused(tx => Users.Add(tx, office.Tenant, new UserInput("ana", Role: "agent"), "test", office.Now)).ShouldBe("taken");
        office.Refused(tx => Users.Add(tx, office.Tenant, new UserInput("bia", Email: "ANA@Example.com", Role: "agent"), "test", office.Now)).ShouldBe("taken");
        // Another workspace has an Ana of its own.
        var other = office.Write(tx => Workspace.Create(tx, "Outra", "en", "Etc/UTC", office.Now)).TenantId;
        office.Refused(tx => Users.Add(tx, other, new UserInput("ana", Email: "ana@example.com", Role: "agent"), "test", office.Now)).ShouldBe("");
    }

    [Theory]
    [InlineData("", "bad-handle"), InlineData("Ana", "bad-handle"), InlineData("ana popescu", "bad-handle"), InlineData("-ana", "bad-handle"), InlineData("ană", "bad-handle")]
    public void A_handle_is_lower_case_ascii(string handle, string code)
    {
        using var office = new Office("sqlite");
        office.Refused(tx => Users.Add(tx, office.Tenant, new UserInput(handle, Role: "agent"), "test", office.Now)).ShouldBe(code);
    }

    [Theory, OnSqlite, OnPostgres]
    public void The_last_administrator_can_neither_be_disabled_nor_get_another_role(string database)
    {
        using var office = new Office(database);
        office.User("chefe", "admin");
        office.Refused(tx => Users.Disable(tx, office.Find("chefe"), "test", office.Now)).ShouldBe("last-admin");
        office.Refused(tx => Users.Change(tx, office.Find("chefe"), new UserInput(Role: "agent"), "test", office.Now)).ShouldBe("last-admin");
        office.Refused(tx => Erasure.OfUser(tx, office.Find("chefe"), "test", office.Now)).ShouldBe("last-admin");
        office.User("vice", "admin");
        office.Refused(tx => Users.Disable(tx, office.Find("chefe"), "test", office.Now)).ShouldBe("");
    }

    [Theory, OnSqlite, OnPostgres]
    public void A_session_ends_after_twelve_idle_hours_or_seven_busy_days(string database)
    {
        using var office = new Office(database);
        var ana = office.User("ana");
        var token = office.Write(tx => Sessions.Start(tx, ana, office.Now));
        var began = office.Now;
        Open(began + Duration.FromHours(12) - Duration.FromMilliseconds(1)).ShouldBeTrue();
        Open(began + Duration.FromHours(12)).ShouldBeFalse();
        for (var hour = 0; hour < 7 * 24; hour += 11)
            Touch(began + Duration.FromHours(hour));
        Open(began + Duration.FromDays(7) - Duration.FromMilliseconds(1)).ShouldBeTrue();
        Open(began + Duration.FromDays(7)).ShouldBeFalse();

        bool Open(Instant at) => office.Read(s => Sessions.Find(s, token, at)) is not null;

        void Touch(Instant at)
        {
            var (principal, session, note) = office.Read(s => Sessions.Find(s, token, at)).ShouldNotBeNull();
            if (note)
                office.Do(tx => Sessions.NoteUse(tx, principal.Tenant, session, at));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public void A_session_ends_at_once_when_the_user_is_disabled_or_the_password_set(string database)
    {
        using var office = new Office(database);
        office.User("chefe", "admin");
        var ana = office.User("ana");
        var first = office.Write(tx => Sessions.Start(tx, ana, office.Now));
        office.Do(tx => Users.SetPassword(tx, ana, "pbkdf2-sha512$1$AAAA$AAAA", "test", office.Now));
        office.Read(s => Sessions.Find(s, first, office.Now)).ShouldBeNull();
        var second = office.Write(tx => Sessions.Start(tx, ana, office.Now));
        office.Read(s => Sessions.Find(s, second, office.Now)).ShouldNotBeNull().Principal.Actor.ShouldBe("user:ana");
        office.Do(tx => Users.Disable(tx, office.Find("ana"), "test", office.Now));
        office.Read(s => Sessions.Find(s, second, office.Now)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public void A_link_works_once_and_not_for_ever_and_a_newer_one_replaces_it(string database)
    {
        using var office = new Office(database);
        var ana = office.User("ana");
        var old = office.Write(tx => OneTimeLinks.ForPassword(tx, ana, office.Now));
        var link = office.Write(tx => OneTimeLinks.ForPassword(tx, ana, office.Now));
        Use(old, office.Now).ShouldBeNull();
        Use(link, office.Now + Duration.FromDays(3)).ShouldBeNull();
        Use(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), office.Now).ShouldBeNull();
        Use(link, office.Now + Duration.FromDays(3) - Duration.FromMilliseconds(1)).ShouldNotBeNull().Handle.ShouldBe("ana");
        Use(link, office.Now).ShouldBeNull();
        // A link for one end is none for the other.
        office.Write(tx => OneTimeLinks.UseForSetup(tx, OneTimeLinks.ForPassword(tx, ana, office.Now), office.Now)).ShouldBeNull();

        User? Use(string text, Instant at) => office.Write(tx => OneTimeLinks.UseForPassword(tx, text, at));
    }

    [Theory, OnSqlite, OnPostgres]
    public void A_key_is_found_until_it_is_revoked_or_ends_and_its_use_is_noted(string database)
    {
        using var office = new Office(database);
        var key = office.Write(tx => ApiKeys.Create(tx, office.Tenant, "shop", ["events", "read"], "user:chefe", office.Now, office.Now + Duration.FromDays(1)));
        var (principal, note) = office.Read(s => ApiKeys.Find(s, key, office.Now)).ShouldNotBeNull();
        principal.Actor.ShouldBe("key:shop");
        principal.Abilities.ShouldBe([Ability.Enter, Ability.SendEvents, Ability.Read], ignoreOrder: true);
        office.Do(tx => ApiKeys.NoteUse(tx, office.Tenant, note.ShouldNotBeNull(), office.Now));
        office.Read(s => ApiKeys.Find(s, key, office.Now + Duration.FromMinutes(9))).ShouldNotBeNull().Note.ShouldBeNull();
        office.Read(s => ApiKeys.Find(s, key, office.Now + Duration.FromDays(1))).ShouldBeNull();
        var kept = office.Read(s => ApiKeys.All(s, office.Tenant)).ShouldHaveSingleItem();
        kept.LastUsed.ShouldBe(office.Now);
        office.Write(tx => ApiKeys.Revoke(tx, office.Tenant, kept.Id, "test", office.Now)).ShouldBeTrue();
        office.Read(s => ApiKeys.Find(s, key, office.Now)).ShouldBeNull();
        office.Refused(tx => ApiKeys.Create(tx, office.Tenant, "x", ["everything"], "test", office.Now)).ShouldBe("unknown-scope");
        office.Audited($"key:{kept.Id}").ShouldBe(["key.created", "key.revoked"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public void Leads_come_first_among_the_members_of_a_team_and_who_is_disabled_is_none(string database)
    {
        using var office = new Office(database);
        var (ana, bia, caio) = (office.User("ana"), office.User("bia"), office.User("caio"));
        var team = office.Write(tx => Teams.Add(tx, office.Tenant, "n2", null, "test", office.Now));
        foreach (var (user, leads) in new[] { (ana, false), (bia, true), (caio, false) })
            office.Write(tx => Teams.Put(tx, team, user.Id, leads, "test", office.Now)).ShouldBeTrue();
        office.Do(tx => Users.Disable(tx, caio, "test", office.Now));
        office.Read(s => Teams.Members(s, office.Tenant, team.Id)).Select(m => (m.Handle, m.Leads)).ShouldBe([("bia", office.Now), ("ana", (Instant?)null)]);
        office.Write(tx => Teams.Put(tx, team, bia.Id, leads: false, "test", office.Now));
        office.Read(s => Teams.Members(s, office.Tenant, team.Id)).ShouldAllBe(m => m.Leads == null);
        office.Write(tx => Teams.Remove(tx, team, ana.Id, "test", office.Now)).ShouldBeTrue();
        office.Write(tx => Teams.Put(tx, team, Guid.Empty, false, "test", office.Now)).ShouldBeFalse();
        office.Audited($"team:{team.Id}").ShouldBe(["team.added", "team.member-put", "team.member-put", "team.member-put", "team.member-put", "team.member-removed"]);
    }
}
