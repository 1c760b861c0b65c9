namespace Prazo.Web.Screen;

public sealed record ErrorModel(string Said);
