using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>The head of an agreement file key by key: each wrong kind, word, size or date is refused at its own place, with the path, what is wrong and what to write.</summary>
public class HeadKeyTests
{
    private const string IdHint = " — use letters without accents, digits, dots, hyphens, underscores; begin with a letter or digit";

    [Theory]
    [InlineData("wrong-kind", "prazo: «[1]¦1»\nagreement: a\nzone: UTC\n", "prazo: expected one of 1, found a list")]
    [InlineData("unknown-word", "prazo: «2¦1»\nagreement: a\nzone: UTC\n", "prazo: \"2\" is not one of 1")]
    [InlineData("unknown-word", "prazo: «1.0¦1»\nagreement: a\nzone: UTC\n", "prazo: \"1.0\" is not one of 1")]
    [InlineData("wrong-kind", "prazo: 1\nagreement: «{ id: a }¦a»\nzone: UTC\n", "agreement: expected an id of letters, digits, dots, hyphens, found a map")]
    [InlineData("bad-id", "prazo: 1\nagreement: «\"\"¦a»\nzone: UTC\n", "agreement: \"\" is no id" + IdHint)]
    [InlineData("bad-id", "prazo: 1\nagreement: «.a¦a.»\nzone: UTC\n", "agreement: \".a\" is no id" + IdHint)]
    [InlineData("bad-id", "prazo: 1\nagreement: «-1¦1-»\nzone: UTC\n", "agreement: \"-1\" is no id" + IdHint)]
    [InlineData("bad-id", "prazo: 1\nagreement: «loja aurora¦loja-aurora»\nzone: UTC\n", "agreement: \"loja aurora\" is no id" + IdHint)]
    [InlineData("bad-id", "prazo: 1\nagreement: «padrão¦padrao»\nzone: UTC\n", "agreement: \"padrão\" is no id" + IdHint)]
    [InlineData("no-value", "prazo: 1\nagreement: a\n«zone:¦zone: UTC»\n", "zone: \"zone\" has no value, and nothing is inherited that this could remove — write a value, or take it out; text with a comma needs quotes")]
    [InlineData("unknown-zone", "prazo: 1\nagreement: a\nzone: «\"\"¦UTC»\n", "zone: \"\" is no time zone — write an IANA name such as America/Sao_Paulo or Europe/Bucharest")]
    [InlineData("unknown-zone", "prazo: 1\nagreement: a\nzone: «+03:00¦UTC»\n", "zone: \"+03:00\" is no time zone")]
    [InlineData("unknown-zone", "prazo: 1\nagreement: a\nzone: «america/sao_paulo¦America/Sao_Paulo»\n", "did you mean America/Sao_Paulo?")]
    [InlineData("wrong-kind", "prazo: 1\nagreement: a\nzone: «[UTC]¦UTC»\n", "zone: expected text, found a list")]
    [InlineData("missing-key", "«prazo: 1\nagreement: a¦prazo: 1\nagreement: a\nzone: UTC»\n", "an agreement needs the key zone — write `zone:` — IANA time zone of its days, periods and term")]
    [InlineData("missing-key", "«agreement: a\nzone: UTC¦prazo: 1\nagreement: a\nzone: UTC»\n", "an agreement needs the key prazo — write `prazo:` — the version of this file format: 1")]
    [InlineData("missing-key", "«prazo: 1\nzone: UTC¦prazo: 1\nagreement: a\nzone: UTC»\n", "an agreement needs the key agreement — write `agreement:` — its id")]
    public void What_every_agreement_needs(string code, string text, string says) => ShouldComplain(code, text, says: says, header: false);

