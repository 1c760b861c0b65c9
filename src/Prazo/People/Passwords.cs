using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prazo.Engine;

namespace Prazo.People;

/// <summary>Passwords are kept as <c>pbkdf2-sha512$ROUNDS$SALT$HASH</c>; slow by intent, so never inside a transaction.</summary>
public static class Passwords
{
    public const int Rounds = 210_000, Shortest = 12, Longest = 256;

    private const int SaltBytes = 16, HashBytes = 64;

    // Compared with when there is nothing to compare with, so that an unknown name takes as long as a wrong password.
    private static readonly Lazy<string> Nobody = new(() => Write(new byte[SaltBytes], new byte[HashBytes]));

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Write(salt, Derive(password, salt, Rounds));
    }

    /// <summary>Whether it is the password; without a kept one it is not, after the same work.</summary>
    public static bool Verify(string password, string? kept)
    {
        var parts = (kept ?? Nobody.Value).Split('$');
        var salt = Convert.FromBase64String(parts[2]);
        var derived = Derive(password, salt, int.Parse(parts[1], CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3])) && kept is not null;
    }

    /// <summary>Why it cannot be somebody's password; null when it can.</summary>
    /// <param name="known">What others know of the person: handle, name, address, workspace.</param>
    public static Problem? Weakness(string password, params IEnumerable<string?> known)
    {
        if (password.Length < Shortest)
            return Weak($"a password has at least {Shortest} characters", "a few words that do not belong together are easy to keep in mind");
        if (password.Length > Longest)
            return Weak($"a password has at most {Longest} characters", "shorten it");
        if (password.Distinct().Count() < 5 || IsRun(password))
            return Weak("the password is too regular", "a few words that do not belong together are easy to keep in mind");
        if (Common.Any(c => password.StartsWith(c, StringComparison.OrdinalIgnoreCase))
            || known.OfType<string>().Any(k => k.Length >= 4 && password.Contains(k, StringComparison.OrdinalIgnoreCase) && password.Length < k.Length + 6))
            return Weak("the password is among those that are tried first", "leave out names and common words, or add words");
        return null;
    }

    /// <summary>Beginnings of the long passwords that lists of stolen ones hold most often.</summary>
    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssw0rd", "parola12", "senha123", "qwertyui", "qwerty12", "1q2w3e4r", "1qaz2wsx", "abcd1234", "abc12345", "admin123", "administrator", "iloveyou", "letmein1",
        "welcome1", "changeme", "zaq12wsx", "asdfghjk",
    ];

    /// <summary>Each character follows the one before it, up or down: 123456789012, abcdefghijkl.</summary>
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).Count(d => d is 1 or -1);
        return steps >= text.Length - 3;
    }

    private static Problem Weak(string message, string hint) => new(Severity.Error, "weak-password", Position.None, "password", message, hint);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Composed(password)), salt, rounds, HashAlgorithmName.SHA512, HashBytes);

    /// <summary>Keyboards write the same letter in one piece or in two.</summary>
    private static string Composed(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return password;
        }
    }

    private static string Write(byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"pbkdf2-sha512${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
