namespace Prazo.Engine.Agreements;

/// <summary>Reads an agreement from a document tree: all problems found, and the agreement when none of them is an error.</summary>
public static class AgreementReader
{
    /// <param name="document">The document as written.</param>
    /// <param name="resolve">Gives the document of an <c>extends</c> by agreement id; null when unknown.</param>
    public static (Agreement? Agreement, IReadOnlyList<Problem> Problems) Read(Node document, Func<string, Node?> resolve) => throw new NotImplementedException();
}