    [Theory]
    [InlineData("bad-number", "version: «0¦1»\n", "version: 0 is no whole number from 1 to 1000000")]
    [InlineData("bad-number", "version: «1000001¦1000000»\n", "version: 1000001 is no whole number from 1 to 1000000")]
    [InlineData("bad-number", "version: «-2¦2»\n", "version: -2 is no whole number from 1 to 1000000")]
    [InlineData("bad-number", "version: «1.5¦2»\n", "version: 1.5 is no whole number from 1 to 1000000")]
    [InlineData("bad-number", "version: «v2¦2»\n", "version: v2 is no whole number from 1 to 1000000")]
    [InlineData("bad-number", "version: «99999999999¦9»\n", "version: 99999999999 is no whole number from 1 to 1000000")]
    [InlineData("wrong-kind", "version: «[1]¦1»\n", "version: expected a whole number, found a list")]
    [InlineData("wrong-kind", "title: «[Aurora]¦Aurora»\n", "title: expected text, or a text per language, found a list")]
    [InlineData("wrong-kind", "title: { en: «[Aurora]¦Aurora» }\n", "title.en: expected text, found a list")]
    [InlineData("bad-language", "title: { «e¦en»: Aurora }\n", "title.e: \"e\" is no language — write a code such as en, pt-BR or ro")]
    [InlineData("bad-language", "title: { «pt_BR¦pt-BR»: Aurora }\n", "title.pt_BR: \"pt_BR\" is no language")]
    [InlineData("bad-language", "title: { «pt-¦pt-BR»: Aurora }\n", "title.pt-: \"pt-\" is no language")]
    [InlineData("unknown-word", "kind: «hibrid¦hybrid»\n", "kind: \"hibrid\" is not one of service, customer, hybrid, operational, supplier — did you mean hybrid?")]
    [InlineData("unknown-word", "kind: «Service¦service»\n", "kind: \"Service\" is not one of service, customer, hybrid, operational, supplier — did you mean service?")]
    [InlineData("wrong-kind", "kind: «{}¦service»\n", "kind: expected one of service, customer, hybrid, operational, supplier, found an empty map")]
    [InlineData("wrong-kind", "parties: «e-Suporte¦{ provider: e-Suporte }»\n", "parties: expected the parties, found \"e-Suporte\" — write it as keys and values, such as `provider: …`")]
    [InlineData("wrong-kind", "parties: { provider: «[a, b]¦a» }\n", "parties.provider: expected text, found a list")]
    [InlineData("unknown-key", "parties: { «custumer¦customer»: a }\n", "parties.custumer: the parties has no key custumer — did you mean customer?")]
    [InlineData("no-value", "parties: { provider: Aurora, «norte¦customer: norte» }\n", "parties.norte: \"norte\" has no value")]
    [InlineData("unknown-word", "open-tickets: «on¦true»\n", "open-tickets: \"on\" is not true or false — write true")]
    [InlineData("unknown-word", "open-tickets: «No¦false»\n", "open-tickets: \"No\" is not true or false — write false")]
    [InlineData("unknown-word", "open-tickets: «1¦true»\n", "open-tickets: \"1\" is not true or false")]
    [InlineData("wrong-kind", "open-tickets: «[true]¦true»\n", "open-tickets: expected true or false, found a list")]
    [InlineData("unknown-word", "review: «quaterly¦quarterly»\n", "review: \"quaterly\" is not one of weekly, monthly, quarterly, half-yearly, yearly, never — did you mean quarterly?")]
    [InlineData("unknown-word", "rematch: «until-response¦until-first-response»\n", "rematch: \"until-response\" is not one of never, until-first-response, always")]
    [InlineData("unknown-word", "attach: «created¦creation»\n", "attach: \"created\" is not one of creation, attachment")]
    public void What_says_which_agreement_it_is(string code, string text, string says) => ShouldComplain(code, text, says: says);

    [Theory]
    [InlineData("wrong-kind", "term: «2026-01-01..2026-12-31¦{ from: 2026-01-01, to: 2026-12-31 }»\n", "term: expected the term, found \"2026-01-01..2026-12-31\" — write it as keys and values, such as `from: …`")]
    [InlineData("bad-date", "term: { from: «2026-02-29¦2028-02-29» }\n", "term.from: 2026-02-29 is no date — write year-month-day, such as 2026-01-31")]
    [InlineData("bad-date", "term: { to: «2026-1-31¦2026-01-31» }\n", "term.to: 2026-1-31 is no date")]
    [InlineData("bad-date", "term: { to: «31.12.2026¦2026-12-31» }\n", "term.to: 31.12.2026 is no date")]
    [InlineData("bad-date", "effective: «next monday¦2026-03-02»\n", "effective: next monday is no date")]
    [InlineData("wrong-kind", "effective: «{ from: 2026-03-02 }¦2026-03-02»\n", "effective: expected a date like 2026-01-31, found a map")]
    [InlineData("bad-term", "term: { from: 2026-01-02, to: «2026-01-01¦2026-01-02» }\n", "term.to: the term ends before it begins — swap from and to")]
    [InlineData("bad-term", "term: { to: 2026-06-30 }\neffective: «2026-07-01¦2026-06-30»\n", "effective: this version begins after the term has ended — correct one of the dates")]
    [InlineData("bad-term", "term: { to: 2026-06-30, renews: never }\neffective: «2026-07-01¦2026-06-30»\n", "effective: this version begins after the term has ended")]
    [InlineData("unknown-word", "term: { to: 2026-12-31, renews: «annually¦yearly» }\n", "term.renews: \"annually\" is not one of never, monthly, quarterly, half-yearly, yearly")]
    [InlineData("ambiguous-day-unit", "term: { to: 2026-12-31, notice: «30 days¦30 calendar days» }\n", "term.notice: `30 days` does not say which days")]
    [InlineData("no-ticket-here", "term: { to: 2026-12-31, notice: «25% of resolution¦1 month» }\n", "term.notice: `25% of resolution` needs a ticket, and there is none here — write a length or days, such as `7 calendar days`")]
    [InlineData("no-ticket-here", "term: { to: 2026-12-31, notice: «until field due¦1 month» }\n", "term.notice: `until field due` needs a ticket")]
    [InlineData("unknown-key", "term: { «start¦from»: 2026-01-01 }\n", "term.start: the term has no key start — known here: from, to, renews, notice")]
    public void How_long_it_holds(string code, string text, string says) => ShouldComplain(code, text, says: says);

