namespace Prazo.Web.People;

/// <summary>What the page of a first start says.</summary>
internal sealed record SetupWords(string Locale, string Title, string Lead, string Workspace, string Language, string Zone, string Name, string Email, string Password, string PasswordHint, string Do, string Done, string BadLink)
{
    private static readonly SetupWords English = new("en", "Set Prazo up", "This link works once. Who completes this form administers the workspace.", "Workspace", "Language", "Time zone", "Your name", "Your e-mail address", "Password",
        "At least 12 characters; a few words that do not belong together are easy to keep in mind.", "Set up", "The workspace is set up, and you are signed in.", "The link is not good: it was used, or it has run out. A new start of the server shows a new one.");

    private static readonly SetupWords Portuguese = new("pt-BR", "Configurar o Prazo", "Este link funciona uma única vez. Quem preencher este formulário administra o espaço de trabalho.", "Espaço de trabalho", "Idioma", "Fuso horário", "Seu nome", "Seu e-mail", "Senha",
        "Pelo menos 12 caracteres; algumas palavras sem relação entre si são fáceis de lembrar.", "Configurar", "O espaço de trabalho está configurado e você está conectado.", "O link não é válido: já foi usado ou expirou. Ao reiniciar, o servidor mostra outro.");

    private static readonly SetupWords Romanian = new("ro", "Configurarea Prazo", "Acest link funcționează o singură dată. Cine completează formularul administrează spațiul de lucru.", "Spațiu de lucru", "Limbă", "Fus orar", "Numele dumneavoastră", "Adresa de e-mail", "Parolă",
        "Cel puțin 12 caractere; câteva cuvinte fără legătură între ele se țin minte ușor.", "Configurează", "Spațiul de lucru este configurat, iar dumneavoastră sunteți autentificat.", "Linkul nu este valabil: a fost folosit sau a expirat. La o nouă pornire, serverul afișează altul.");

    public static SetupWords For(string? locale) => locale switch
    {
        "pt-BR" => Portuguese,
        "ro" => Romanian,
        _ => English,
    };
}
