using Prazo.People;

namespace Prazo.Tests.People;

public class PasswordsTests
{
    [Fact]
    public void Only_the_password_fits_and_no_two_hashes_of_it_are_alike()
    {
        var kept = Passwords.Hash("quatro gatos no telhado");
        kept.ShouldStartWith("pbkdf2-sha512$210000$");
        kept.ShouldNotContain("gatos");
        Passwords.Verify("quatro gatos no telhado", kept).ShouldBeTrue();
        Passwords.Verify("quatro gatos no telhadO", kept).ShouldBeFalse();
        Passwords.Verify("quatro gatos no telhado", null).ShouldBeFalse();
        Passwords.Hash("quatro gatos no telhado").ShouldNotBe(kept);
    }

    /// <summary>PBKDF2-HMAC-SHA-512 of "password" and the salt of sixteen zero bytes with two rounds, made with another implementation (Python's hashlib).</summary>
    [Fact]
    public void What_another_implementation_derived_fits() => Passwords.Verify("password",
        "pbkdf2-sha512$2$AAAAAAAAAAAAAAAAAAAAAA==$Em/8G/MUOii3A3hpvt4aornIegdjX7D4g1Ct3jocQzRXOG6X+wHCOERtt7vtLry/o86JbruS7XHgbABqrOW+8g==").ShouldBeTrue();

    /// <summary>Keyboards write é in one piece or in two.</summary>
    [Fact]
    public void A_letter_fits_however_the_keyboard_composed_it() =>
        Passwords.Verify("cafe\u0301 com leite frio", Passwords.Hash("caf\u00e9 com leite frio")).ShouldBeTrue();

    [Theory]
    [InlineData("short words")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("1234567890123456")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("Password2026!!")]
    [InlineData("popescu12345")]
    public void What_is_tried_first_is_refused(string password) => Passwords.Weakness(password, "ana.popescu", "popescu").ShouldNotBeNull();

    [Theory]
    [InlineData("quatro gatos no telhado")]
    [InlineData("x7!Kq0-vb2_Zt")]
    public void What_is_hard_to_guess_is_taken(string password) => Passwords.Weakness(password, "ana", "Ana Popescu", null).ShouldBeNull();

    [Fact]
    public void A_password_of_a_megabyte_is_refused_before_it_is_hashed() => Passwords.Weakness(new string('x', 1 << 20) + "abcdefg").ShouldNotBeNull();
}