    [Fact]
    public void A_renewed_term_may_get_a_new_version_after_its_first_end() =>
        Good(Header + "term: { from: 2025-01-01, to: 2025-12-31, renews: yearly }\neffective: 2026-07-01\n").From.ShouldBe(new NodaTime.LocalDate(2026, 7, 1));

    [Theory]
    [InlineData("term: { renews: «yearly¦~» }\n")]
    [InlineData("term: { from: 2026-01-01, renews: «never¦~» }\n")]
    public void A_renewal_of_what_has_no_end_is_idle(string text) =>
        Problems(Header + text.Replace("«", "", StringComparison.Ordinal).Replace("¦~»", "", StringComparison.Ordinal)).ShouldHaveSingleItem().ToString()
            .ShouldEndWith("warning: term.renews: a term without an end needs no renewal — write `to:` too, or leave out `renews:`");

    [Theory]
    [InlineData("wrong-kind", "fields: «plan¦[plan]»\n", "fields: expected a list of field names, or fields and their values, found \"plan\"")]
    [InlineData("wrong-kind", "fields: [ «{ plan: any }¦plan» ]\n", "fields[0]: expected text, found a map")]
    [InlineData("unknown-word", "fields: { plan: «all¦any» }\n", "fields.plan: \"all\" is not one of any")]
    [InlineData("wrong-kind", "fields: { plan: «{}¦any» }\n", "fields.plan: expected one of any, or a list of values, found an empty map")]
    [InlineData("no-value", "fields: [ plan, «~¦shop» ]\n", "fields[1]: an item of a list without a value — write a value, \"\" for an empty one, or take it out")]
    [InlineData("wrong-kind", "orders: «[high, low]¦{ priority: [high, low] }»\n", "orders: expected values by field, most urgent first, found a list — write it as keys and values, `key: value`")]
    [InlineData("wrong-kind", "orders: { priority: «high¦[high]» }\n", "orders.priority: expected a list of values, most urgent first, found \"high\" — write it as a list, `- …` or `[ …, … ]`")]
    [InlineData("wrong-kind", "orders: { priority: [ «[high]¦high» ] }\n", "orders.priority[0]: expected a value, found a list")]
    [InlineData("wrong-kind", "statuses: «[done]¦{ resolved: [done] }»\n", "statuses: expected statuses that end a ticket, found a list")]
    [InlineData("unknown-key", "statuses: { «solved¦resolved»: done }\n", "statuses.solved: statuses that end a ticket has no key solved — did you mean resolved?")]
    [InlineData("wrong-kind", "statuses: { closed: «{ archived: true }¦archived» }\n", "statuses.closed: expected a value, or a list of values, found a map")]
    [InlineData("wrong-kind", "applies: { when: «loja¦{ inbox: loja }» }\n", "applies.when: expected a map of fields and their values, found \"loja\"")]
    [InlineData("unknown-key", "applies: { «if¦when»: { inbox: loja } }\n", "applies.if: what it is for has no key if")]
    [InlineData("unknown-key", "applies: { when: { inbox: { «nto¦not»: [loja] } } }\n", "applies.when.inbox.nto: { not: … } has no key nto — did you mean not?")]
    [InlineData("missing-key", "applies: { when: { inbox: «{}¦{ not: loja }» } }\n", "applies.when.inbox: { not: … } needs the key not — write `not:` — none of these values")]
    [InlineData("empty-list", "applies: { when: { inbox: { not: «[]¦[loja]» } } }\n", "applies.when.inbox.not: no value is listed for inbox — leave it out to fit every value")]
    [InlineData("empty-list", "applies: { when: { inbox: «[]¦[loja]» } }\n", "applies.when.inbox: no value is listed for inbox — list at least one value, or leave the field out to fit every value")]
    [InlineData("no-value", "applies: { when: { inbox: [loja, «~¦\"\"»] } }\n", "applies.when.inbox[1]: an item of a list without a value")]
    public void For_which_tickets_it_is(string code, string text, string says) => ShouldComplain(code, text, says: says);

