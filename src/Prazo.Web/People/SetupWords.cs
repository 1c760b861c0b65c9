using Prazo.Engine;

namespace Prazo.Web.People;

/// <summary>What the page of a first start says.</summary>
internal sealed record SetupWords(string Locale, string Title, string Lead, string Workspace, string Language, string Zone, string Name, string Email, string Password, string PasswordHint, string Do, string BadLink,
    string WeakPassword, string BadEmail, string UnknownZone, string Missing, string BadText, string Like)
{
    private static readonly SetupWords English = new("en", "Set Prazo up", "This link works once. Who completes this form administers the workspace.", "Workspace", "Language", "Time zone", "Your name", "Your e-mail address", "Password",
        "At least 12 characters; a few words that do not belong together are easy to keep in mind.", "Set up", "The link is not good: it was used, or it has run out. A new start of the server shows a new one.",
        "The password is too easy to guess: at least 12 characters, not regular, without names and common words.", "The e-mail address is not one: name@example.com.", "There is no such time zone: write a name such as Europe/London.",
        "{0}: fill this in.", "{0}: write one short line.", "such as");

    private static readonly SetupWords Portuguese = new("pt-BR", "Configurar o Prazo", "Este link funciona uma única vez. Quem preencher este formulário administra o espaço de trabalho.", "Espaço de trabalho", "Idioma", "Fuso horário", "Seu nome", "Seu e-mail", "Senha",
        "Pelo menos 12 caracteres; algumas palavras sem relação entre si são fáceis de lembrar.", "Configurar", "O link não é válido: já foi usado ou expirou. Ao reiniciar, o servidor mostra outro.",
        "A senha é fácil demais de adivinhar: pelo menos 12 caracteres, sem sequências, nomes nem palavras comuns.", "O e-mail não é válido: escreva nome@exemplo.com.br.", "Esse fuso horário não existe: escreva um nome como America/Sao_Paulo.",
        "{0}: preencha este campo.", "{0}: escreva uma única linha curta.", "por exemplo");

    private static readonly SetupWords Romanian = new("ro", "Configurarea Prazo", "Acest link funcționează o singură dată. Cine completează formularul administrează spațiul de lucru.", "Spațiu de lucru", "Limbă", "Fus orar", "Numele dumneavoastră", "Adresa de e-mail", "Parolă",
        "Cel puțin 12 caractere; câteva cuvinte fără legătură între ele se țin minte ușor.", "Configurează", "Linkul nu este valabil: a fost folosit sau a expirat. La o nouă pornire, serverul afișează altul.",
        "Parola este prea ușor de ghicit: cel puțin 12 caractere, fără șiruri, nume sau cuvinte obișnuite.", "Adresa de e-mail nu este valabilă: scrieți nume@exemplu.ro.", "Nu există acest fus orar: scrieți un nume precum Europe/Bucharest.",
        "{0}: completați acest câmp.", "{0}: scrieți un singur rând scurt.", "de exemplu");

    /// <summary>A refusal in the language of the page; one that this form cannot cause is told as the API tells it.</summary>
    public string Refusal(Problem problem) => problem.Code switch
    {
        "weak-password" => WeakPassword,
        "bad-email" => BadEmail,
        "unknown-zone" => UnknownZone,
        "missing" => string.Format(null, Missing, Field(problem.Path)),
        "bad-text" => string.Format(null, BadText, Field(problem.Path)),
        _ => problem.Hint.Length > 0 ? $"{problem.Message}: {problem.Hint}" : problem.Message,
    };

    private string Field(string path) => path switch
    {
        "workspace" => Workspace,
        "email" => Email,
        _ => Name,
    };

    /// <summary>A language in its own words.</summary>
    public static string NameOf(string locale) => locale switch
    {
        "pt-BR" => "Português (Brasil)",
        "ro" => "Română",
        _ => "English",
    };

    public static SetupWords For(string? locale) => locale switch
    {
        "pt-BR" => Portuguese,
        "ro" => Romanian,
        _ => English,
    };
}
