namespace Prazo.Channels;

/// <summary>What is taken from a style attribute: emphasis, which becomes elements, and whether the sender hid the text. Nothing else; colours belong to the page.</summary>
internal readonly record struct MessageStyle(bool Bold, bool Italic, bool Underlined, bool Struck, bool Hidden)
{
    private const int MaxLength = 4000;

    public static MessageStyle Of(string? css)
    {
        var style = default(MessageStyle);
        if (css is null || css.Length > MaxLength)
            return style;
        foreach (var declaration in css.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant();
            style = style.With(declaration[..colon].Trim().ToLowerInvariant(), value);
        }
        return style;
    }

    private MessageStyle With(string property, string value) => (property, value) switch
    {
        ("font-weight", "bold" or "bolder" or "600" or "700" or "800" or "900") => this with { Bold = true },
        ("font-weight", _) => this with { Bold = false },
        ("font-style", "italic" or "oblique") => this with { Italic = true },
        ("text-decoration" or "text-decoration-line", "underline") => this with { Underlined = true },
        ("text-decoration" or "text-decoration-line", "line-through") => this with { Struck = true },
        ("display", "none") or ("visibility", "hidden") or ("mso-hide", "all") or ("font-size", "0" or "0px") => this with { Hidden = true },
        _ => this,
    };
}