    [Theory]
    [InlineData("instructions: { critical: «{ text: Call }¦Call» }\n", "instructions.critical: expected text, or a list of texts, found a map")]
    [InlineData("instructions: «[Call]¦{ critical: [Call] }»\n", "instructions: expected texts by kind of ticket, found a list")]
    [InlineData("instructions: { critical: [ «[Call]¦Call» ] }\n", "instructions.critical[0]: expected text, found a list")]
    [InlineData("clauses: «Everything else¦{ other: Everything else }»\n", "clauses: expected texts by clause, found \"Everything else\"")]
    [InlineData("clauses: { security: { access: { en: «{ who: all }¦all» } } }\n", "clauses.security.access.en: expected text, or a list of texts, found a map")]
    [InlineData("duties: «1 business day¦{ customer: { answer: 1h clock } }»\n", "duties: expected duties by party, found \"1 business day\" — write it as keys and values, such as `customer: …`")]
    [InlineData("duties: { customer: «1h clock¦{ answer: 1h clock }» }\n", "duties.customer: expected the customer's duties, found \"1h clock\" — write it as keys and values, such as `answer: …`")]
    [InlineData("duties: { customer: { answer: «[1h clock]¦1h clock» } }\n", "duties.customer.answer: expected a duration like 4h, 24h clock or 2 business days, or a target, found a list")]
    public void Texts_and_duties_have_their_shapes(string text, string says) => ShouldComplain("wrong-kind", text, says: says);

    [Theory]
    [InlineData("clauses: { security: { access: { «who¦en»: all } } }\n", "clauses.security.access.who: \"who\" is no language — write a code such as en, pt-BR or ro")]
    [InlineData("clauses: { security: { access: { «EN¦en»: all } } }\n", "clauses.security.access.EN: \"EN\" is no language")]
    public void Texts_of_a_part_are_by_language(string text, string says) => ShouldComplain("bad-language", text, says: says);

    [Theory]
    [InlineData("duties: { customer: { answer: «1 day¦1h clock» } }\n", "ambiguous-day-unit", "duties.customer.answer: `1 day` does not say which days")]
    [InlineData("duties: { customer: { answer: «1h¦1h clock» } }\n", "missing-calendar", "duties.customer.answer: working time and business days need a calendar — write `calendar: 24x7`, or describe one under `calendars:`")]
    [InlineData("duties: { customer: { answer: { within: 1h clock, calendar: «nowhere¦24x7» } } }\n", "unknown-calendar", "duties.customer.answer.calendar: there is no calendar nowhere")]
    [InlineData("duties: { customer: { answer: «25% of resolution¦1h clock» } }\n", "unknown-target", "duties.customer.answer: there is no target resolution")]
    [InlineData("duties: { customer: { answer: { within: «25% of resolution¦1h clock» } } }\n", "unknown-target", "duties.customer.answer.within: there is no target resolution")]
    [InlineData("duties: { customer: { answer: { by: priority, within: { high: «25% of duty-customer-answer¦1h clock» } } } }\n", "share-of-share", "duties.customer.answer.within.high: duty-customer-answer is a share of another promise itself")]
    public void The_customers_duty_is_judged_like_a_target(string text, string code, string says) => ShouldComplain(code, text, says: says);

    [Fact]
    public void The_name_of_the_customers_duty_is_taken() => ShouldComplain("duplicate-id",
        "targets: { «duty-customer-answer¦wait»: { metric: requester-wait, within: 1h clock } }\nduties: { customer: { answer: 2h clock } }\n",
        says: "targets.duty-customer-answer: the customer's duty has this name already — choose another id");

    [Fact]
    public void A_key_that_stands_twice_is_refused_where_it_stands_again()
    {
        var (_, problems) = Prazo.Agreements.YamlNodes.Parse(Header + "version: 1\nversion: 2\n", "a.yaml");
        problems.ShouldHaveSingleItem().ToString().ShouldBe("a.yaml:5:1: error: the key version stands here a second time; the first is in line 4 — keep one of them");
    }

    /// <summary>The text before the bar of a marked case.</summary>
    internal static string Bad(string marked) =>
        marked[..marked.IndexOf('«', StringComparison.Ordinal)] + marked[(marked.IndexOf('«', StringComparison.Ordinal) + 1)..marked.IndexOf('¦', StringComparison.Ordinal)] + marked[(marked.IndexOf('»', StringComparison.Ordinal) + 1)..];
}
